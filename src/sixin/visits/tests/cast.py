"""The recurring cast: 王芳 walks grid one, 李伟 works at the desk, an outsider elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sixin.base import clock
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Contact, Household, Member, Person
from sixin.visits.models import State, Wellbeing
from sixin.visits.reports import Report

SINCE = date(2020, 1, 1)
HIGH = {"birth_date": date(1942, 3, 1)}  # 84 on 23 November 2026
KEY = {"birth_date": date(1955, 3, 1)}  # 71


@dataclass(frozen=True)
class Cast:
    """Two communities of Delingha (Qinghai), who works there, and one elder of high care level."""

    community: Area
    grid: Area
    other_grid: Area
    elsewhere: Area
    wang: Member
    li: Member
    outsider: Member
    zhang: Person


def assemble() -> Cast:
    """Put everybody on the register."""
    for code, name, level in [
        ("632800000000", "海西州", "prefecture"),
        ("632802000000", "德令哈市", "county"),
        ("632802001000", "河西街道", "street"),
        ("632802001001", "育红巷社区", "community"),
        ("632802001001001", "第一网格", "grid"),
        ("632802001001002", "第二网格", "grid"),
        ("632802001002", "青新社区", "community"),
    ]:
        enrolling.add_area(code=code, name=name, level=level, valid_from=SINCE, source="试")
    areas = {area.code: area for area in Area.objects.all()}
    grid = areas["632802001001001"]
    community, elsewhere = areas["632802001001"], areas["632802001002"]
    return Cast(
        community=community,
        grid=grid,
        other_grid=areas["632802001001002"],
        elsewhere=elsewhere,
        wang=member("wangfang", "王芳", "grid_worker", grid),
        li=member("liwei", "李伟", "community_worker", community),
        outsider=member("zhaolei", "赵磊", "community_worker", elsewhere),
        zhang=elder(grid, "张秀英", ["living_alone"], sex="f", **HIGH),
    )


def member(username: str, name: str, role: str, area: Area) -> Member:
    return enrolling.add_member(
        username=username, password="knock-once", name=name, role=role, area=area, since=SINCE
    )


def elder(area: Area, name: str, tags: list[str], **known: Any) -> Person:
    known.setdefault("registered_on", date(2025, 1, 1))
    person = enrolling.add_person(area=area, name=name, **known)
    for tag in tags:
        enrolling.tag(person=person, tag=tag, since=SINCE, source="roster", by=None)
    return person


def household(area: Area, address: str, *people: Person) -> Household:
    """A door behind which these people live."""
    home = Household.objects.create(area=area, address=address)
    for person in people:
        person.household = home
        person.save(update_fields=["household"])
    return home


def daughter(person: Person) -> Contact:
    return Contact.objects.create(person=person, name="李敏", relation="女儿", phone="13900001111")


def met(person: Person, when: datetime, **more: Any) -> Report:
    """She was at home and well."""
    more.setdefault("wellbeing", Wellbeing.GOOD)
    return Report(person=person, outcome=State.COMPLETED, occurred_at=when, **more)


def knock(person: Person, when: datetime, outcome: str = State.NO_ANSWER, **more: Any) -> Report:
    """Somebody knocked and did not see her."""
    return Report(person=person, outcome=outcome, occurred_at=when, **more)


def ago(now: datetime, days: int) -> datetime:
    """The same hour that many days earlier."""
    return now - timedelta(days=days)


def at(day: date, hour: int = 9) -> datetime:
    return clock.at(day, hour)
