"""`sixin keys check` opens everything, finds what stands in clear, and tells where but never what."""

import io
import pickle
import zipfile
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from sixin.audit import trail
from sixin.base.crypto import files, raw, sealing
from sixin.registers.models import Area
from sixin.site import clear_by_decision, places
from sixin.site.cli import main

SECRET = "女儿在西宁，电话13909771234"


@pytest.fixture
def home(db, settings, tmp_path: Path, monkeypatch, now, county) -> Path:
    """A data folder of this test's own, with a deed in the trail that says something."""
    monkeypatch.setattr(places, "home", lambda: tmp_path)
    monkeypatch.setenv("SIXIN_MASTER_KEY", settings.SIXIN_MASTER_KEY)
    settings.MEDIA_ROOT = tmp_path / "files"
    trail.note(
        trail.Deed(verb="x.done", reason=SECRET, details={"n": ["", SECRET]}), by=None, now=now
    )
    return tmp_path


def check() -> tuple[int, str]:
    done = CliRunner().invoke(main, ["keys", "check"])
    return done.exit_code, done.output


def test_nothing_in_clear_is_said_with_how_much_was_looked_at(home):
    with files.writing("imports/1.csv") as out:
        out.write(SECRET.encode())
    code, told = check()
    assert code == 0, told
    assert "values and 1 files open, each where it stands." in told
    assert told.endswith("Nothing is in clear.\n")


def found(home: Path, told: str, where: str) -> bool:
    """Whether it was found there, and nothing of it was told."""
    assert SECRET[:3] not in told
    assert "1390977" not in told
    return f"IN CLEAR: {where} says what audit_entry." in told


def test_a_column_in_clear_is_found(home):
    Area.objects.filter(level="county").update(name=f"县{SECRET}")
    clear_by_decision.COLUMNS["registers.Area"].remove("name")
    try:
        code, told = check()
    finally:
        clear_by_decision.COLUMNS["registers.Area"].append("name")
    assert (code, found(home, told, "registers_area.name")) == (1, True)


PLACES = {
    "notes.txt": SECRET.encode(),
    "old.sqlite3-wal": b"\0" * 5000 + SECRET.encode() + b"\0",
    "deep/er/report.json": SECRET.encode("ascii", "backslashreplace"),
    "cache/1.djcache": pickle.dumps(1.0) + zlib.compress(pickle.dumps({"said": SECRET})),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_file_in_clear_is_found(home, name):
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(PLACES[name])
    code, told = check()
    assert (code, found(home, told, name)) == (1, True)


def test_a_packed_file_is_found(home):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", SECRET * 50)
    (home / "list.xlsx").write_bytes(out.getvalue())
    code, told = check()
    assert (code, found(home, told, "list.xlsx")) == (1, True)


def test_it_is_found_across_the_pieces_that_a_file_is_read_in(home, monkeypatch):
    monkeypatch.setattr(raw, "AT_ONCE", 500)
    (home / "big.log").write_bytes(b"-" * 490 + SECRET.encode() + b"-" * 2000)
    code, told = check()
    assert (code, found(home, told, "big.log")) == (1, True)


def test_a_value_in_clear_in_a_sealed_column_is_found(home):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = %s", [SECRET.encode()])
    code, told = check()
    assert (code, "DOES NOT OPEN: audit_entry.reason" in told) == (1, True)


def test_a_value_of_another_column_is_found(home):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_entry SET reason = %s", [sealing.seal(b"x", "audit_entry.details")]
        )
    code, told = check()
    assert (code, "DOES NOT OPEN: audit_entry.reason" in told) == (1, True)


def test_a_file_that_is_not_sealed_is_found(home):
    (home / "files/imports").mkdir(parents=True)
    (home / "files/imports/7.csv").write_text("harmless")
    code, told = check()
    assert (code, "DOES NOT OPEN: files/imports/7.csv, 1 times" in told) == (1, True)


def test_a_master_key_beside_the_data_is_told(home, monkeypatch):
    monkeypatch.delenv("SIXIN_MASTER_KEY")
    monkeypatch.setenv("SIXIN_MASTER_KEY_FILE", str(home / "master.key"))
    (home / "master.key").write_text("x")
    (home / "master.key").chmod(0o644)
    code, told = check()
    assert code == 0
    assert "Warning: the master key stands inside the data folder" in told
    assert f"Warning: others than its owner may read {home / 'master.key'}." in told
