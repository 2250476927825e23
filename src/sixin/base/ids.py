"""Ids that any machine can make alone and that sort by time (UUIDv7, RFC 9562)."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A new UUIDv7."""
    return UUID(int=_uuid7().int)
