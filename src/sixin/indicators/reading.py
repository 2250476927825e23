"""One area and period, read once: values, the rows behind them, their months and their places."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet

from sixin.indicators.catalogue import figure
from sixin.ledger import counting, paging, reaching
from sixin.ledger.counting import Monthly
from sixin.ledger.figures import Figure, Flow, Ratio, Reach, Stock
from sixin.ledger.periods import Period
from sixin.registers.models import Area
from sixin.registers.queries import areas

Number = int | float | None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's value; None where a ratio has nothing to divide by."""

    figure: Figure
    value: Number


@dataclass(frozen=True, slots=True)
class Share:
    """What one place has of a figure.

    place: a child of the area; the area itself for what stands at it and at none of them; None for
    what several of them have and the total counts once. above, below: of a ratio.
    """

    place: Area | None
    value: Number
    above: int = 0
    below: int = 0


class Reading:
    """The figures of `area` and below for a period.

    on: the day of stocks; else the last day. shared: `shares` will be asked for, so places are
    counted in the same step.
    """

    def __init__(
        self, area: Area, first: date, last: date, on: date | None = None, *, shared: bool = False
    ) -> None:
        self.area, self.period, self.on = area, Period(first, last), on or last
        self._shared = shared
        self._known: dict[str, Number] = {}
        self._stocks: dict[str, QuerySet[Any]] = {}

    @cached_property
    def sums(self) -> Monthly:
        """What the ledger holds of this area and period, by month, kind and variant."""
        if self._shared:
            return counting.together(self._by_place.values())
        return counting.monthly(self.area, self.period)

    @cached_property
    def _by_place(self) -> dict[str, Monthly]:
        return counting.monthly_by_place(self.area, self.period)

    def value(self, code: str) -> Value:
        """The value of the figure with that code. Raises UnknownFigure."""
        chosen = figure(code)
        if code not in self._known:
            self._known[code] = self._count(chosen)
        return Value(chosen, self._known[code])

    def trend(self, code: str) -> list[tuple[date, int]]:
        """(first of month, value) of a flow for every month of the period; [] for other figures."""
        chosen = figure(code)
        if not isinstance(chosen, Flow):
            return []
        found = counting.by_month(chosen, self.sums)
        return [(month, found.get(month, 0)) for month in self.period.months()]

    def behind(self, code: str) -> QuerySet[Any]:
        """The rows behind a figure: records of a flow or reach, register rows of a stock.

        Of a ratio: the rows behind what stands above the line.
        """
        match figure(code):
            case Flow(kinds=kinds) | Reach(kinds=kinds):
                found = counting.records_of(kinds, self.area, self.period)
                return found.select_related("area").order_by("-counted_on", "-id")
            case Stock() as stock:
                return self._stock(stock)
            case Ratio(above=above):
                return self.behind(above)

    def count_rows(self, code: str) -> int:
        """How many rows `behind` has."""
        match figure(code):
            case Flow(kinds=kinds) | Reach(kinds=kinds):
                return paging.count(kinds, self.sums)
            case Stock():
                return int(self.value(code).value or 0)
            case Ratio(above=above):
                return self.count_rows(above)

    def rows(self, code: str, start: int, size: int) -> Sequence[Any]:
        """`size` rows of `behind` from the one numbered `start` (from 0)."""
        match figure(code):
            case Flow(kinds=kinds) | Reach(kinds=kinds):
                return paging.page(kinds, self.area, self.period, self.sums, start, size)
            case Stock() as stock:
                found = self._stock(stock).select_related("area", "household")
                return list(found[start : start + size])
            case Ratio(above=above):
                return self.rows(above, start, size)

    def shares(self, code: str) -> list[Share]:
        """What each child has, in tree order, then what remains: together the value.

        A ratio has no remainder. [] where the area has no children.
        """
        children = list(areas.children(self.area))
        chosen = figure(code)
        if not children:
            return []
        if isinstance(chosen, Ratio):
            above, below = self._places(figure(chosen.above)), self._places(figure(chosen.below))
            return [
                _divided(chosen, c, above.get(c.path, 0), below.get(c.path, 0)) for c in children
            ]
        found = self._places(chosen)
        shares = [Share(child, found.get(child.path, 0)) for child in children]
        rest = int(self.value(code).value or 0) - sum(int(share.value or 0) for share in shares)
        return [*shares, Share(self.area if rest > 0 else None, rest)] if rest else shares

    def _stock(self, chosen: Stock) -> QuerySet[Any]:
        """People, in the order in which they are shown; worked out once, since some take a while."""
        if chosen.code not in self._stocks:
            found = chosen.rows(self.area, self.on)
            self._stocks[chosen.code] = found.order_by("area_id", "pinyin", "id")
        return self._stocks[chosen.code]

    def _places(self, chosen: Figure) -> dict[str, int]:
        match chosen:
            case Flow():
                return {path: counting.flow(chosen, sums) for path, sums in self._by_place.items()}
            case Reach():
                return reaching.by_place(chosen, self.area, self.period)
            case Stock():
                return self._stock_by_place(chosen)
            case Ratio():
                raise TypeError("a ratio of ratios is not divided by place")

    def _stock_by_place(self, chosen: Stock) -> dict[str, int]:
        rows = self._stock(chosen).order_by().values_list("area").annotate(n=Count("pk"))
        length = len(self.area.path) + self.area.steplen
        paths = dict(areas.inside(self.area).order_by().values_list("pk", "path"))
        found: Counter[str] = Counter()
        for area_id, n in rows:
            found[paths[area_id][:length]] += n
        return found

    def _count(self, chosen: Figure) -> Number:
        match chosen:
            case Flow():
                return counting.flow(chosen, self.sums)
            case Reach():
                return reaching.reach(chosen, self.area, self.period)
            case Stock():
                return self._stock(chosen).count()
            case Ratio(above=above, below=below):
                return _quotient(chosen, self.value(above).value, self.value(below).value)


def _quotient(chosen: Ratio, above: Number, below: Number) -> Number:
    return round(chosen.scale * (above or 0) / below, chosen.decimals) if below else None


def _divided(chosen: Ratio, place: Area, above: int, below: int) -> Share:
    return Share(place, _quotient(chosen, above, below), above, below)
