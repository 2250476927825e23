"""Who was served in which month, kept in step with the ledger, and the recount that proves it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Max, Min

from sixin.ledger.kinds import KINDS
from sixin.ledger.models import NEVER, NOT_YET, Part, PartRole, Record, Touch
from sixin.ledger.periods import following, month_of
from sixin.registers.models import Person

MENDED = ["records", "first_on", "last_on", "previous", "following", "elsewhere"]


class Row(NamedTuple):
    """One `Touch` as plain values, in the order in which a recount meets them."""

    party: UUID
    area_id: int
    month: date
    records: int
    first_on: date
    last_on: date
    previous: date
    following: date
    elsewhere: bool


def refresh(record: Record, parties: Sequence[UUID]) -> None:
    """Bring the touches of `parties` in the record's month in line with the ledger.

    Call after the record or its reversal is written, in the same transaction.
    """
    _hold(parties)
    found = _standing(record, parties)
    known: dict[UUID, list[Touch]] = {party: [] for party in parties}
    for touch in Touch.objects.filter(kind=record.kind, party__in=parties):
        known[touch.party].append(touch)
    made: list[Touch] = []
    changed: list[Touch] = []
    for party, touches in known.items():
        here = _here(record, party, touches)
        if party in found:
            here.records, here.first_on, here.last_on = found[party]
            (made if here.pk is None else changed).append(here)
            touches += [here] if here.pk is None else []
        elif here.pk is not None:
            touches.remove(here)
            here.delete()
        changed += [touch for touch in _mend(touches) if touch is not here]
    Touch.objects.bulk_create(made)
    Touch.objects.bulk_update(changed, MENDED, batch_size=100)


def recount(kind: str) -> Iterator[Row]:
    """The touches of one kind as the records tell them, ordered by party, area, month."""
    days = (
        Part.objects.filter(role=PartRole.BENEFICIARY, record__kind=kind, record__sign=1)
        .filter(record__reversed_by__isnull=True)
        .order_by("party", "record__area", "record__counted_on")
        .values_list("party", "record__area", "record__counted_on")
    )
    for _party, of_party in groupby(days.iterator(chunk_size=5000), key=lambda row: row[0]):
        yield from _rows(list(of_party))


def stored(kind: str) -> Iterator[Row]:
    """The same from the table."""
    rows = Touch.objects.filter(kind=kind).order_by("party", "area", "month")
    return map(Row._make, rows.values_list(*Row._fields).iterator(chunk_size=5000))


def rebuild() -> None:
    """Throw the touches away and count them anew."""
    Touch.objects.all().delete()
    for kind in KINDS:
        rows = (Touch(kind=kind, **row._asdict()) for row in recount(kind))
        Touch.objects.bulk_create(rows, batch_size=5000)


def _hold(parties: Sequence[UUID]) -> None:
    """Let nobody else mend the touches of these people until this transaction ends."""
    held = Person.objects.filter(pk__in=parties).order_by("pk").select_for_update(no_key=True)
    list(held.values_list("pk"))


def _standing(record: Record, parties: Sequence[UUID]) -> dict[UUID, tuple[int, date, date]]:
    month = month_of(record.counted_on)
    rows = (
        Part.objects.filter(party__in=parties, role=PartRole.BENEFICIARY, record__kind=record.kind)
        .filter(record__area=record.area_id, record__counted_on__gte=month)
        .filter(record__counted_on__lt=following(month), record__sign=1)
        .filter(record__reversed_by__isnull=True)
        .values_list("party")
        .annotate(Count("pk"), Min(F("record__counted_on")), Max(F("record__counted_on")))
        .order_by()
    )
    return {party: (n, first, last) for party, n, first, last in rows}


def _here(record: Record, party: UUID, touches: Iterable[Touch]) -> Touch:
    month = month_of(record.counted_on)
    for touch in touches:
        if (touch.area_id, touch.month) == (record.area_id, month):
            return touch
    return Touch(kind=record.kind, party=party, area_id=record.area_id, month=month)


def _mend(touches: list[Touch]) -> Iterator[Touch]:
    """Tie one party's touches to their neighbours; those that changed are yielded."""
    touches.sort(key=lambda touch: (touch.area_id, touch.month))
    elsewhere = len({touch.area_id for touch in touches}) > 1
    for touch, (before, after) in zip(touches, _neighbours(touches), strict=True):
        found = (before or NEVER, after or NOT_YET, elsewhere)
        if (touch.previous, touch.following, touch.elsewhere) != found:
            touch.previous, touch.following, touch.elsewhere = found
            yield touch


def _rows(days: list[tuple[UUID, int, date]]) -> Iterator[Row]:
    elsewhere = len({area_id for _party, area_id, _day in days}) > 1
    months = groupby(days, key=lambda row: (row[0], row[1], month_of(row[2])))
    rows = []
    for (party, area_id, month), found in months:
        on = [day for _party, _area, day in found]
        rows.append(
            Row(party, area_id, month, len(on), min(on), max(on), NEVER, NOT_YET, elsewhere)
        )
    for row, (before, after) in zip(rows, _neighbours(rows), strict=True):
        yield row._replace(previous=before or NEVER, following=after or NOT_YET)


def _neighbours(ordered: Sequence[Touch | Row]) -> Iterator[tuple[date | None, date | None]]:
    """The months before and after each of touches ordered by area and month, in the same area."""
    for n, touch in enumerate(ordered):
        before = ordered[n - 1] if n else None
        after = ordered[n + 1] if n + 1 < len(ordered) else None
        yield (
            before.month if before and before.area_id == touch.area_id else None,
            after.month if after and after.area_id == touch.area_id else None,
        )
