"""The instance's keys: data keys wrapped by a master key that lives elsewhere.

The key file (`settings.SIXIN_KEYRING`) holds wrapped keys only; it may be backed up with the data.
The master key comes from `SIXIN_MASTER_KEY` (base64 of 32 bytes) or from a file; whoever has the
data and the key file without it has nothing.
"""

import base64
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)
from django.conf import settings

from sixin.base.crypto import keyfile
from sixin.base.crypto.keyfile import NoKey as NoKey
from sixin.base.crypto.keyfile import Stored

AES, SM4 = "AES-256-GCM", "SM4-GCM"
LENGTH = {AES: 32, SM4: 16}  # bytes
MASTER = 32  # bytes
LAST_NUMBER = 0xFFFF
# How long a running process may go on with the key file as it last read it.
FRESH = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Key:
    """A data key. number: stands in every value that it sealed."""

    number: int
    algorithm: str
    material: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys of the instance. index: what blind indexes and the audit's seals are made with.

    rotating: a rotation is under way. rewrapping: the master key is being changed.
    """

    active: int
    keys: dict[int, Key] = field(repr=False)
    index: bytes = field(repr=False)
    rotating: bool = False
    rewrapping: bool = False

    def key(self, number: int) -> Key:
        """The key of that number. Raises NoKey."""
        try:
            return self.keys[number]
        except KeyError:
            raise NoKey(f"Key {number} is not in the key file; the value cannot be read.") from None


_lock = threading.RLock()
_held: dict[str, Any] = {"keyring": None, "path": "", "stamp": None, "looked": 0.0}


def current() -> Keyring:
    """The keys as the key file has them now. Raises NoKey."""
    held: Keyring | None = _held["keyring"]
    now = time.monotonic()
    if held and now - _held["looked"] < FRESH and _held["path"] == str(settings.SIXIN_KEYRING):
        return held
    return _read()


def holding(number: int) -> Key:
    """The key of that number, read anew if another process has just made it. Raises NoKey."""
    found = current().keys.get(number)
    return found or reload().key(number)


def reload() -> Keyring:
    """The keys, read from the file whatever was read before. Raises NoKey."""
    with _lock:
        _held["stamp"] = None
        return _read()


def exists() -> bool:
    """Whether the instance has a key file."""
    return keyfile.path().exists()


def make() -> Keyring:
    """The keys, made if there is no key file: of several that make it at once one does."""
    with keyfile.alone():
        if not exists():
            cipher = _cipher()
            first = _wrapped(cipher, secrets.token_bytes(LENGTH[cipher]))
            index = _wrapped("HMAC-SHA256", secrets.token_bytes(32))
            stored = {"format": keyfile.FORMAT, "active": 1, "keys": {"1": first}, "index": index}
            keyfile.write(stored)
    return reload()


def begin() -> Keyring:
    """Make a new key and let it seal from now on; the others still open.

    A rotation is under way from now until `settle`; while it is, no further key is made.
    Raises NoKey, also while the master key is being changed.
    """
    with keyfile.alone():
        stored = keyfile.read()
        if not stored.get("rotating"):
            _require_one_master(stored)
            number, cipher = max(int(n) for n in stored["keys"]) + 1, _cipher()
            if number > LAST_NUMBER:
                raise NoKey(f"Key numbers end at {LAST_NUMBER}.")
            stored["keys"][str(number)] = _wrapped(cipher, secrets.token_bytes(LENGTH[cipher]))
            keyfile.write(stored | {"active": number, "rotating": True})
    return reload()


def settle(*, keep_old: bool = False) -> Keyring:
    """End a rotation: destroy every key but the active one, unless they are to be kept.

    The caller has made certain that nothing is sealed with them any more. Raises NoKey.
    """
    with keyfile.alone():
        stored = keyfile.read()
        if not keep_old:
            active = str(stored["active"])
            stored["keys"] = {active: stored["keys"][active]}
        keyfile.write(stored | {"rotating": False})
    return reload()


def rewrap(new_master: bytes) -> Keyring:
    """Wrap every key with the next master key too: both open until `finish_rewrap`. Raises NoKey."""
    with keyfile.alone():
        stored = keyfile.read()
        if not _opens(_master(), stored["index"]["wrapped"]):
            _require_one_master(stored)
        for row in keyfile.rows(stored):
            material = _unwrapped(_master(), row)
            row["rewrapped"] = _text(aes_key_wrap_with_padding(new_master, material))
        keyfile.write(stored)
    return reload()


def finish_rewrap() -> Keyring:
    """From now on only the master key that this process runs with opens. Raises NoKey.

    Refused while it runs with the one that is to be replaced.
    """
    with keyfile.alone():
        stored, master = keyfile.read(), _master()
        if "rewrapped" not in stored["index"]:
            raise NoKey("The master key is not being changed.")
        if _opens(master, stored["index"]["wrapped"]):
            raise NoKey(
                "This still runs with the old master key. Let SIXIN_MASTER_KEY or "
                "SIXIN_MASTER_KEY_FILE give the new one, restart the server, and try again."
            )
        for row in keyfile.rows(stored):
            row["wrapped"] = _text(aes_key_wrap_with_padding(master, _unwrapped(master, row)))
            row.pop("rewrapped", None)
        keyfile.write(stored)
    return reload()


def as_master(text: str) -> bytes:
    """A master key from its base64. Raises NoKey."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != MASTER:
        raise NoKey("The master key must be 32 bytes in base64: SIXIN_MASTER_KEY or its file.")
    return key


def _read() -> Keyring:
    with _lock:
        # The stamp first: if the file is replaced in between, the next look reads it again.
        stamp = keyfile.stamp()
        if _held["stamp"] != stamp or _held["keyring"] is None:
            _held["keyring"] = _opened(keyfile.read())
            _held["stamp"] = stamp
        _held["path"] = stamp[0]
        _held["looked"] = time.monotonic()
        found: Keyring = _held["keyring"]
        return found


def _opened(stored: Stored) -> Keyring:
    master = _master()
    keys = {
        int(number): Key(int(number), row["algorithm"], _unwrapped(master, row))
        for number, row in stored["keys"].items()
    }
    for key in keys.values():
        if len(key.material) != LENGTH.get(key.algorithm):
            raise NoKey(f"Key {key.number} of the key file is no key for {key.algorithm}.")
    index, rotating = _unwrapped(master, stored["index"]), bool(stored.get("rotating"))
    return Keyring(stored["active"], keys, index, rotating, "rewrapped" in stored["index"])


def _wrapped(algorithm: str, material: bytes) -> dict[str, str]:
    wrapped = aes_key_wrap_with_padding(_master(), material)
    return {"algorithm": algorithm, "wrapped": _text(wrapped)}


def _unwrapped(master: bytes, row: dict[str, str]) -> bytes:
    """The key of a row, under this master key or the next. Raises NoKey."""
    for name in ("wrapped", "rewrapped"):
        if name in row and _opens(master, row[name]):
            return aes_key_unwrap_with_padding(master, base64.b64decode(row[name]))
    raise NoKey(
        "The master key does not open the key file. Give the right SIXIN_MASTER_KEY or "
        "SIXIN_MASTER_KEY_FILE."
    )


def _opens(master: bytes, wrapped: str) -> bool:
    try:
        aes_key_unwrap_with_padding(master, base64.b64decode(wrapped))
    except (InvalidUnwrap, ValueError):
        return False
    return True


def _require_one_master(stored: Stored) -> None:
    if "rewrapped" in stored["index"]:
        raise NoKey("The master key is being changed. Run `sixin keys rewrap --finish` first.")


def _master() -> bytes:
    return as_master(settings.SIXIN_MASTER_KEY)


def _cipher() -> str:
    cipher: str = settings.SIXIN_CIPHER
    if cipher not in LENGTH:
        raise NoKey(f"SIXIN_CIPHER is `{cipher}`; it can be {' or '.join(LENGTH)}.")
    return cipher


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
