"""Notes in `.boot/stamps` of what a step was made from, so that it is done again only when needed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from boot import places


def of_files(paths: Iterable[Path], *more: str) -> str:
    """One digest over names and contents of `paths`, in any order, and over the words in `more`."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(places.ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(name: str, digest: str) -> bool:
    """Whether step `name` was last done from exactly this."""
    path = places.BOOT / "stamps" / name
    return path.exists() and path.read_text() == digest


def keep(name: str, digest: str) -> None:
    """Note that step `name` was done from this."""
    path = places.BOOT / "stamps" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(digest)
