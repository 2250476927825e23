"""The key file on the disk: read whole, replaced whole, changed by one process at a time.

{format, active, rotating, keys: {number: {algorithm, wrapped}}, index: {algorithm, wrapped}}. While
the master key is being changed each row holds `rewrapped` too: the same key under the next one.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

FORMAT = 1
Stored = dict[str, Any]
Stamp = tuple[str, int, int, int]


class NoKey(Exception):  # noqa: N818 - reads aloud: "no key"
    """A key is missing or the master key does not open the key file. `str()` says what to do."""


def path() -> Path:
    """Where the key file stands."""
    return Path(settings.SIXIN_KEYRING)


def stamp() -> Stamp:
    """Changes whenever the file does. Raises NoKey if there is none."""
    try:
        found = path().stat()
    except FileNotFoundError:
        raise NoKey(
            f"The key file {path()} is missing. Put it back from the backup of this data, or name "
            "it with SIXIN_KEYRING. A new instance gets its own from `sixin init`."
        ) from None
    return str(path()), found.st_mtime_ns, found.st_ino, found.st_size


def read() -> Stored:
    """What the file holds. Raises NoKey if it is missing or is no key file."""
    stamp()
    try:
        found: Stored = json.loads(path().read_bytes())
        known = found["format"] == FORMAT
        rows(found)
    except (ValueError, LookupError, TypeError, AttributeError):
        known = False
    if not known:
        raise NoKey(f"{path()} is no key file that this version reads. Put back the right one.")
    return found


def rows(stored: Stored) -> list[dict[str, str]]:
    """Every wrapped key, the one of the blind indexes last."""
    return [*stored["keys"].values(), stored["index"]]


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One process at a time changes the key file; the system lets go when the process ends."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(beside("lock"), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def write(stored: Stored) -> None:
    """Replace the file in one step, on the disk before anybody relies on it. Only when `alone`."""
    new = beside("new")
    new.unlink(missing_ok=True)  # left by a process that was killed
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(stored, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path())
    settle_folder(path().parent)


def beside(what: str) -> Path:
    """A file of ours next to the key file."""
    return path().with_name(f"{path().name}.{what}")


def settle_folder(folder: Path) -> None:
    """Have the names of a folder on the disk, not only in the system's memory."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
