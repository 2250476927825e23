"""Values of figures, and what stands behind each: the one definition for page, API and paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sixin.indicators.catalogue import CATALOGUE, figure
from sixin.ledger import counting, reaching
from sixin.ledger.counting import Monthly
from sixin.ledger.figures import Figure, Flow, Ratio, Reach, Stock
from sixin.ledger.periods import Period
from sixin.registers.models import Area


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's value; None where a ratio has nothing to divide by."""

    figure: Figure
    value: int | float | None


def values(area: Area, first: date, last: date, codes: list[str] | None = None) -> list[Value]:
    """The figures of `area` and below for the days `first` to `last`, in catalogue order."""
    period = Period(first, last)
    sums = counting.monthly(area, period)
    known: dict[str, Value] = {}
    for code in codes or CATALOGUE:
        _value(figure(code), area, period, sums, known)
    return [known[code] for code in codes or CATALOGUE]


def behind(code: str, area: Area, first: date, last: date) -> QuerySet[Any]:
    """The rows behind a figure: records of a flow or reach, register rows of a stock.

    Of a ratio: the rows behind what stands above the line.
    """
    match figure(code):
        case Flow(kinds=kinds) | Reach(kinds=kinds):
            found = counting.records_of(kinds, area, Period(first, last))
            return found.select_related("area").order_by("-counted_on", "-id")
        case Stock(rows=rows):
            return rows(area, last)
        case Ratio(above=above):
            return behind(above, area, first, last)


def trend(code: str, area: Area, first: date, last: date) -> list[tuple[date, int]]:
    """(first of month, value) of a flow for every month of the period; [] for other figures."""
    chosen = figure(code)
    if not isinstance(chosen, Flow):
        return []
    period = Period(first, last)
    found = counting.by_month(chosen, counting.monthly(area, period))
    return [(month, found.get(month, 0)) for month in period.months()]


def _value(
    chosen: Figure, area: Area, period: Period, sums: Monthly, known: dict[str, Value]
) -> Value:
    if chosen.code not in known:
        known[chosen.code] = Value(chosen, _count(chosen, area, period, sums, known))
    return known[chosen.code]


def _count(
    chosen: Figure, area: Area, period: Period, sums: Monthly, known: dict[str, Value]
) -> int | float | None:
    match chosen:
        case Flow():
            return counting.flow(chosen, sums)
        case Reach():
            return reaching.reach(chosen, area, period)
        case Stock(rows=rows):
            return rows(area, period.last).count()
        case Ratio():
            above = _value(figure(chosen.above), area, period, sums, known).value or 0
            below = _value(figure(chosen.below), area, period, sums, known).value
            return round(chosen.scale * above / below, chosen.decimals) if below else None
