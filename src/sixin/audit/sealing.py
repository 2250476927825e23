"""The keyed digests that hold the trail together. Without the key nobody can make one."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from sixin.audit.models import Entry, Mark
from sixin.base.crypto import sealing

NOTHING = bytes(32)  # what the chain begins with


def content(entry: Entry) -> bytes:
    """Of what can be erased: details and reason."""
    return sealing.keyed("audit.content", _json([str(entry.pk), entry.details, entry.reason]))


def whole(entry: Entry) -> bytes:
    """Of all that stays, the digest of what can be erased among it."""
    said = [
        str(entry.pk), entry.at.timestamp(), str(entry.by), entry.verb, entry.kind,
        str(entry.subject), entry.area, bytes(entry.content).hex(),
    ]  # fmt: skip
    return sealing.keyed("audit.entry", _json(said))


def link(before: bytes, entry: Entry) -> bytes:
    """The chain after this entry."""
    return sealing.keyed("audit.chain", before + bytes(entry.seal))


def end(mark: Mark) -> bytes:
    """Of an end of the chain."""
    said = _json([mark.name, mark.number, bytes(mark.chain).hex()])
    return sealing.keyed("audit.mark", said)


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, cls=DjangoJSONEncoder).encode()
