"""Counting records: whole months from the tally, the days at either end from the records."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from sixin.ledger.figures import Flow, Kinds, Reach
from sixin.ledger.models import MonthTally, Part, PartRole, Record
from sixin.registers import rules
from sixin.registers.models import Area, Person


class Sums(NamedTuple):
    """Deeds, person-times and minutes of one kind and variant."""

    deeds: int = 0
    people: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    def whole_months(self) -> tuple[date, date] | None:
        """First days of the first and the last month that lie wholly inside; None if none does."""
        start = self.first if self.first.day == 1 else _next_month(self.first)
        after = _next_month(self.last)
        end = after if self.last + timedelta(days=1) == after else self.last.replace(day=1)
        return (start, _previous_month(end)) if start < end else None

    def edges(self) -> list[tuple[date, date]]:
        """The stretches of days before and after the whole months."""
        whole = self.whole_months()
        if whole is None:
            return [(self.first, self.last)]
        after = _next_month(whole[1])
        stretches = [(self.first, whole[0] - timedelta(days=1)), (after, self.last)]
        return [(a, b) for a, b in stretches if a <= b]


Monthly = dict[tuple[date, str, str], Sums]


def monthly(area: Area, period: Period) -> Monthly:
    """{(first of month, kind, variant): sums} of the records of `area` and below in `period`."""
    found: dict[tuple[date, str, str], Sums] = defaultdict(Sums)
    for row in _from_tally(area, period):
        found[row[:3]] = _plus(found[row[:3]], row[3:])
    for first, last in period.edges():
        for row in _from_records(area, first, last):
            found[row[:3]] = _plus(found[row[:3]], row[3:])
    return dict(found)


def flow(figure: Flow, sums: Monthly) -> int:
    """The value of a flow from the monthly sums of its area and period."""
    position = Sums._fields.index(figure.measure)
    return sum(
        s[position]
        for (_m, kind, variant), s in sums.items()
        if counts(figure.kinds, kind, variant)
    )


def by_month(figure: Flow, sums: Monthly) -> dict[date, int]:
    """{first of month: value} of a flow; months without any record are absent."""
    months = sorted({month for month, _kind, _variant in sums})
    return {m: flow(figure, {k: s for k, s in sums.items() if k[0] == m}) for m in months}


def counts(kinds: Kinds, kind: str, variant: str) -> bool:
    """Does a record of that kind and variant count?"""
    if kind not in kinds:
        return False
    variants = kinds[kind]
    return variants is None or variant in variants


def records_of(kinds: Kinds, area: Area, period: Period) -> QuerySet[Record]:
    """The standing records behind a figure: neither reversals nor what they took back."""
    wanted = Q(pk__in=[])
    for kind, variants in kinds.items():
        wanted |= Q(kind=kind) if variants is None else Q(kind=kind, variant__in=variants)
    return _within(Record.objects.all(), area, period.first, period.last).filter(
        wanted, sign=1, reversed_by__isnull=True
    )


def reach(figure: Reach, area: Area, period: Period) -> int:
    """Different people among the beneficiaries; merged people count once."""
    parts = Part.objects.filter(
        role=PartRole.BENEFICIARY, record__in=records_of(figure.kinds, area, period)
    )
    total: int = parts.aggregate(n=Count("party", distinct=True))["n"]
    return total - _counted_twice(parts)


def _counted_twice(parts: QuerySet[Part]) -> int:
    merged = dict(Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    if not merged:
        return 0
    named = {pk for pair in merged.items() for pk in pair if pk}
    seen = set(parts.filter(party__in=named).values_list("party", flat=True).distinct())
    return len(seen) - len({merged.get(party, party) for party in seen})


def _from_tally(area: Area, period: Period) -> Iterable[Any]:
    whole = period.whole_months()
    if whole is None:
        return []
    rows = MonthTally.objects.filter(rules.below(area.path, "area__path"), month__range=whole)
    return (
        rows.values_list("month", "kind", "variant")
        .annotate(Sum("deeds"), Sum("people"), Sum("minutes"))
        .order_by()
    )


def _from_records(area: Area, first: date, last: date) -> Iterable[Any]:
    return (
        _within(Record.objects.all(), area, first, last)
        .annotate(month=TruncMonth("counted_on"))
        .values_list("month", "kind", "variant")
        .annotate(n=Sum("sign"), p=Sum(F("sign") * F("people")), m=Sum(F("sign") * F("minutes")))
        .order_by()
    )


def _within(records: QuerySet[Record], area: Area, first: date, last: date) -> QuerySet[Record]:
    return records.filter(rules.below(area.path, "area__path"), counted_on__range=(first, last))


def _plus(sums: Sums, more: Iterable[int]) -> Sums:
    return Sums(*(a + b for a, b in zip(sums, more, strict=True)))


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _previous_month(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def months(first: date, last: date) -> list[date]:
    """First days of all months that the period touches, in order."""
    found = [first.replace(day=1)]
    while (following := _next_month(found[-1])) <= last:
        found.append(following)
    return found
