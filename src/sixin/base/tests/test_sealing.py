"""Sealed values: what goes in comes out, nothing else opens them, and equal ones do not look equal."""

import base64
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixin.base.crypto import keyring, sealing


@pytest.fixture(params=[keyring.AES, keyring.SM4])
def ring(request, settings, tmp_path: Path):
    """A key file of this test's own."""
    settings.SIXIN_KEYRING = str(tmp_path / "keys.json")
    settings.SIXIN_MASTER_KEY = base64.b64encode(secrets.token_bytes(32)).decode()
    settings.SIXIN_CIPHER = request.param
    return keyring.reload()


@given(plain=st.binary(min_size=1, max_size=300), where=st.text(min_size=1, max_size=20))
def test_what_is_sealed_comes_out_again(plain, where):
    value = sealing.seal(plain, where)
    assert sealing.unseal(value, where) == plain
    assert len(value) == sealing.HEAD + sealing.NONCE + len(plain) + sealing.TAG


def test_both_ciphers_seal_and_open(ring):
    value = sealing.seal("张秀英".encode(), "a.b", sealing.blind("张秀英", "a.b"))
    assert sealing.unseal(value, "a.b") == "张秀英".encode()
    assert ring.keys[ring.active].algorithm in (keyring.AES, keyring.SM4)


@given(place=st.integers(min_value=0, max_value=60), bit=st.integers(min_value=0, max_value=7))
def test_a_flipped_bit_opens_nothing(place, bit):
    value = bytearray(sealing.seal(b"x" * 14, "a.b", b"i" * 16))
    value[place % len(value)] ^= 1 << bit
    with pytest.raises((sealing.BadSeal, keyring.NoKey)):
        sealing.unseal(bytes(value), "a.b")


def test_a_value_does_not_open_in_another_column():
    with pytest.raises(sealing.BadSeal):
        sealing.unseal(sealing.seal(b"13909770001", "person.phone"), "contact.phone")


def test_equal_values_look_different_and_have_one_fingerprint():
    one, other = (sealing.seal(b"1", "a.b", sealing.blind("1", "a.b")) for _ in range(2))
    assert one[19:] != other[19:]
    assert one[3:19] == other[3:19] == sealing.blind("1", "a.b")
    assert sealing.blind("1", "a.b") != sealing.blind("1", "a.c")


def test_an_old_key_opens_until_it_is_forgotten(ring):
    old = sealing.seal(b"before", "a.b")
    fresh = keyring.add()
    assert sealing.number_of(sealing.seal(b"after", "a.b")) == fresh.active == 2
    assert sealing.unseal(old, "a.b") == b"before"
    keyring.forget(1)
    with pytest.raises(keyring.NoKey):
        sealing.unseal(old, "a.b")
    with pytest.raises(keyring.NoKey):
        keyring.forget(2)


def test_another_master_key_opens_nothing_until_keys_are_wrapped_anew(ring, settings):
    value, other = sealing.seal(b"x", "a.b"), secrets.token_bytes(32)
    keyring.rewrap(other)
    with pytest.raises(keyring.NoKey):
        keyring.reload()
    settings.SIXIN_MASTER_KEY = base64.b64encode(other).decode()
    keyring.reload()
    assert sealing.unseal(value, "a.b") == b"x"


def test_the_key_file_holds_no_key_in_clear(ring, settings):
    text = Path(settings.SIXIN_KEYRING).read_text()
    material = [*(key.material for key in ring.keys.values()), ring.index]
    assert not any(base64.b64encode(m).decode() in text or m.hex() in text for m in material)
    assert Path(settings.SIXIN_KEYRING).stat().st_mode & 0o077 == 0
