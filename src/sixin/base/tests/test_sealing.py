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
    return keyring.make()


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


def test_what_stands_before_the_nonce_is_authenticated():
    value = bytearray(sealing.seal(b"x", "a.b", b"i" * 16))
    value[sealing.HEAD + 3] ^= 1
    with pytest.raises(sealing.BadSeal):
        sealing.unseal(bytes(value), "a.b")
    moved = sealing.seal(b"x", "a.b" + "i" * 16)
    with pytest.raises(sealing.BadSeal):
        sealing.unseal(moved[:3] + b"i" * 16 + moved[3:], "a.b")
