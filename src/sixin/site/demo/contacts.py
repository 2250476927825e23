"""Who was met when: each home's meetings, from the last one back to the beginning."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sixin.site.demo import care, workdays
from sixin.site.demo.care import Home
from sixin.site.demo.deeds import Knock

# How long ago a home was met last, against what the rules ask: on time, a little late, late.
_ON_TIME, _A_LITTLE = 0.94, 0.985
# Of those met very lately, so many were met on the last morning of the story.
_THIS_MORNING = 0.2


class Calls:
    """Makes the meetings of homes that the rules name. All are calls until visits are chosen."""

    def __init__(self, rng: Random, today: date, first_day: date) -> None:
        self._rng, self._today, self._first = rng, today, first_day

    def of_home(self, home: Home, last: date | None = None) -> list[Knock]:
        """Its meetings in order of time. last: the day of the last one, if it is known."""
        left = min((e.leaves[0] for e in home.elders if e.leaves), default=None)
        if last is None:
            last = self._last_meeting(home.pace)
        if left and len(home.elders) == 1:
            last = min(last, workdays.at_or_before(left - timedelta(self._rng.randint(2, 20))))
        days = list(self._back_from(last, home))
        return [self._call(home, day) for day in reversed(days) if home.there_on(day)]

    def _last_meeting(self, pace: str) -> date:
        asked, chance = care.ASKED[pace], self._rng.random()
        if chance < _ON_TIME:
            ago = int((asked - 1) * self._rng.random() ** 1.5)
            if ago == 0 and self._rng.random() > _THIS_MORNING:
                ago = self._rng.randint(1, min(asked - 1, 9))
        elif chance < _A_LITTLE:
            ago = asked + self._rng.randint(1, 4)
        else:
            ago = asked + self._rng.randint(5, 14)
        return workdays.at_or_before(self._today - timedelta(ago))

    def _back_from(self, last: date, home: Home) -> Iterator[date]:
        day = last
        while day >= self._first + timedelta(8):
            yield day
            gap: float = care.kept_gap(home.pace, day, self._today)
            # Where little was asked, little was regular.
            gap *= (
                self._rng.uniform(0.72, 1.08)
                if gap in care.ASKED.values()
                else self._rng.uniform(0.35, 1.3)
            )
            day = min(workdays.at_or_before(day - timedelta(round(gap))), day - timedelta(1))

    def _call(self, home: Home, day: date) -> Knock:
        at = workdays.an_hour(self._rng, day, self._today)
        return Knock(at=at, written_at=at, by="", elders=home.there_on(day))
