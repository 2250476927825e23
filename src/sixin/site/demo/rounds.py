"""Rounds: before the Spring Festival, at the festival of the old, and the one under way."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import care, cast, workdays
from sixin.site.demo.care import Home
from sixin.site.demo.deeds import Knock, Round
from sixin.site.demo.elders import Elder

STOPS, MET, NOT_MET = 86, 41, 6
PAST_STOPS = 24
_SEASON = [
    "入冬",
    "开春",
    "开春",
    "开春",
    "初夏",
    "夏季",
    "夏季",
    "夏季",
    "入秋",
    "入秋",
    "入冬",
    "入冬",
]
_ABSENCES = ["no_answer", "no_answer", "no_answer", "away", "refused", "away"]


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a round."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def under_way(today: date) -> Window:
    """The round that is on: this week's, begun in the week before if this one is young."""
    monday = today - timedelta(today.weekday())
    first = monday if today.weekday() >= 2 else monday - timedelta(5)
    return Window(first, max(today, monday + timedelta(4)))


def past(today: date) -> list[tuple[str, Window]]:
    """Rounds before it, with their names: two a year, as far as they are over."""
    found = []
    for year in (today.year - 1, today.year):
        spring = workdays.lunar_day(year, 1, 1)
        old = workdays.lunar_day(year, 9, 9)
        found.append(("春节前看望", Window(spring - timedelta(12), spring - timedelta(3))))
        found.append(("重阳节看望", Window(old - timedelta(6), old + timedelta(1))))
    begun = under_way(today).first
    first = date(today.year - 1, 1, 13)
    return [(name, w) for name, w in found if w.last < begun and w.first >= first]


def plan_past(
    rng: Random, name: str, window: Window, today: date, met: dict[Home, list[Knock]]
) -> Round:
    """A round of those days: meetings that there were become its visits, and others are added."""
    made = _round(f"{window.first.year}年{name}", window)
    days = list(workdays.between(window.first, window.last))
    for home in rng.sample(list(met), len(met)):
        if len(made.stops) == PAST_STOPS:
            break
        knock = next((k for k in met[home] if window.holds(k.day)), None)
        knock = knock or _added(rng, home, rng.choice(days), today, met[home])
        if knock:
            knock.mode, knock.round = "home", made
            made.stops.append((knock.elders[0], knock.day, cast.worker_of(knock.elders[0].grid)))
    return made


def _added(rng: Random, home: Home, day: date, today: date, knocks: list[Knock]) -> Knock | None:
    """One more meeting of a home that still has later ones; None where nobody was there."""
    elders = home.there_on(day)
    if not elders or not knocks or knocks[-1].day <= day:
        return None
    at = workdays.an_hour(rng, day, today)
    knocks.append(Knock(at=at, written_at=at, by="", elders=elders))
    knocks.sort(key=lambda knock: knock.at)
    return next(knock for knock in knocks if knock.at == at)


def plan_current(
    rng: Random, today: date, met: dict[Home, list[Knock]], keep_out: set[Elder]
) -> tuple[Round, list[Knock]]:
    """The round under way, and its knocks at which nobody was met.

    keep_out: elders whose last days are told elsewhere.
    """
    window = under_way(today)
    made = _round(f"{_SEASON[today.month - 1]}敲门行动", window)
    homes = [
        home
        for home in met
        if met[home] and home.there_on(today) and not keep_out & set(home.elders)
    ]
    visited = [home for home in homes if window.holds(met[home][-1].day)]
    for home in rng.sample(visited, min(MET, len(visited))):
        knock = met[home][-1]
        knock.mode, knock.round = "home", made
        made.stops.append((knock.elders[0], knock.day, cast.worker_of(home.elders[0].grid)))
    waiting = [home for home in homes if not window.holds(met[home][-1].day)]
    waiting.sort(key=lambda home: _due(home, met[home][-1].day))
    not_met = [home for home in waiting if home.pace == "key"][:NOT_MET]
    missed = [_missed(rng, home, made, window, today, n) for n, home in enumerate(not_met)]
    rest = [home for home in waiting if home not in not_met][: STOPS - len(made.stops)]
    days = list(workdays.between(today, window.last)) or [window.last]
    for place, home in enumerate(rest):
        day = days[place * len(days) // len(rest)]
        elder = home.there_on(today)[0]
        made.stops.append((elder, day, cast.worker_of(elder.grid)))
    return made, missed


def _missed(
    rng: Random, home: Home, made: Round, window: Window, today: date, number: int
) -> Knock:
    days = [day for day in workdays.between(window.first, window.last) if day < today]
    day = rng.choice(days) if days else today
    at = workdays.an_hour(rng, day, today)
    elder = home.there_on(today)[0]
    made.stops.append((elder, day, cast.worker_of(elder.grid)))
    return Knock(at=at, written_at=at, by="", elders=[elder], mode="home", round=made,
                 outcome=_ABSENCES[number % len(_ABSENCES)])  # fmt: skip


def _due(home: Home, last: date) -> date:
    return last + timedelta(care.ASKED[home.pace])


def _round(name: str, window: Window) -> Round:
    at = clock.at(workdays.at_or_before(window.first - timedelta(1)), 16, 20)
    return Round(at=at, written_at=at, by="liwei", name=name,
                 first_day=window.first, last_day=window.last)  # fmt: skip
