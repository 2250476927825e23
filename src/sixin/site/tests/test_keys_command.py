"""`sixin keys …`: numbers and sentences, and never a key."""

import base64
import secrets
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from sixin.audit import trail
from sixin.base.crypto import keyfile, keyring, rotation, sealing
from sixin.site import places
from sixin.site.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["keys", *words])


@pytest.fixture
def ring(db, settings, tmp_path, monkeypatch, now):
    """A key file of this test's own, and two values under it; nobody waits long."""
    monkeypatch.setenv("SIXIN_MASTER_KEY_FILE", str(tmp_path / "master.key"))
    monkeypatch.delenv("SIXIN_MASTER_KEY", raising=False)
    settings.SIXIN_KEYRING = str(tmp_path / "keys.json")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SIXIN_MASTER_KEY = places.master_key()
    monkeypatch.setattr(rotation, "MARGIN", 0.0)
    monkeypatch.setattr(keyring, "FRESH", 0.05)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    made = keyring.make()
    trail.note(trail.Deed(verb="x.done", reason="因为", details={"a": 1}), by=None, now=now)
    return made


def test_show_tells_numbers_and_places_and_no_key(ring, tmp_path):
    told = run("show").output
    assert told.splitlines() == [
        f"Key file: {tmp_path / 'keys.json'}",
        f"Master key: {tmp_path / 'master.key'}",
        "      1  AES-256-GCM seals       2 values",
    ]
    keys = [ring.index, *(key.material for key in ring.keys.values())]
    assert not any(base64.b64encode(key).decode() in told or key.hex() in told for key in keys)
    assert (tmp_path / "master.key").read_text() not in told


def test_show_says_where_a_master_key_should_not_stand(ring, monkeypatch):
    monkeypatch.setenv("SIXIN_MASTER_KEY_FILE", str(places.home() / "master.key"))
    assert "inside the data folder: move it elsewhere" in run("show").output
    monkeypatch.setenv("SIXIN_MASTER_KEY", "anything")
    assert "Master key: SIXIN_MASTER_KEY\n" in run("show").output


def test_rotate_seals_with_a_new_key_and_destroys_the_old(ring):
    done = run("rotate")
    assert (
        done.exit_code,
        "Everything is sealed with key 2. Destroyed: 1.\n2 values, 0 files in" in done.output,
    ) == (0, True)
    assert "2  AES-256-GCM seals       2 values" in run("show").output


def test_rotate_keeps_the_old_key_if_asked(ring):
    assert "Everything is sealed with key 2.\n" in run("rotate", "--keep-old").output
    assert "1  AES-256-GCM opens only  0 values" in run("show").output


def test_resume_makes_no_new_key(ring):
    assert run("rotate", "--resume").output == "No rotation is under way.\n"
    keyring.begin()
    assert "A rotation is under way" in run("show").output
    assert "Went on: everything is sealed with key 2." in run("rotate", "--resume").output


def test_a_value_that_does_not_open_is_counted_and_keeps_the_key(ring):
    with connection.cursor() as cursor:
        spoilt = connection.Database.Binary(sealing.seal(b"x", "elsewhere"))
        cursor.execute("UPDATE audit_entry SET reason = %s", [spoilt])
    done = run("rotate")
    assert done.exit_code == 1
    assert "audit_entry: 1 rows hold a value that does not open." in done.output
    assert keyring.reload().keys.keys() == {1, 2}


def test_two_rotations_at_once_are_refused(ring):
    with rotation._alone():
        done = run("rotate")
    assert (done.exit_code, done.output) == (
        1,
        "Error: Another `sixin keys rotate` runs; let it end.\n",
    )


def test_the_master_key_changes_in_two_steps(ring, settings, tmp_path: Path):
    new = tmp_path / "new.key"
    told = run("rewrap", "--new-master-file", str(new)).output
    assert "Both master keys open now." in told
    assert new.stat().st_mode & 0o777 == 0o600
    assert "still runs with the old master key" in run("rewrap", "--finish").output
    settings.SIXIN_MASTER_KEY = new.read_text()
    assert (
        run("rewrap", "--finish").output == "Only the new master key opens. Destroy the old one.\n"
    )
    assert keyring.reload().index == ring.index


@pytest.mark.parametrize("words", [[], ["--finish", "--new-master-file", "x"]])
def test_rewrap_asks_for_one_of_its_steps(ring, words):
    assert "Give either --new-master-file FILE or --finish." in run("rewrap", *words).output


def test_a_new_master_key_that_is_none_is_told(ring, tmp_path: Path):
    bad = tmp_path / "bad.key"
    bad.write_text(base64.b64encode(secrets.token_bytes(16)).decode())
    done = run("rewrap", "--new-master-file", str(bad))
    assert (done.exit_code, "must be 32 bytes in base64" in done.output) == (1, True)


def test_init_makes_no_new_keys_over_sealed_values(ring):
    keyfile.path().unlink()
    done = CliRunner().invoke(main, ["init"])
    assert (done.exit_code, "The key file" in done.output, keyring.exists()) == (1, True, False)
