"""What is to be noted, and how it is sealed into an entry: one, or a hundred thousand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sixin.audit import sealing
from sixin.audit.models import Entry
from sixin.base.ids import uuid7

_COLUMNS: Final = ("id", "at", "by", "verb", "kind", "subject", "area", "reason", "details",
                   "content", "seal")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is to be noted.

    verb: of `verbs.WORDS`. subject: what it was done to or, where that belongs to a person, that
    person, so that one search finds all about her and an erasure empties it; kind: the model of the
    row. area: the path of the area it concerns, "" the whole instance. details: {field: [from, to]}
    of changes, and single values of what else is to be said.
    """

    verb: str
    kind: str = ""
    subject: str = ""
    area: str = ""
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def entry(deed: Deed, by: UUID | None, now: datetime) -> Entry:
    """An entry that is sealed and not yet written."""
    row = Entry(
        at=now, by=by, verb=deed.verb, kind=deed.kind, subject=deed.subject, area=deed.area,
        reason=deed.reason, details=sealing.plain(deed.details),
    )  # fmt: skip
    row.content = sealing.content(row.pk, sealing.said(row.details), row.reason)
    row.seal = sealing.whole(row.pk, sealing.moment(now), by, _names(deed), row.content)
    return row


def insert(deeds: Iterable[Deed], by: UUID | None, now: datetime) -> int:
    """Write many entries without a model instance for each. Returns how many."""
    prepare: dict[str, Any] = {name: Entry._meta.get_field(name) for name in _COLUMNS}
    shared = [
        prepare[name].get_db_prep_save(v, connection) for name, v in (("at", now), ("by", by))
    ]
    at = sealing.moment(now)
    key, make = prepare["id"].get_db_prep_save, connection.Database.Binary  # type: ignore[attr-defined]
    rows = []
    for deed in deeds:
        pk, details = uuid7(), sealing.said(deed.details)
        content = sealing.content(pk, details, deed.reason)
        seal = sealing.whole(pk, at, by, _names(deed), content)
        rows.append((
            key(pk, connection), *shared, *_names(deed),
            make(prepare["reason"].sealed(deed.reason)), make(prepare["details"].kept(details)),
            make(content), make(seal),
        ))  # fmt: skip
    if rows:
        marks = ", ".join(["%s"] * len(_COLUMNS))
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO audit_entry ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of our own columns
    return len(rows)


def _names(deed: Deed) -> tuple[str, str, str, str]:
    return deed.verb, deed.kind, deed.subject, deed.area
