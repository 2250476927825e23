"""The instance's keys: data keys wrapped by a master key that lives elsewhere.

The key file (`settings.SIXIN_KEYRING`) holds wrapped keys only; it may be backed up with the data.
The master key comes from `SIXIN_MASTER_KEY` (base64 of 32 bytes) or from a file; whoever has the
data and the key file without it has nothing.
"""

import base64
import contextlib
import fcntl
import json
import os
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)
from django.conf import settings

AES, SM4 = "AES-256-GCM", "SM4-GCM"
LENGTH = {AES: 32, SM4: 16}  # bytes
LAST_NUMBER = 0xFFFF
# How long a running process may go on with the key file as it last read it.
FRESH = 1.0  # seconds


class NoKey(Exception):  # noqa: N818 - reads aloud: "no key"
    """A key is missing or the master key does not open the key file. `str()` says what to do."""


@dataclass(frozen=True, slots=True)
class Key:
    """A data key. number: stands in every value that it sealed."""

    number: int
    algorithm: str
    material: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys of the instance. index: what blind indexes and the audit's seals are made with."""

    active: int
    keys: dict[int, Key] = field(repr=False)
    index: bytes = field(repr=False)

    def key(self, number: int) -> Key:
        """The key of that number. Raises NoKey."""
        try:
            return self.keys[number]
        except KeyError:
            raise NoKey(f"Key {number} is not in the key file; the value cannot be read.") from None


_lock = threading.RLock()
_held: dict[str, Any] = {"keyring": None, "path": "", "stamp": None, "looked": 0.0}


def current() -> Keyring:
    """The keys as the key file has them now; made at first use. Raises NoKey."""
    now = time.monotonic()
    held: Keyring | None = _held["keyring"]
    if held is not None and now - _held["looked"] < FRESH and _held["path"] == _path():
        return held
    return _read(now)


def holding(number: int) -> Key:
    """The key of that number, read anew if another process has just made it. Raises NoKey."""
    found = current().keys.get(number)
    return found or reload().key(number)


def reload() -> Keyring:
    """The keys, read from the file whatever was read before. Raises NoKey."""
    with _lock:
        _held["stamp"] = None
    return _read(time.monotonic())


def add(algorithm: str | None = None) -> Keyring:
    """Make a new key and let it seal from now on; the others still open. Raises NoKey."""
    algorithm = algorithm or settings.SIXIN_CIPHER
    with _alone():
        stored = _stored()
        number = max(int(n) for n in stored["keys"]) + 1
        if number > LAST_NUMBER:
            raise NoKey(f"Key numbers end at {LAST_NUMBER}.")
        stored["keys"][str(number)] = _wrapped(algorithm, secrets.token_bytes(LENGTH[algorithm]))
        stored["active"] = number
        _write(stored)
    return reload()


def forget(number: int) -> Keyring:
    """Destroy a key that nothing is sealed with any more. Raises NoKey for the active one."""
    with _alone():
        stored = _stored()
        if stored["active"] == number:
            raise NoKey(f"Key {number} is in use; rotate first.")
        stored["keys"].pop(str(number), None)
        _write(stored)
    return reload()


def rewrap(new_master: bytes) -> None:
    """Wrap every key with another master key. The caller puts it where the old one was."""
    with _alone():
        stored, old = _stored(), _master()
        rows = [*stored["keys"].values(), stored["index"]]
        for row in rows:
            material = aes_key_unwrap_with_padding(old, base64.b64decode(row["wrapped"]))
            row["wrapped"] = _text(aes_key_wrap_with_padding(new_master, material))
        _write(stored)


def _read(now: float) -> Keyring:
    with _lock:
        path = Path(_path())
        if not path.exists():
            _make(path)
        stat = path.stat()
        stamp = (str(path), stat.st_mtime_ns, stat.st_ino)
        if _held["stamp"] != stamp or _held["keyring"] is None:
            _held["keyring"] = _opened(json.loads(path.read_text()))
            _held["stamp"] = stamp
        _held["looked"], _held["path"] = now, str(path)
        found: Keyring = _held["keyring"]
        return found


def _opened(stored: dict[str, Any]) -> Keyring:
    master = _master()
    try:
        keys = {
            int(number): Key(int(number), row["algorithm"], _unwrapped(master, row))
            for number, row in stored["keys"].items()
        }
        return Keyring(stored["active"], keys, _unwrapped(master, stored["index"]))
    except InvalidUnwrap:
        raise NoKey(
            "The master key does not open the key file. Give the right SIXIN_MASTER_KEY or "
            "SIXIN_MASTER_KEY_FILE."
        ) from None


def _make(path: Path) -> None:
    with _alone():
        if path.exists():
            return
        cipher = settings.SIXIN_CIPHER
        first = _wrapped(cipher, secrets.token_bytes(LENGTH[cipher]))
        index = _wrapped("HMAC-SHA256", secrets.token_bytes(32))
        _write({"format": 1, "active": 1, "keys": {"1": first}, "index": index})


def _wrapped(algorithm: str, material: bytes) -> dict[str, str]:
    wrapped = aes_key_wrap_with_padding(_master(), material)
    return {"algorithm": algorithm, "wrapped": _text(wrapped)}


def _unwrapped(master: bytes, row: dict[str, str]) -> bytes:
    return aes_key_unwrap_with_padding(master, base64.b64decode(row["wrapped"]))


def _master() -> bytes:
    """The master key, from the environment or its file. Raises NoKey."""
    text = settings.SIXIN_MASTER_KEY
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise NoKey("The master key must be 32 bytes in base64: SIXIN_MASTER_KEY or its file.")
    return key


def _stored() -> dict[str, Any]:
    path = Path(_path())
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def _write(stored: dict[str, Any]) -> None:
    """Replace the key file in one step, on the disk before anybody relies on it."""
    path = Path(_path())
    new = path.with_name(f"{path.name}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(stored, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One process at a time changes the key file."""
    path = Path(_path())
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _path() -> str:
    return str(settings.SIXIN_KEYRING)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
