"""Values of figures, and what stands behind each: the one definition for page, API and paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sixin.indicators.catalogue import CATALOGUE
from sixin.indicators.reading import Reading, Value
from sixin.registers.models import Area

__all__ = ["Value", "behind", "trend", "values"]


def values(
    area: Area, first: date, last: date, codes: Iterable[str] = (), *, on: date | None = None
) -> list[Value]:
    """The figures of `area` and below for the days `first` to `last`, in catalogue order.

    codes: only these, in this order. on: the day of stocks; the last day if not given.
    """
    reading = Reading(area, first, last, on)
    return [reading.value(code) for code in codes or CATALOGUE]


def behind(code: str, area: Area, first: date, last: date) -> QuerySet[Any]:
    """The rows behind a figure; see `Reading.behind`."""
    return Reading(area, first, last).behind(code)


def trend(code: str, area: Area, first: date, last: date) -> list[tuple[date, int]]:
    """(first of month, value) of a flow for every month of the period; [] for other figures."""
    return Reading(area, first, last).trend(code)
