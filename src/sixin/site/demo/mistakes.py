"""What was written down wrongly and taken back, and who agreed to what."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import cast, workdays
from sixin.site.demo.deeds import Agreed, Certified, Knock, Session, Withdrawn
from sixin.site.demo.elders import Elder

_WHY = [
    "记错人了，应该是隔壁单元的。",
    "日期点错了，已经重记。",
    "是打电话，误记成上门。",
    "同一次记了两遍。",
    "记到同名的人头上了。",
]
PHOTOS, WITHDRAWN = 18, 3


def wrong_visits(rng: Random, elders: list[Elder], today: date) -> Iterator[Knock]:
    """Five visits that were not: each taken back within the hour."""
    here = [
        e for e in elders if not e.leaves and not e.by_hand and not e.tags.keys() & {"dementia"}
    ]
    first = date(today.year - 1, 3, 1)
    days = list(workdays.between(first, today - timedelta(2)))
    for n, why in enumerate(_WHY):
        elder = rng.choice([e for e in here if e.company == "family"])
        at = workdays.an_hour(rng, days[(2 * n + 1) * len(days) // (2 * len(_WHY))], today)
        if elder.joins >= at.date():
            continue
        written = at + timedelta(minutes=rng.randrange(10, 60))
        yield Knock(at=at, written_at=written, by=cast.worker_of(elder.grid), elders=[elder],
                    mode="home", minutes=15, wellbeing="good", seen={"health": "fine"},
                    taken_back=(written + timedelta(minutes=rng.randrange(4, 40)), why))  # fmt: skip


def wrong_certification(rng: Random, right: list[Certified]) -> Certified | None:
    """One that was noted for the wrong benefit."""
    at_home = [one for one in right if one.channel == "home" and one.benefit == "pension"]
    if not at_home:
        return None
    one = at_home[len(at_home) // 2]
    wrong = Certified(at=one.at, written_at=one.written_at + timedelta(minutes=3), by=one.by,
                      elder=one.elder, benefit="pension", channel="home", receipt="")  # fmt: skip
    wrong.at = one.at - timedelta(days=1)
    wrong.written_at = one.written_at + timedelta(minutes=3)
    wrong.taken_back = (wrong.written_at + timedelta(minutes=rng.randrange(5, 50)), "")
    return wrong


def wrong_session(rng: Random, right: list[Session], today: date) -> Session | None:
    """A lecture that two people noted; one of the two was taken back."""
    lectures = [one for one in right if one.kind == "lecture" and one.at.date().year < today.year]
    if not lectures:
        return None
    one = rng.choice(lectures)
    twice = Session(at=one.at, written_at=one.written_at + timedelta(hours=1), by="maxiaoyun",
                    kind=one.kind, title=one.title, place=one.place, minutes=one.minutes,
                    came=one.came, members=["maxiaoyun"], partner=one.partner)  # fmt: skip
    twice.taken_back = (twice.written_at + timedelta(minutes=35), "")
    return twice


def agreements(rng: Random, elders: list[Elder], today: date) -> list[Agreed]:
    """Consents to tell the children, most from those whom visitors know; a few withdrawn since."""
    asked = [e for e in elders if e.kin and not e.by_hand]
    known = {
        "living_alone",
        "empty_nest",
        "disabled_care",
        "dementia",
        "no_family",
        "severe_illness",
    }
    found = []
    for elder in asked:
        likely = 0.72 if known & set(elder.tags) else 0.1
        if elder.key == 0 or rng.random() < likely:
            found.append(_agreed(rng, elder, "family_notice", today))
    found += [_agreed(rng, elder, "photo", today) for elder in rng.sample(asked, PHOTOS)]
    for one in rng.sample(found[20:], WITHDRAWN):
        later = one.at.date() + timedelta(rng.randrange(20, 90))
        one.withdrawn_on = later if later < today else None
    return [one for one in found if one.at.date() < today and not _gone(one)]


def withdrawals(agreed: list[Agreed]) -> Iterator[Withdrawn]:
    """The moments at which some thought better of it."""
    for one in agreed:
        if one.withdrawn_on:
            at = clock.at(one.withdrawn_on, 16, 10)
            yield Withdrawn(at=at, written_at=at, by=one.by, agreed=one)


def _agreed(rng: Random, elder: Elder, purpose: str, today: date) -> Agreed:
    day = workdays.at_or_after(elder.joins + timedelta(rng.randrange(6, 110)))
    at = workdays.an_hour(rng, day, today + timedelta(1))
    way = rng.choices(["spoken", "written", "phone"], [70, 18, 12])[0]
    return Agreed(at=at, written_at=at, by=cast.worker_of(elder.grid), elder=elder,
                  purpose=purpose, way=way)  # fmt: skip


def _gone(one: Agreed) -> bool:
    return bool(one.elder.leaves and one.elder.leaves[0] <= one.at.date())
