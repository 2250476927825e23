"""Sealed values: bytes that only a key of the keyring opens, and only where they belong.

Layout: 1 byte format, 2 bytes number of the key, 16 bytes blind index (findable values only),
12 bytes nonce, ciphertext, 16 bytes tag. All that stands before the nonce and `where` (table and
column) are authenticated along with it, so a value that is moved to another column does not open.

Nonces are random: at 2^32 values under one key (NIST SP 800-38D, 8.3) two could meet, so rotate long
before; `sixin keys show` counts.
"""

import functools
import hashlib
import hmac
import os
from collections.abc import Callable
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sixin.base.crypto import keyring
from sixin.base.crypto.keyring import AES, Key

PLAIN, FINDABLE = 0xA1, 0xA2  # first byte: without and with a blind index
HEAD: Final = 3
INDEX: Final = 16
NONCE: Final = 12
TAG: Final = 16


class BadSeal(Exception):  # noqa: N818 - reads aloud: "bad seal"
    """The bytes are no sealed value, were altered, or stand where they do not belong."""


def seal(plain: bytes, where: str, index: bytes = b"") -> bytes:
    """`plain` under the active key. index: 16 bytes that make it findable, or none. Raises NoKey."""
    ring = keyring.current()
    key = ring.keys[ring.active]
    form = FINDABLE if index else PLAIN
    nonce = os.urandom(NONCE)
    head = bytes((form, key.number >> 8, key.number & 0xFF)) + index
    return head + nonce + _encrypting(key)(nonce, plain, head + where.encode())


def unseal(value: bytes, where: str) -> bytes:
    """What was sealed. Raises BadSeal, NoKey."""
    start = starts_at(value)
    key = keyring.holding(number_of(value))
    nonce, rest = value[start : start + NONCE], value[start + NONCE :]
    try:
        return _decrypting(key)(nonce, rest, value[:start] + where.encode())
    except (InvalidTag, ValueError):
        raise BadSeal(
            f"A sealed value of {where} was altered or stands in a wrong place."
        ) from None


def mover(where: str) -> Callable[[bytes], bytes]:
    """What seals values of that place anew under the key that is active now; blind indexes stay.

    It raises BadSeal, NoKey.
    """
    ring = keyring.current()
    key, known = ring.keys[ring.active], where.encode()
    number, encrypt = key.number.to_bytes(2), _encrypting(key)

    def move(value: bytes) -> bytes:
        start, plain = starts_at(value), unseal(value, where)
        head, nonce = value[:1] + number + value[HEAD:start], os.urandom(NONCE)
        return head + nonce + encrypt(nonce, plain, head + known)

    return move


def starts_at(value: bytes) -> int:
    """Where the nonce begins. Raises BadSeal for what is no sealed value."""
    start = {PLAIN: HEAD, FINDABLE: HEAD + INDEX}.get(value[0] if value else 0)
    if start is None or len(value) < start + NONCE + TAG:
        raise BadSeal("These bytes are no sealed value.")
    return start


def number_of(value: bytes) -> int:
    """The number of the key that sealed it. Raises BadSeal for what is too short to say."""
    if len(value) < HEAD:
        raise BadSeal("These bytes are no sealed value.")
    return value[1] << 8 | value[2]


def blind(value: str | bytes, purpose: str, size: int = INDEX) -> bytes:
    """A keyed fingerprint: equal values have equal ones, and nobody without the key makes one."""
    data = value.encode() if isinstance(value, str) else value
    return keyed(purpose, data)[:size]


def keyed(purpose: str, data: bytes) -> bytes:
    """HMAC-SHA256 with the instance's index key; 32 bytes. Different purposes never meet."""
    state = _purposes(keyring.current().index, purpose).copy()
    state.update(data)
    return state.digest()


@functools.lru_cache(maxsize=256)
def _purposes(index: bytes, purpose: str) -> hmac.HMAC:
    return hmac.new(index, purpose.encode() + b"\0", hashlib.sha256)


Crypt = Callable[[bytes, bytes, bytes], bytes]


def crypt(key: Key) -> tuple[Crypt, Crypt]:
    """What seals and what opens with that key, not remembered: (nonce, bytes, known) → bytes."""
    if key.algorithm == AES:
        aes = AESGCM(key.material)
        return aes.encrypt, aes.decrypt
    return functools.partial(_sm4_on, key), functools.partial(_sm4_off, key)


@functools.lru_cache(maxsize=64)
def _encrypting(key: Key) -> Crypt:
    return crypt(key)[0]


@functools.lru_cache(maxsize=64)
def _decrypting(key: Key) -> Crypt:
    return crypt(key)[1]


def _sm4_on(key: Key, nonce: bytes, plain: bytes, known: bytes) -> bytes:
    work = Cipher(algorithms.SM4(key.material), modes.GCM(nonce)).encryptor()
    work.authenticate_additional_data(known)
    return work.update(plain) + work.finalize() + work.tag


def _sm4_off(key: Key, nonce: bytes, rest: bytes, known: bytes) -> bytes:
    mode = modes.GCM(nonce, rest[-TAG:])
    work = Cipher(algorithms.SM4(key.material), mode).decryptor()
    work.authenticate_additional_data(known)
    return work.update(rest[:-TAG]) + work.finalize()
