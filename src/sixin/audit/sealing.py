"""The keyed digests that hold the trail together. Without the key nobody can make one."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sixin.audit.models import Entry, Mark
from sixin.base.crypto import sealing

NOTHING: Final = bytes(32)  # what the chain begins with


def content(pk: UUID, details: bytes, reason: str) -> bytes:
    """Of what can be erased: `said` of the details, and the reason."""
    # JSON holds no zero byte, so there is one way only to take this apart.
    return sealing.keyed("audit.content", pk.bytes + details + b"\0" + reason.encode())


def whole(
    pk: UUID, at: str, by: UUID | None, names: tuple[str, str, str, str], digest: bytes
) -> bytes:
    """Of all that stays: verb, kind, subject, area, and the digest of what can be erased."""
    return sealing.keyed("audit.entry", said([pk.hex, at, str(by), *names, digest.hex()]))


def of_entry(entry: Entry) -> bytes:
    """What the seal of a written entry is to be."""
    names = (entry.verb, entry.kind, entry.subject, entry.area)
    return whole(entry.pk, moment(entry.at), entry.by, names, bytes(entry.content))


def link(before: bytes, seal: bytes) -> bytes:
    """The chain after the entry with that seal."""
    return sealing.keyed("audit.chain", before + seal)


def end(mark: Mark) -> bytes:
    """Of an end of the chain."""
    return sealing.keyed("audit.mark", said([mark.name, mark.number, bytes(mark.chain).hex()]))


def moment(at: datetime) -> str:
    """A moment said in one way, whatever zone and database it comes from."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def said(value: Any) -> bytes:
    """A value as JSON, always the same for the same value."""
    return _ENCODER.encode(value).encode()


def plain(value: Any) -> Any:
    """A value as it is after JSON kept it, so that it compares equal."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return _as_text(value)


def _as_text(value: Any) -> str:
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_as_text)
