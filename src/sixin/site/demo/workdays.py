"""Days on which a community works, with the festivals of the lunar calendar."""

import functools
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from lunar_python import Lunar

from sixin.base import clock

_FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3), (10, 4)}
# Month and day of the lunar year, and how many days are free from then on.
_LUNAR = [(1, 1, 6), (5, 5, 1), (8, 15, 1)]


def lunar_day(year: int, month: int, day: int) -> date:
    """The day of the common calendar on which a lunar day of that lunar year falls."""
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def is_workday(day: date) -> bool:
    """Monday to Saturday, festivals left out."""
    return day.weekday() < 6 and (day.month, day.day) not in _FIXED and day not in _free(day.year)


@functools.cache
def _free(year: int) -> frozenset[date]:
    starts = [(lunar_day(year, month, day), length) for month, day, length in _LUNAR]
    return frozenset(start + timedelta(n) for start, length in starts for n in range(length))


def at_or_before(day: date) -> date:
    """That day if people work on it, else the last workday before."""
    while not is_workday(day):
        day -= timedelta(1)
    return day


def at_or_after(day: date) -> date:
    """That day if people work on it, else the next workday."""
    while not is_workday(day):
        day += timedelta(1)
    return day


def between(first: date, last: date) -> Iterator[date]:
    """The workdays from `first` to `last`, both included."""
    for n in range((last - first).days + 1):
        if is_workday(first + timedelta(n)):
            yield first + timedelta(n)


def an_hour(rng: Random, day: date, today: date) -> datetime:
    """A moment of a working day; on the last day of the story only the early morning is over."""
    if day >= today:
        return clock.at(day, 8, rng.randrange(5, 58))
    hour = rng.choices(
        [9, 10, 11, 12, 14, 15, 16, 17, 18, 19], [14, 18, 12, 2, 8, 14, 14, 9, 5, 3]
    )[0]
    return clock.at(day, hour, rng.randrange(60))
