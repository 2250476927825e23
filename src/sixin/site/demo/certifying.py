"""Certifications: at the door on visits and on days set aside, and by other ways without one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import cast, targets, workdays
from sixin.site.demo.deeds import Certified, Knock
from sixin.site.demo.elders import Elder

# Qinghai pays its old-age allowance from this age on.
ALLOWANCE_AGE = 70
OTHER_WAYS = 90
_WAYS = {"remote": 50, "silent": 35, "proxy": 15}
_AT_VISITS = 0.75  # of a year's certifications at the door, the most that visits bring along
_DAYS_SET_ASIDE = [(3, 20), (4, 10), (6, 12), (9, 4), (9, 18), (10, 23)]
MISTAKES = 1


class Certifying:
    """Makes one year's certifications; a benefit is certified once a year."""

    def __init__(self, rng: Random, elders: list[Elder], today: date) -> None:
        self._rng, self._elders, self._today = rng, elders, today
        self._done: set[tuple[int, str, int]] = set()
        self._receipts = 0

    def of_year(self, year: int, knocks: list[Knock]) -> list[Certified]:
        """Those at the door come to the year's target; the others are extra."""
        wanted = targets.of_year(year, self._today).home_certifications
        visits = [k for k in knocks if k.mode == "home" and k.met and k.day.year == year]
        self._rng.shuffle(visits)
        found: list[Certified] = []
        for knock in visits:
            for made in self._at_visit(knock):
                if len(found) < wanted * _AT_VISITS:
                    found.append(made)
                    knock.certified.append(made)
        found += self._on_days_set_aside(year, wanted - len(found))
        return found + list(self._other_ways(year))

    def _at_visit(self, knock: Knock) -> Iterator[Certified]:
        for elder in knock.elders:
            for benefit in benefits(elder, knock.day):
                if self._rng.random() < 0.85 and self._first(elder, benefit, knock.day.year):
                    written = knock.written_at + timedelta(minutes=1)
                    yield self._made(elder, benefit, "home", knock.at, written, knock.by, knock)

    def _on_days_set_aside(self, year: int, count: int) -> list[Certified]:
        days = [date(year, month, day) for month, day in _DAYS_SET_ASIDE]
        days = [workdays.at_or_before(day) for day in days if day < self._today]
        if not days and count > 0:
            days = [workdays.at_or_before(self._today - timedelta(1))]
        there = [e for e in self._elders if e.joins < days[0]] if days else []
        frail_first = sorted(there, key=lambda e: (_frailty(e), self._rng.random()), reverse=True)
        found: list[Certified] = []
        for elder in frail_first:
            day = self._rng.choice(days)
            for benefit in benefits(elder, day):
                if len(found) < count and _there(elder, day) and self._first(elder, benefit, year):
                    at = clock.at(day, self._rng.randrange(9, 17), self._rng.randrange(60))
                    by = self._rng.choice([cast.worker_of(elder.grid), "liwei", "cairangcuo"])
                    later = at + timedelta(minutes=self._rng.randrange(5, 50))
                    found.append(self._made(elder, benefit, "home", at, later, by))
        return found

    def _other_ways(self, year: int) -> Iterator[Certified]:
        last = min(date(year, 12, 31), self._today - timedelta(1))
        days = list(workdays.between(date(year, 1, 13), last))
        share = len(days) / 300
        for elder in self._rng.sample(self._elders, round(OTHER_WAYS * min(1.0, share))):
            day = self._rng.choice(days)
            if (
                elder.age_on(day) < 85
                and _there(elder, day)
                and self._first(elder, "pension", year)
            ):
                at = clock.at(day, 17, self._rng.randrange(60))
                way = self._rng.choices(list(_WAYS), list(_WAYS.values()))[0]
                yield self._made(elder, "pension", way, at, at, "maxiaoyun")

    def _made(
        self,
        elder: Elder,
        benefit: str,
        channel: str,
        at: datetime,
        written_at: datetime,
        by: str,
        knock: Knock | None = None,
    ) -> Certified:
        self._receipts += 1
        receipt = f"演{at:%y%m}-{self._receipts:04}" if channel != "silent" else ""
        return Certified(at=at, written_at=written_at, by=by, elder=elder, benefit=benefit,
                         channel=channel, receipt=receipt, knock=knock)  # fmt: skip

    def _first(self, elder: Elder, benefit: str, year: int) -> bool:
        key = (elder.key, benefit, year)
        fresh = key not in self._done
        self._done.add(key)
        return fresh


def benefits(elder: Elder, day: date) -> list[str]:
    """What she draws on that day: a pension, and from seventy on the allowance."""
    return ["pension", "old_age"] if elder.age_on(day) >= ALLOWANCE_AGE else ["pension"]


def _frailty(elder: Elder) -> int:
    frail = {"disabled_care", "disability", "living_alone", "dementia", "severe_illness"}
    return elder.born.year * -1 + 8 * len(frail & set(elder.tags))


def _there(elder: Elder, day: date) -> bool:
    return elder.joins < day and not (elder.leaves and elder.leaves[0] <= day)
