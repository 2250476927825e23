"""A new key: everything is sealed with it, nobody's change is lost, and the old key goes last."""

import base64
import secrets

import pytest
from django.db import connection

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.base.crypto import columns, files, keyring, rotation, sealing
from sixin.registers.actions import enrolling, finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring(settings, tmp_path, monkeypatch):
    """A key file of this test's own; nobody waits long."""
    settings.SIXIN_KEYRING = str(tmp_path / "keys.json")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SIXIN_MASTER_KEY = base64.b64encode(secrets.token_bytes(32)).decode()
    monkeypatch.setattr(rotation, "MARGIN", 0.0)
    monkeypatch.setattr(keyring, "FRESH", 0.05)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    return keyring.make()


def entries(count: int) -> list[Entry]:
    """So many entries of the trail, each with a reason and details of its own."""
    rows = [
        Entry(at=clock.now(), verb="x.changed", reason=f"因为{n}", details={"note": [n, f"说{n}"]},
              content=b"", seal=b"")
        for n in range(count)
    ]  # fmt: skip
    return Entry.objects.bulk_create(rows)


def said() -> set[tuple[str, str]]:
    return {(e.reason, str(e.details)) for e in Entry.objects.all()}


def test_everything_is_under_the_new_key_and_says_what_it_said(ring, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 7)
    entries(20)
    before = said()
    told = []
    done = rotation.rotate(told=lambda *step: told.append(step))
    assert (done.number, done.values, done.forgotten, done.resumed) == (2, 40, [1], False)
    assert columns.used() == {2: 40}
    assert said() == before
    assert [step for step in told if step[0] == "audit_entry"] == [
        ("audit_entry", 7, 20), ("audit_entry", 14, 20), ("audit_entry", 20, 20),
    ]  # fmt: skip
    assert keyring.current().keys.keys() == {2}


def test_files_go_with_the_values(ring):
    for n in range(3):
        with files.writing(f"imports/{n}.csv") as out:
            out.write(b"x" * 100_000)
    entries(1)
    done = rotation.rotate()
    assert (done.values, done.files, done.forgotten) == (2, 3, [1])
    assert {files.number_of(name) for name in files.names()} == {2}
    assert files.read("imports/2.csv") == b"x" * 100_000


def test_a_file_that_does_not_open_keeps_the_old_key(ring, settings):
    with files.writing("imports/1.csv") as out:
        out.write(b"x")
    (settings.MEDIA_ROOT / "imports/1.csv").rename(settings.MEDIA_ROOT / "imports/2.csv")
    done = rotation.rotate()
    assert (done.broken, done.forgotten) == ({"files": 1}, [])


def test_empty_values_and_none_stay_as_they_are(ring):
    Entry.objects.create(at=clock.now(), verb="x", reason="", details=None, content=b"", seal=b"")
    rotation.rotate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason, details FROM audit_entry")
        reason, details = cursor.fetchone()
    assert (bytes(reason), details) == (b"", None)


def test_blind_indexes_stay(ring):
    value = sealing.seal(b"x", "a.b", b"i" * 16)
    keyring.begin()
    moved = sealing.mover("a.b")(value)
    assert (moved[3:19], sealing.number_of(moved)) == (b"i" * 16, 2)
    assert sealing.unseal(moved, "a.b") == b"x"


def test_what_people_are_found_by_stays(ring, grid):
    known = {"registered_on": clock.today(), "phone": "13909770001"}
    her = enrolling.add_person(area=grid, name="张秀英", **known)
    before = set(her.finders.values_list("place", "token"))
    rotation.rotate()
    assert set(her.finders.values_list("place", "token")) == before
    assert list(finding.differences()) == []


def test_old_keys_are_kept_if_asked(ring):
    entries(1)
    assert rotation.rotate(keep_old=True).forgotten == []
    assert keyring.current().keys.keys() == {1, 2}
    assert rotation.rotate().forgotten == [1, 2]


def test_what_was_broken_off_goes_on_with_the_same_key(ring, monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 5)
    entries(20)
    before = said()

    def killed(what: str, done: int, total: int) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(told=killed)
    assert columns.used() == {1: 20, 2: 20}
    done = rotation.rotate()
    assert (done.number, done.values, done.resumed, done.forgotten) == (2, 20, True, [1])
    assert said() == before


def test_a_change_that_comes_between_is_not_lost(ring, monkeypatch):
    first, *_others = entries(3)
    replace = columns.replace

    def late(table, changes):
        monkeypatch.setattr(columns, "replace", replace)
        Entry.objects.filter(pk=first.pk).update(reason="另外的原因")
        return replace(table, changes)

    monkeypatch.setattr(columns, "replace", late)
    rotation.rotate()
    assert Entry.objects.get(pk=first.pk).reason == "另外的原因"
    assert columns.used() == {2: 6}


def test_what_does_not_open_keeps_the_old_key_and_is_counted(ring):
    broken, *_others = entries(3)
    with connection.cursor() as cursor:
        make = connection.Database.Binary
        key = Entry._meta.pk.get_db_prep_value(broken.pk, connection)
        spoilt = sealing.seal(b"x", "elsewhere")
        cursor.execute("UPDATE audit_entry SET reason = %s WHERE id = %s", [make(spoilt), key])
    done = rotation.rotate()
    assert (done.broken, done.forgotten) == ({"audit_entry": 1}, [])
    assert keyring.current().keys.keys() == {1, 2}
    assert keyring.current().rotating


def test_two_at_once_are_refused(ring):
    with rotation._alone(), pytest.raises(rotation.Busy):
        rotation.rotate()


def test_changing_the_cipher_moves_every_value_to_it(ring, settings):
    entries(2)
    before = said()
    settings.SIXIN_CIPHER = keyring.SM4
    assert rotation.rotate().number == 2
    assert keyring.current().key(2).algorithm == keyring.SM4
    assert (columns.used(), said()) == ({2: 4}, before)


def test_nothing_sealed_is_noticed(ring):
    assert not columns.is_anything_sealed()
    entries(1)
    assert columns.is_anything_sealed()
