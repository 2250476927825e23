"""Sealed files below `settings.MEDIA_ROOT`, written and read piece by piece.

Layout: 4 bytes format, 2 bytes number of the key, 32 bytes salt; then pieces of at most 64 KiB, each
with its tag. Every file has a key of its own, made from the data key, the salt and the file's name
(HKDF-SHA256), so a file that is moved to another name does not open. A piece's nonce is its place and
whether it is the last one: none can be left out, put elsewhere or cut off at the end (the STREAM
construction, https://eprint.iacr.org/2015/189).

A name is a path below the root; make it of ids alone. Readers get pieces or bytes in memory; nothing
is ever unsealed to a disk. Writers hold the root's lock together, a rotation holds it alone.
"""

import contextlib
import fcntl
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from sixin.base.crypto import keyfile, keyring, sealing
from sixin.base.crypto.keyring import Key
from sixin.base.crypto.sealing import TAG, BadSeal

FORMAT: Final = b"SXF1"
HEAD: Final = 38
PIECE: Final = 64 * 1024
UNFINISHED: Final = ".new"


class Writer:
    """Seals what is written; what is not `finish`ed does not open."""

    def __init__(self, out: IO[bytes], name: str) -> None:
        ring = keyring.current()
        key = ring.keys[ring.active]
        head = FORMAT + key.number.to_bytes(2) + os.urandom(32)
        self._out, self._head, self._waiting, self._place = out, head, bytearray(), 0
        self._encrypt, _decrypt = _crypt(key, head, name)
        out.write(head)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Take more bytes. The last piece waits for `finish`, full or not."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._piece(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def finish(self) -> None:
        """That was all."""
        self._piece(bytes(self._waiting), last=True)

    def _piece(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._encrypt(_nonce(self._place, last), plain, self._head))
        self._place += 1


@contextlib.contextmanager
def writing(name: str) -> Iterator[Writer]:
    """A writer for the file of that name; it is there, whole, once the block ends, or not at all."""
    path = _path(name)
    for folder in reversed(path.relative_to(_root()).parents):
        (_root() / folder).mkdir(mode=0o700, exist_ok=True)
    with _lock(fcntl.LOCK_SH), _replacing(path) as out:
        writer = Writer(out, name)
        yield writer
        writer.finish()


def pieces(name: str) -> Iterator[bytes]:
    """What the file holds, piece by piece; each is authentic when it comes, the end when all came.

    Raises BadSeal, NoKey, FileNotFoundError.
    """
    with _path(name).open("rb") as file:
        yield from opened(file, name)


def opened(file: IO[bytes], name: str) -> Iterator[bytes]:
    """The same of an open file. Raises BadSeal, NoKey."""
    head = file.read(HEAD)
    if not head.startswith(FORMAT) or len(head) < HEAD:
        raise BadSeal(f"{name} is no sealed file.")
    key = keyring.holding(int.from_bytes(head[4:6]))
    _encrypt, decrypt = _crypt(key, head, name)
    place, sealed = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield decrypt(_nonce(place, not following), sealed, head)
        except (InvalidTag, ValueError):
            raise BadSeal(f"{name} was altered, cut off, or stands in a wrong place.") from None
        if not following:
            return
        place, sealed = place + 1, following


def read(name: str) -> bytes:
    """All that the file holds, once in memory. Raises BadSeal, NoKey, FileNotFoundError."""
    whole = io.BytesIO()
    for piece in pieces(name):
        whole.write(piece)
    return whole.getvalue()


def lines(name: str) -> Iterator[str]:
    """The lines of a text, without their ends, while it is being opened. Raises as `pieces`."""
    rest = b""
    for piece in pieces(name):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line.decode()
    if rest:
        yield rest.decode()


def is_there(name: str) -> bool:
    """Whether there is a file of that name."""
    return _path(name).is_file()


def remove(name: str) -> None:
    """Delete the file, if it is there."""
    with _lock(fcntl.LOCK_SH):
        _path(name).unlink(missing_ok=True)


def names(pattern: str = "**/*") -> list[str]:
    """Every finished file, or those whose names match."""
    root = _root()
    found = (path for path in root.glob(pattern) if path.is_file())
    return sorted(str(p.relative_to(root)) for p in found if not p.name.startswith("."))


def number_of(name: str) -> int | None:
    """The number of the key that sealed it; None if it is not sealed."""
    with _path(name).open("rb") as file:
        head = file.read(HEAD)
    return int.from_bytes(head[4:6]) if head.startswith(FORMAT) and len(head) == HEAD else None


def reseal(name: str) -> None:
    """Seal a file anew with the active key; one that was in clear is sealed. Raises BadSeal, NoKey.

    Nobody writes or deletes meanwhile. A file that has gone is no error.
    """
    path = _path(name)
    with _lock(fcntl.LOCK_EX), contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        is_sealed = number_of(name) is not None
        plain = opened(file, name) if is_sealed else iter(lambda: file.read(PIECE), b"")
        with _replacing(path) as out:
            writer = Writer(out, name)
            for piece in plain:
                writer.write(piece)
            writer.finish()


def nobody_writing() -> contextlib.AbstractContextManager[None]:
    """While it is entered nobody writes or deletes a file: first they end, then they wait."""
    return _lock(fcntl.LOCK_EX)


def tidy() -> None:
    """Delete what writers that were killed left unfinished."""
    with nobody_writing():
        for path in _root().rglob(f".*{UNFINISHED}"):
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when the block ends well, and is gone if it does not."""
    new = path.with_name(f".{secrets.token_hex(8)}{UNFINISHED}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        new.replace(path)
        keyfile.settle_folder(path.parent)
    finally:
        new.unlink(missing_ok=True)


@contextlib.contextmanager
def _lock(how: int) -> Iterator[None]:
    root = _root()
    root.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(
        root.with_name(f"{root.name}.lock"), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


def _crypt(key: Key, head: bytes, name: str) -> tuple[sealing.Crypt, sealing.Crypt]:
    """What seals and what opens the pieces of that file."""
    about = f"sixin file {key.algorithm}\0{name}".encode()
    material = HKDF(hashes.SHA256(), keyring.LENGTH[key.algorithm], head[6:], about)
    own = Key(key.number, key.algorithm, material.derive(key.material))
    return sealing.crypt(own)


def _nonce(place: int, last: bool) -> bytes:
    return place.to_bytes(11) + bytes([last])


def _path(name: str) -> Path:
    path = (_root() / name).resolve()
    if not path.is_relative_to(_root()):
        raise ValueError("A sealed file stands below the root of files.")
    return path


def _root() -> Path:
    return Path(settings.MEDIA_ROOT).resolve()
