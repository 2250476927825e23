"""What volunteers did for elders, at home and in the community; some of them elders themselves."""

from datetime import date, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import cast, targets, workdays
from sixin.site.demo.deeds import Service
from sixin.site.demo.elders import Elder

_AT_HOME = {"haircut": 7, "repair": 6, "shopping": 5, "errand": 4, "cleaning": 5, "company": 4}
_IN_COMMUNITY = {"haircut": 5, "clinic": 4, "errand": 3}
IN_COMMUNITY = 9
_FRAIL = {"living_alone", "disabled_care", "no_family", "disability", "empty_nest"}


def of_year(rng: Random, year: int, elders: list[Elder], today: date) -> list[Service]:
    """A year's services so far; those at home come to the year's target."""
    last = min(date(year, 12, 31), today - timedelta(1))
    days = list(
        workdays.between(date(year, 1, 13) if year < today.year else date(year, 1, 2), last)
    )
    if not days:
        return []
    count = targets.of_year(year, today).home_services
    found = [_service(rng, rng.choice(days), elders, _AT_HOME, "home") for _ in range(count)]
    share = round(IN_COMMUNITY * len(days) / 300)
    found += [
        _service(rng, rng.choice(days), elders, _IN_COMMUNITY, "community") for _ in range(share)
    ]
    return found


def _service(
    rng: Random, day: date, elders: list[Elder], kinds: dict[str, int], place: str
) -> Service:
    here = [e for e in elders if e.joins < day and not (e.leaves and e.leaves[0] <= day)]
    served = [e for e in here if _FRAIL & set(e.tags)] if place == "home" else here
    elder = rng.choice(served)
    # Younger elders of the neighbourhood help the older ones.
    givers = [e for e in here if e.age_on(day) < 70 and "party_member" in e.tags and e is not elder]
    with_elders = rng.random() < 0.4
    at = clock.at(day, rng.choice([9, 10, 14, 15, 16]), rng.randrange(0, 60, 5))
    written = at + timedelta(hours=1, minutes=rng.randrange(10, 100))
    made = Service(
        at=at, written_at=written, by=cast.worker_of(elder.grid), elder=elder,
        kind=rng.choices(list(kinds), list(kinds.values()))[0], place=place,
        minutes=rng.choice([20, 30, 40, 60, 90]),
        members=[] if with_elders and rng.random() < 0.5 else [rng.choice(cast.volunteers())],
        elders=[rng.choice(givers)] if with_elders and givers else [],
        confirmed_by=rng.choice(["本人", "本人", "本人", "老伴", "女儿", "儿子"]),
    )  # fmt: skip
    if any(giver.grid != elder.grid for giver in made.elders):
        made.by = "maxiaoyun"  # a grid worker does not see who lives in another grid
    return made
