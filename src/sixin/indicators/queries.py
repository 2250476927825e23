"""Values of figures, and what stands behind each: the one definition for page, API and paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
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


def values(
    area: Area, first: date, last: date, codes: Iterable[str] = (), *, on: date | None = None
) -> list[Value]:
    """The figures of `area` and below for the days `first` to `last`, in catalogue order.

    codes: only these, in this order. on: the day of stocks; the last day if not given.
    """
    asked = _Asked(area, Period(first, last), on or last)
    return [asked.value(code) for code in codes or CATALOGUE]


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


class _Asked:
    """One area and period; what several figures need is counted once."""

    def __init__(self, area: Area, period: Period, on: date) -> None:
        self.area, self.period, self.on = area, period, on
        self.known: dict[str, Value] = {}

    @cached_property
    def sums(self) -> Monthly:
        return counting.monthly(self.area, self.period)

    def value(self, code: str) -> Value:
        if code not in self.known:
            chosen = figure(code)
            self.known[code] = Value(chosen, self._count(chosen))
        return self.known[code]

    def _count(self, chosen: Figure) -> int | float | None:
        match chosen:
            case Flow():
                return counting.flow(chosen, self.sums)
            case Reach():
                return reaching.reach(chosen, self.area, self.period)
            case Stock(rows=rows):
                return rows(self.area, self.on).count()
            case Ratio(above=above, below=below):
                over, under = self.value(above).value or 0, self.value(below).value
                return round(chosen.scale * over / under, chosen.decimals) if under else None
