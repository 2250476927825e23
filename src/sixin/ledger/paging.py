"""A page of the records behind a figure, the last one as quick as the first.

An OFFSET walks over all that it leaves out. The sums by month say in which month a page begins, one
count by day says on which day, and only those days are read.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Sum

from sixin.ledger import counting
from sixin.ledger.counting import Monthly
from sixin.ledger.figures import Kinds
from sixin.ledger.models import Record
from sixin.ledger.periods import Period, following
from sixin.registers.models import Area
from sixin.registers.queries import areas


def count(kinds: Kinds, sums: Monthly) -> int:
    """How many records stand behind figures of these kinds."""
    return sum(
        found.deeds for (_m, kind, variant), found in sums.items()
        if counting.counts(kinds, kind, variant)
    )  # fmt: skip


def page(
    kinds: Kinds, area: Area, period: Period, sums: Monthly, start: int, size: int
) -> list[Record]:
    """`size` standing records from the one numbered `start` (from 0), the latest first.

    sums: the monthly sums of the same area and period.
    """
    span, left_out = _months(kinds, period, sums, start, size)
    if span is None:
        return []
    span, left_out = _days(kinds, area, span, start, size, left_out)
    rows = counting.records_of(kinds, area, span).select_related("area")
    begin = start - left_out
    return list(rows.order_by("-counted_on", "-id")[begin : begin + size])


def _months(
    kinds: Kinds, period: Period, sums: Monthly, start: int, size: int
) -> tuple[Period | None, int]:
    """The stretch of months that holds the page, and how many records are later than it."""
    deeds: dict[date, int] = defaultdict(int)
    for (month, kind, variant), found in sums.items():
        if counting.counts(kinds, kind, variant):
            deeds[month] += found.deeds
    days = [(month, following(month) - timedelta(days=1), deeds[month]) for month in deeds]
    span, left_out = _holding(sorted(days, reverse=True), start, size, 0)
    if span is None:
        return None, 0
    return Period(max(span.first, period.first), min(span.last, period.last)), left_out


def _days(
    kinds: Kinds, area: Area, span: Period, start: int, size: int, left_out: int
) -> tuple[Period, int]:
    rows = (
        Record.objects.filter(area__in=areas.inside(area).values("pk"))
        .filter(counting.of_kinds(kinds), counted_on__range=(span.first, span.last))
        .values_list("counted_on")
        .annotate(n=Sum("sign"))
        .order_by("-counted_on")
    )
    found, skipped = _holding([(day, day, n) for day, n in rows], start, size, left_out)
    return found or span, skipped


def _holding(
    stretches: list[tuple[date, date, int]], start: int, size: int, left_out: int
) -> tuple[Period | None, int]:
    """Of stretches (first, last, records), the latest first: those that hold the page."""
    held: list[tuple[date, date]] = []
    passed = left_out
    for first, last, n in stretches:
        if passed + n <= start and not held:
            left_out = passed = passed + n
            continue
        if passed >= start + size:
            break
        held.append((first, last))
        passed += n
    return (Period(held[-1][0], held[0][1]) if held else None), left_out
