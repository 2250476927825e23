"""Counting deeds: whole months from the tally, the days at either end from the records."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Substr

from sixin.ledger.figures import Flow, Kinds
from sixin.ledger.models import MonthTally, Record
from sixin.ledger.periods import Period, month_of
from sixin.registers.models import Area
from sixin.registers.queries import areas


class Sums(NamedTuple):
    """Deeds, person-times and minutes of one kind and variant."""

    deeds: int = 0
    people: int = 0
    minutes: int = 0


Monthly = dict[tuple[date, str, str], Sums]


def monthly(area: Area, period: Period) -> Monthly:
    """{(first of month, kind, variant): sums} of the records of `area` and below in `period`."""
    return _summed(area, period, 0).get("", {})


def monthly_by_place(area: Area, period: Period) -> dict[str, Monthly]:
    """{tree path: the same} of each child, and of `area` itself without what is below."""
    return _summed(area, period, len(area.path) + area.steplen)


def together(places: Iterable[Monthly]) -> Monthly:
    """The sums of several places as one."""
    found: dict[tuple[date, str, str], Sums] = defaultdict(Sums)
    for sums in places:
        for key, more in sums.items():
            found[key] = _plus(found[key], more)
    return dict(found)


def flow(figure: Flow, sums: Monthly) -> int:
    """The value of a flow from the monthly sums of its area and period."""
    return sum(
        getattr(found, figure.measure)
        for (_month, kind, variant), found in sums.items()
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
    return _within(Record.objects.all(), area, period.first, period.last).filter(
        of_kinds(kinds), sign=1, reversed_by__isnull=True
    )


def of_kinds(kinds: Kinds) -> Q:
    """Records of these kinds and variants."""
    wanted = Q(pk__in=[])
    for kind, variants in kinds.items():
        wanted |= Q(kind=kind) if variants is None else Q(kind=kind, variant__in=variants)
    return wanted


def _summed(area: Area, period: Period, length: int) -> dict[str, Monthly]:
    """By the first `length` letters of the tree path; all together under "" for 0."""
    found: dict[str, dict[tuple[date, str, str], Sums]] = defaultdict(lambda: defaultdict(Sums))
    whole = period.whole_months()
    if whole:
        for place, *key, deeds, people, minutes in _tallied(area, whole, length):
            found[place][tuple(key)] = Sums(deeds, people, minutes)
    for first, last in period.edges():
        for place, kind, variant, *more in _recorded(area, first, last, length):
            key_ = (month_of(first), kind, variant)
            found[place][key_] = _plus(found[place][key_], more)
    return {place: dict(sums) for place, sums in found.items()}


def _tallied(area: Area, whole: tuple[date, date], length: int) -> Iterable[Any]:
    rows = MonthTally.objects.filter(area__in=areas.inside(area).values("pk"), month__range=whole)
    by = _placed(rows, length).values_list("place", "month", "kind", "variant")
    sums: QuerySet[Any] = by.annotate(n=Sum("deeds"), p=Sum("people"), m=Sum("minutes"))
    return sums.order_by()


def _recorded(area: Area, first: date, last: date, length: int) -> Iterable[Any]:
    rows = _placed(_within(Record.objects.all(), area, first, last), length)
    sums: QuerySet[Any] = rows.values_list("place", "kind", "variant").annotate(
        n=Sum("sign"), p=Sum(F("sign") * F("people")), m=Sum(F("sign") * F("minutes"))
    )
    return sums.order_by()


def _placed(rows: QuerySet[Any], length: int) -> QuerySet[Any]:
    where = Substr("area__path", 1, length) if length else Value("")
    placed: QuerySet[Any] = rows.annotate(place=where)
    return placed


def _within(records: QuerySet[Record], area: Area, first: date, last: date) -> QuerySet[Record]:
    return records.filter(area__in=areas.inside(area).values("pk"), counted_on__range=(first, last))


def _plus(sums: Sums, more: Iterable[int]) -> Sums:
    return Sums(*(a + b for a, b in zip(sums, more, strict=True)))
