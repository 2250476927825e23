"""Who comes to the register when, and who leaves it."""

from datetime import date, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import workdays
from sixin.site.demo.elders import Elder

DIED, MOVED, WIDOWED = 17, 9, 2
LEAVING = DIED + MOVED
LATE, BY_HAND = 26, 5
# So many stand on the register twice, as duplicates to be looked at.
TWICE = 7
# The first elders of the list are known by name in the guide: they stay.
_STAYING = 2


def first_roster_on(today: date) -> date:
    """The day on which the roster of the year before was imported."""
    return date(today.year - 1, 1, 6)


def second_roster_on(today: date) -> date:
    """The day of this year's roster; very early in a year, of December's."""
    return (
        date(today.year, 1, 12)
        if today >= date(today.year, 1, 15)
        else date(today.year - 1, 12, 19)
    )


def decide(rng: Random, elders: list[Elder], today: date) -> None:
    """Set the days on which each elder joins and leaves."""
    first, second = first_roster_on(today), second_roster_on(today)
    sixty_by_first = clock.years_before(first, 60)
    for elder in elders:
        elder.joins = first if elder.born <= sixty_by_first else second
    others = [e for e in elders[_STAYING:] if e.joins == first and e.company != "couple"]
    late = rng.sample(others, LATE)
    for elder in late:
        elder.joins = second
    _come_by_hand(rng, [e for e in late if e.company == "family"], today)
    _leave(rng, [e for e in others if e.joins == first], today, DIED - WIDOWED, "died")
    _leave(rng, [e for e in others if e.joins == first and not e.leaves], today, MOVED, "moved")
    husbands = [e for e in elders[_STAYING:] if _is_husband(e) and e.joins == first]
    _leave(rng, husbands, today, WIDOWED, "died")


def _is_husband(elder: Elder) -> bool:
    return elder.company == "couple" and elder.sex == "m"


def _come_by_hand(rng: Random, elders: list[Elder], today: date) -> None:
    """Newcomers whom a visitor found: they are on no roster."""
    first, last = date(today.year, 2, 20), today - timedelta(12)
    days = list(workdays.between(first, last))
    for elder in rng.sample(elders, min(BY_HAND, len(elders), len(days))):
        elder.joins, elder.by_hand = rng.choice(days), True
        elder.tags = {"migrant": "随子女从甘肃来"}


def _leave(rng: Random, elders: list[Elder], today: date, count: int, why: str) -> None:
    first = fates_begin(today)
    days = list(workdays.between(first, today - timedelta(2)))
    weight = 3.0 if why == "died" else 0.5
    keyed = [
        (rng.random() ** (1 / (1 + weight * max(0, elder.age_on(today) - 62))), elder.key, elder)
        for elder in elders
    ]
    for _chance, _key, elder in sorted(keyed, reverse=True)[:count]:
        elder.leaves = (rng.choice(days), why)


def widowed_on(elder: Elder) -> date | None:
    """The day on which somebody noted that she lives alone since her husband died."""
    husband = elder.spouse
    if husband is None or elder.company != "couple" or not husband.leaves or elder.leaves:
        return None
    return workdays.at_or_after(husband.leaves[0] + timedelta(3))


def tags_on(elder: Elder, day: date) -> dict[str, str]:
    """What holds of her on that day: a widow has no empty nest but lives alone."""
    since = widowed_on(elder)
    if since is None or since > day:
        return elder.tags
    return {
        **{tag: word for tag, word in elder.tags.items() if tag != "empty_nest"},
        "living_alone": "",
    }


def fates_begin(today: date) -> date:
    """Nobody leaves before the team has begun."""
    return date(today.year - 1, 2, 10)
