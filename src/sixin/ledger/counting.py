"""Counting deeds: whole months from the tally, the days at either end from the records."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Sum
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
    found: dict[tuple[date, str, str], Sums] = defaultdict(Sums)
    for row in _tallied(area, period, "month", "kind", "variant"):
        found[row[:3]] = _plus(found[row[:3]], row[3:])
    for first, last in period.edges():
        for row in _recorded(area, first, last, "kind", "variant"):
            key = (month_of(first), *row[:2])
            found[key] = _plus(found[key], row[2:])
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


def by_place(figure: Flow, area: Area, period: Period) -> dict[str, int]:
    """{tree path: value} of a flow: of `area` itself without what is below, and of each child."""
    length = len(area.path) + area.steplen
    found: dict[str, int] = defaultdict(int)
    shares = [_tallied(area, period, "place", "kind", "variant", length=length)]
    for first, last in period.edges():
        shares.append(_recorded(area, first, last, "place", "kind", "variant", length=length))
    for share in shares:
        for path, kind, variant, *sums in share:
            if counts(figure.kinds, kind, variant):
                found[path] += getattr(Sums(*sums), figure.measure)
    return dict(found)


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


def _tallied(area: Area, period: Period, *by: str, length: int = 0) -> Iterable[Any]:
    whole = period.whole_months()
    if whole is None:
        return []
    rows = MonthTally.objects.filter(area__in=areas.inside(area).values("pk"), month__range=whole)
    return (
        (_placed(rows, length) if length else rows)
        .values_list(*by)
        .annotate(n=Sum("deeds"), p=Sum("people"), m=Sum("minutes"))
        .order_by()
    )


def _recorded(area: Area, first: date, last: date, *by: str, length: int = 0) -> Iterable[Any]:
    rows = _within(Record.objects.all(), area, first, last)
    return (
        (_placed(rows, length) if length else rows)
        .values_list(*by)
        .annotate(n=Sum("sign"), p=Sum(F("sign") * F("people")), m=Sum(F("sign") * F("minutes")))
        .order_by()
    )


def _placed(rows: QuerySet[Any], length: int) -> QuerySet[Any]:
    placed: QuerySet[Any] = rows.annotate(place=Substr("area__path", 1, length))
    return placed


def _within(records: QuerySet[Record], area: Area, first: date, last: date) -> QuerySet[Record]:
    return records.filter(area__in=areas.inside(area).values("pk"), counted_on__range=(first, last))


def _plus(sums: Sums, more: Iterable[int]) -> Sums:
    return Sums(*(a + b for a, b in zip(sums, more, strict=True)))
