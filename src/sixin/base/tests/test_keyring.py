"""The key file: wrapped keys only, changed by one at a time, never half written, never made twice."""

import base64
import json
import multiprocessing
import secrets
import threading
from pathlib import Path

import pytest

from sixin.base.crypto import keyfile, keyring, sealing


def master() -> str:
    """A new master key as text."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def ring(settings, tmp_path: Path):
    """A key file of this test's own."""
    settings.SIXIN_KEYRING = str(tmp_path / "keys.json")
    settings.SIXIN_MASTER_KEY = master()
    settings.SIXIN_CIPHER = keyring.AES
    return keyring.make()


def test_it_holds_no_key_in_clear_and_only_its_owner_reads_it(ring):
    text = keyfile.path().read_text()
    material = [*(key.material for key in ring.keys.values()), ring.index]
    assert not any(base64.b64encode(m).decode() in text or m.hex() in text for m in material)
    with keyfile.alone():
        modes = {path.name: path.stat().st_mode & 0o777 for path in keyfile.path().parent.iterdir()}
    assert modes == {"keys.json": 0o600, "keys.json.lock": 0o600}


def test_nothing_of_it_is_printed(ring):
    assert "material" not in repr(ring.key(1))
    assert repr(ring) == "Keyring(active=1, rotating=False, rewrapping=False)"


def test_a_missing_key_file_is_told_and_not_made_anew(ring):
    keyfile.path().unlink()
    with pytest.raises(keyring.NoKey, match="is missing. Put it back from the backup"):
        keyring.reload()
    assert not keyring.exists()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 2}', '{"format": 1, "keys": []}'])
def test_what_is_no_key_file_is_told(ring, content):
    keyfile.path().write_text(content)
    with pytest.raises(keyring.NoKey, match="no key file that this version reads"):
        keyring.reload()


def test_made_twice_it_stays_as_it_was(ring):
    assert keyring.make() == ring


def _make(go, found) -> None:
    go.wait()
    found.put(keyring.make().index)


def test_of_many_processes_that_make_it_at_once_one_does(ring):
    keyfile.path().unlink()
    forked = multiprocessing.get_context("fork")
    go, found = forked.Event(), forked.Queue()
    makers = [forked.Process(target=_make, args=(go, found)) for _ in range(8)]
    for maker in makers:
        maker.start()
    go.set()
    indexes = {found.get(timeout=20) for _ in makers}
    assert indexes == {keyring.reload().index}


def test_readers_never_see_half_a_file(ring):
    wrong, ended = [], threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                sealing.unseal(sealing.seal(b"x", "a.b"), "a.b")
                keyring.reload()
            except Exception as why:  # whatever it is, the assertion shows it
                wrong.append(why)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _turn in range(30):
        keyring.begin()
        keyring.settle(keep_old=True)
    ended.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert keyring.reload().active == 31


def test_what_a_killed_writer_left_is_in_nobodys_way(ring):
    keyfile.beside("new").write_text("half a fi")
    assert keyring.begin().active == 2
    assert not keyfile.beside("new").exists()


def test_an_old_key_opens_until_the_rotation_is_settled(ring):
    old = sealing.seal(b"before", "a.b")
    assert keyring.begin().rotating
    assert sealing.number_of(sealing.seal(b"after", "a.b")) == 2
    assert sealing.unseal(old, "a.b") == b"before"
    assert set(keyring.settle().keys) == {2}
    with pytest.raises(keyring.NoKey, match="Key 1 is not in the key file"):
        sealing.unseal(old, "a.b")


def test_a_rotation_under_way_makes_no_further_key(ring):
    assert keyring.begin().active == keyring.begin().active == 2
    assert keyring.settle(keep_old=True).keys.keys() == {1, 2}
    assert keyring.begin().active == 3


def test_blind_indexes_outlive_a_rotation(ring):
    before = sealing.blind("13909770001", "a.b")
    keyring.begin()
    keyring.settle()
    assert sealing.blind("13909770001", "a.b") == before


def test_another_process_that_rotated_is_noticed(ring):
    stored = json.loads(keyfile.path().read_text())
    keyring.begin()
    value = sealing.seal(b"x", "a.b")
    theirs = keyfile.path().read_text()
    keyfile.write(stored)
    keyring.reload()
    keyfile.path().write_text(theirs)
    assert sealing.unseal(value, "a.b") == b"x"


def test_the_cipher_of_the_setting_makes_the_next_key(ring, settings):
    settings.SIXIN_CIPHER = keyring.SM4
    assert keyring.begin().key(2).algorithm == keyring.SM4
    assert sealing.unseal(sealing.seal(b"x", "a.b"), "a.b") == b"x"


def test_a_cipher_that_is_none_is_told(ring, settings):
    settings.SIXIN_CIPHER = "ROT13"
    with pytest.raises(
        keyring.NoKey, match="SIXIN_CIPHER is `ROT13`; it can be AES-256-GCM or SM4-GCM"
    ):
        keyring.begin()


def test_a_key_under_the_name_of_another_cipher_is_told(ring):
    stored = keyfile.read()
    stored["keys"]["1"]["algorithm"] = keyring.SM4
    keyfile.write(stored)
    with pytest.raises(keyring.NoKey, match="Key 1 of the key file is no key for SM4-GCM"):
        keyring.reload()


@pytest.mark.parametrize("text", ["", "secret", base64.b64encode(b"short").decode()])
def test_a_master_key_that_is_none_is_told(ring, settings, text):
    settings.SIXIN_MASTER_KEY = text
    with pytest.raises(keyring.NoKey, match="must be 32 bytes in base64"):
        keyring.reload()


def test_another_master_key_opens_nothing(ring, settings):
    settings.SIXIN_MASTER_KEY = master()
    with pytest.raises(keyring.NoKey, match="does not open the key file"):
        keyring.reload()


def test_while_the_master_key_changes_both_open_and_afterwards_the_new_one(ring, settings):
    value, old, new = sealing.seal(b"x", "a.b"), settings.SIXIN_MASTER_KEY, master()
    keyring.rewrap(keyring.as_master(new))
    for one in (old, new):
        settings.SIXIN_MASTER_KEY = one
        assert keyring.reload().rewrapping
        assert sealing.unseal(value, "a.b") == b"x"
    assert not keyring.finish_rewrap().rewrapping
    assert sealing.unseal(value, "a.b") == b"x"
    settings.SIXIN_MASTER_KEY = old
    with pytest.raises(keyring.NoKey, match="does not open the key file"):
        keyring.reload()


def test_the_change_is_not_finished_by_who_still_holds_the_old_one(ring):
    with pytest.raises(keyring.NoKey, match="not being changed"):
        keyring.finish_rewrap()
    keyring.rewrap(secrets.token_bytes(32))
    with pytest.raises(keyring.NoKey, match="still runs with the old master key"):
        keyring.finish_rewrap()


def test_while_the_master_key_changes_no_key_is_made(ring, settings):
    new = master()
    keyring.rewrap(keyring.as_master(new))
    with pytest.raises(keyring.NoKey, match="is being changed"):
        keyring.begin()
    settings.SIXIN_MASTER_KEY = new
    with pytest.raises(keyring.NoKey, match="is being changed"):
        keyring.rewrap(secrets.token_bytes(32))
