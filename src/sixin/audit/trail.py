"""Writes the trail: note what was done, chain what was noted.

An entry is written in the transaction of the deed, so neither is there without the other. It gets
its place in the chain right after the commit, in a transaction of its own: a long import does not
keep others from writing. Until then its own seal guards it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from sixin.audit import sealing, writing
from sixin.audit.models import Entry, Mark
from sixin.audit.writing import Deed

__all__ = ["Deed", "Values", "chain", "differences", "end", "note", "note_all", "values"]

AT_ONCE = 1000
Values = dict[str, Any]


def note(*deeds: Deed, by: UUID | None, now: datetime) -> list[Entry]:
    """Write one entry for each deed, in the caller's transaction. by: the member; None a machine."""
    entries = Entry.objects.bulk_create([writing.entry(deed, by, now) for deed in deeds])
    transaction.on_commit(chain, robust=True)
    return entries


def note_all(deeds: Iterable[Deed], *, by: UUID | None, now: datetime) -> int:
    """The same for many at once. Returns how many."""
    done = writing.insert(deeds, by, now)
    if done:
        transaction.on_commit(chain, robust=True)
    return done


def values(row: models.Model) -> Values:
    """What a row holds, by column, for `differences` later; plain enough for JSON."""
    fields = row._meta.concrete_fields
    return {f.attname: sealing.plain(getattr(row, f.attname)) for f in fields if not f.primary_key}


def differences(before: Values, after: Values) -> dict[str, list[Any]]:
    """{field: [from, to]} of what differs."""
    return {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v}


def chain() -> int:
    """Give every committed entry without a place its place in the chain. Returns how many."""
    done = 0
    while _waiting().exists():
        with transaction.atomic():
            last = end()
            # Asked for again behind the lock: somebody else may have chained them meanwhile.
            done += _append(last, list(_waiting()[:AT_ONCE]))
    return done


def end() -> Mark:
    """The end of the chain, locked; at the very first the chain's beginning."""
    if not Mark.objects.filter(name="last").exists():
        first = Mark(name="last", number=0, chain=sealing.NOTHING)
        first.seal = sealing.end(first)
        Mark.objects.bulk_create([first], ignore_conflicts=True)
    return Mark.objects.select_for_update().get(name="last")


def _waiting() -> "models.QuerySet[Entry, tuple[UUID, Any]]":
    return Entry.objects.filter(number__isnull=True).order_by("pk").values_list("pk", "seal")


def _append(last: Mark, waiting: list[tuple[UUID, Any]]) -> int:
    if not waiting:
        return 0
    places = []
    for pk, seal in waiting:
        last.number, last.chain = last.number + 1, sealing.link(bytes(last.chain), bytes(seal))
        places.append((last.number, last.chain, pk))
    key, make = Entry._meta.pk, connection.Database.Binary  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE audit_entry SET number = %s, chain = %s WHERE id = %s",
            [(n, make(c), key.get_db_prep_value(pk, connection)) for n, c, pk in places],
        )
    last.seal = sealing.end(last)
    last.save()
    return len(places)
