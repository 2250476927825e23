"""Doors that stayed shut: single ones, pairs that were followed up, and the two that are urgent now."""

from datetime import date, datetime, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import workdays
from sixin.site.demo.care import Home
from sixin.site.demo.deeds import Knock

_SHARE = 0.055
_OUTCOMES = {"no_answer": 60, "away": 16, "hospital": 13, "refused": 11}
SEARCHES = 6
_FOUND = ["", "", "在楼下活动室打牌，没带手机。", "被女儿接去住了两天，忘了说。", ""]
_ASKED = [
    ("neighbour", "对门说早上还听见电视响。"),
    ("neighbour", "楼下说昨晚灯亮着。"),
    ("child", "孩子说去医院拿药了，手机静音。"),
    ("child", "电话打通了，说接到家里住几天。"),
    ("again", "下午又去敲，还是没应。"),
]


def now_urgent(homes: list[Home]) -> list[Home]:
    """The two homes of the highest level at which nobody has answered twice: 张秀英's and one more."""
    others = [home for home in homes if home.pace == "high" and len(home.elders) == 1]
    hers = next(home for home in homes if home.elders[0].key == 0)
    stay = [home for home in others if not home.elders[0].leaves and not home.elders[0].by_hand]
    return [
        hers,
        max(stay, key=lambda home: (home.elders[0].age_on(date(2026, 1, 1)), home.elders[0].key)),
    ]


def last_met(today: date, place: int) -> date:
    """When those two were met last."""
    return workdays.at_or_before(today - timedelta((9, 17)[place]))


def urgent_knocks(home: Home, today: date, place: int) -> list[Knock]:
    """The two knocks of the last workdays, and what was done since."""
    second = workdays.at_or_before(today - timedelta(1))
    first = workdays.at_or_before(second - timedelta(1))
    knocks = [
        _failed(home, clock.at(first, 10, 25 + place)),
        _failed(home, clock.at(second, 15, 40 - place)),
    ]
    if place == 0:
        later = clock.at(second, 16, 30)
        knocks[-1].steps = [("neighbour", "对门说这两天没听见动静。", later)]
    return knocks


def some(rng: Random, met: dict[Home, list[Knock]], today: date) -> list[Knock]:
    """A knock or call in vain a day or two before some of the meetings."""
    found = []
    for home, knocks in met.items():
        for before, after in zip(knocks, knocks[1:], strict=False):
            if rng.random() < _SHARE and (after.day - before.day).days > 4:
                day = workdays.at_or_before(after.day - timedelta(rng.randint(1, 2)))
                found.append(_vain(rng, home, workdays.an_hour(rng, day, today)))
    return found


def _vain(rng: Random, home: Home, at: datetime) -> Knock:
    outcome = rng.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
    knock = _failed(home, at)
    knock.outcome = outcome
    knock.mode = "home" if rng.random() < 0.45 else "phone"
    if outcome == "refused":
        knock.mode = "home"
    return knock


def searches(rng: Random, met: dict[Home, list[Knock]], today: date) -> list[Knock]:
    """Twice nobody answered at the highest level, somebody asked around, and she was found."""
    gaps = [
        (home, after)
        for home, knocks in met.items()
        if home.pace in ("alone80", "high")
        for before, after in zip(knocks, knocks[1:], strict=False)
        if (after.day - before.day).days >= 6 and after.day < today
    ]
    found = []
    for n, (home, after) in enumerate(rng.sample(gaps, min(SEARCHES, len(gaps)))):
        second = workdays.at_or_before(after.day - timedelta(1))
        first = workdays.at_or_before(second - timedelta(1))
        pair = [
            _failed(home, clock.at(first, 10, 12 + n)),
            _failed(home, clock.at(second, 9, 30 + n)),
        ]
        step, words = rng.choice(_ASKED)
        pair[1].steps = [(step, words, clock.at(second, 10, 5 + n))]
        pair[1].found = _FOUND[n % len(_FOUND)]
        found += pair
    return found


def _failed(home: Home, at: datetime) -> Knock:
    sought = home.there_on(at.date())[:1]
    return Knock(at=at, written_at=at, by="", elders=sought, outcome="no_answer", mode="home")
