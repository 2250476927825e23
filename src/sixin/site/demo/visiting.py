"""Which meetings were visits: rounds, homes that no rule names, and calls that became visits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from sixin.site.demo import targets, workdays
from sixin.site.demo.care import Home
from sixin.site.demo.deeds import Knock
from sixin.site.demo.elders import Elder

# Of a year's visits, at most so many went to elders whom no rule names.
GENERAL = 70


def person_times(knocks: Iterable[Knock]) -> dict[int, int]:
    """{year: elders met at home}."""
    found: dict[int, int] = defaultdict(int)
    for knock in knocks:
        if knock.mode == "home":
            found[knock.day.year] += knock.met
    return found


def to_general(rng: Random, homes: list[Home], today: date, rounds: dict[int, int]) -> list[Knock]:
    """Visits to elders whom no rule names, the older the likelier; sometimes both of a couple."""
    found = []
    for year in (today.year - 1, today.year):
        room = targets.of_year(year, today).home_visits - rounds.get(year, 0)
        first = date(year, 1, 1) if year == today.year else date(year, 1, 13)
        days = list(workdays.between(first, min(date(year, 12, 31), today - timedelta(1))))
        chosen = _older_first(rng, homes, min(GENERAL, max(0, room // 3), len(days)))
        for home, day in zip(chosen, sorted(rng.sample(days, len(chosen))), strict=True):
            elders = _at_home(rng, home.elders[0], day)
            if elders:
                at = workdays.an_hour(rng, day, today)
                found.append(Knock(at=at, written_at=at, by="", elders=elders, mode="home"))
    return found


def _at_home(rng: Random, elder: Elder, day: date) -> list[Elder]:
    other = elder.spouse if elder.spouse and rng.random() < 0.4 else None
    return [
        e for e in (elder, other) if e and e.joins <= day and not (e.leaves and e.leaves[0] <= day)
    ]


def _older_first(rng: Random, homes: list[Home], count: int) -> list[Home]:
    """Weighted by age, without replacement."""
    keyed = [
        (rng.random() ** (1 / max(1.0, (2000 - home.elders[0].born.year) - 55)), n)
        for n, home in enumerate(homes)
    ]
    return [homes[n] for _key, n in sorted(keyed, reverse=True)[:count]]


def instead_of_calls(rng: Random, knocks: list[Knock], today: date) -> None:
    """Make visits of so many calls that each year's person-times come out as meant."""
    have = person_times(knocks)
    calls = [knock for knock in knocks if knock.mode == "phone" and knock.met]
    rng.shuffle(calls)
    for year in (today.year - 1, today.year):
        missing = targets.of_year(year, today).home_visits - have.get(year, 0)
        for knock in (knock for knock in calls if knock.day.year == year):
            if 0 < knock.met <= missing:
                knock.mode = "home"
                missing -= knock.met
