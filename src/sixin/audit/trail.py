"""Writes the trail: note what was done, chain what was noted.

An entry is written in the transaction of the deed, so neither is there without the other. It gets
its place in the chain right after the commit, in a transaction of its own: a long import does not
keep others from writing. Until then its own seal guards it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from sixin.audit import sealing
from sixin.audit.models import Entry, Mark

AT_ONCE = 1000
Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is to be noted. area: the path of the area it concerns, "" the whole instance."""

    verb: str
    kind: str = ""
    subject: str = ""
    area: str = ""
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def note(*deeds: Deed, by: UUID | None, now: datetime) -> list[Entry]:
    """Write one entry for each deed, in the caller's transaction. by: the member; None a machine."""
    return note_all(deeds, by=by, now=now)


def note_all(deeds: Iterable[Deed], *, by: UUID | None, now: datetime) -> list[Entry]:
    """The same for many."""
    entries = [_entry(deed, by, now) for deed in deeds]
    Entry.objects.bulk_create(entries, AT_ONCE)
    if entries:
        transaction.on_commit(chain, robust=True)
    return entries


def values(row: models.Model) -> Values:
    """What a row holds, by column, for `changed` later; plain enough for JSON."""
    fields = row._meta.concrete_fields
    return {f.attname: _plain(getattr(row, f.attname)) for f in fields if not f.primary_key}


def changed(
    row: models.Model, before: Values, *, verb: str, area: str, by: UUID | None, now: datetime,
    reason: str = "",
) -> list[Entry]:  # fmt: skip
    """Note from which to which each value of `row` went since `before`; nothing if none did."""
    found = differences(before, values(row))
    if not found:
        return []
    subject = {"kind": row._meta.label_lower, "subject": str(row.pk)}
    deed = Deed(verb=verb, area=area, details=found, reason=reason, **subject)
    return note(deed, by=by, now=now)


def differences(before: Values, after: Values) -> dict[str, list[Any]]:
    """{field: [from, to]} of what differs."""
    return {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v}


def chain() -> int:
    """Give every committed entry without a place its place in the chain. Returns how many."""
    done = 0
    while True:
        with transaction.atomic():
            last = _last()
            waiting = list(Entry.objects.filter(number__isnull=True).order_by("pk")[:AT_ONCE])
            if not waiting:
                return done
            _append(last, waiting)
            done += len(waiting)


def _append(last: Mark, waiting: list[Entry]) -> None:
    places = []
    for entry in waiting:
        last.number, last.chain = last.number + 1, sealing.link(bytes(last.chain), entry)
        places.append((last.number, last.chain, entry.pk))
    key, make = Entry._meta.pk, connection.Database.Binary  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE audit_entry SET number = %s, chain = %s WHERE id = %s",
            [(n, make(c), key.get_db_prep_value(pk, connection)) for n, c, pk in places],
        )
    last.seal = sealing.end(last)
    last.save()


def _last() -> Mark:
    """The end of the chain, locked; at the very first the chain's beginning."""
    if not Mark.objects.filter(name="last").exists():
        first = Mark(name="last", number=0, chain=sealing.NOTHING)
        first.seal = sealing.end(first)
        Mark.objects.bulk_create([first], ignore_conflicts=True)
    return Mark.objects.select_for_update().get(name="last")


def _entry(deed: Deed, by: UUID | None, now: datetime) -> Entry:
    entry = Entry(
        at=now, by=by, verb=deed.verb, kind=deed.kind, subject=deed.subject, area=deed.area,
        reason=deed.reason, details=_plain(dict(deed.details)),
    )  # fmt: skip
    entry.content = sealing.content(entry)
    entry.seal = sealing.whole(entry)
    return entry


def _plain(value: Any) -> Any:
    """A value as JSON keeps it, so that it compares equal after it was read again."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
