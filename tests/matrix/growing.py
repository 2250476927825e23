"""More of everything on one side, so that a list shows whether its queries grow with its rows."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from allauth.usersessions.models import UserSession

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.hazards import actions as hazards
from sixin.papers import actions as papers
from sixin.registers.actions import consenting, contacting, devices, enrolling, merging
from sixin.registers.models import (
    Building,
    DuplicatePair,
    Entrance,
    Household,
    Member,
    Person,
    RosterImport,
)  # fmt: skip
from sixin.site.retention import running
from sixin.site.rights import erasing
from sixin.visits import actions as visits
from sixin.visits.reports import Report
from sixin.volunteers import actions as volunteers
from tests.matrix import browsers, passkeys
from tests.matrix.furnishing import SINCE
from tests.matrix.sides import Side

_NUMBERS = count(1)
TAGS = ["empty_nest", "chronic", "disability", "low_income", "party_member", "migrant"]


def grow(side: Side, times: int) -> None:
    """So many more of every kind: each of a person of its own, and of one and the same person."""
    for _time in range(times):
        number = next(_NUMBERS)
        colleague = _colleague(side, number)
        person, other = _person(side, number), _person(side, number + 1000)
        for one in (person, side.people["elder"]):
            _facts(side, one, number)
            _deeds(side, one, other, colleague)
        _round(side, number, [person, other], colleague)
        _sought(side, _person(side, number + 2000))
        _pairs(side, number, person)
        _papers(side, number)
        _entrance(side, number)
        _kept(side, number)
        _rights(side, number)


def _colleague(side: Side, number: int) -> Member:
    return enrolling.add_member(
        username=f"more-{side.surname}-{number}", password=None, name=f"同事{number}",
        role="grid_worker", area=side.areas["grid"], since=SINCE,
    )  # fmt: skip


def _person(side: Side, number: int) -> Person:
    grid = side.areas["grid"]
    building = Building.objects.create(area=grid, name=f"{number}栋", number=number)
    entrance = Entrance.objects.create(building=building, name="1单元", number=1)
    home = Household.objects.create(
        area=grid, building=building, entrance=entrance, floor=1, door=str(number),
        address=f"{number}栋1单元{number}",
    )  # fmt: skip
    made = enrolling.add_person(
        area=grid, household=home, name=f"{side.surname}多{number}", sex="f",
        birth_date=date(1935, 1, 1), registered_on=SINCE, phone=f"13{number:04}{side.tail}",
    )  # fmt: skip
    enrolling.tag(person=made, tag="living_alone", since=SINCE, source="self", by=side.desk)
    return made


def _facts(side: Side, person: Person, number: int) -> None:
    by, now = side.desk, clock.now()
    who = contacting.Who(name=f"亲{number}", relation="侄子", phone="13909776000", place="",
                         priority=2)  # fmt: skip
    contacting.add(person=person, who=who, by=by, now=now)
    tag = TAGS[number % len(TAGS)]
    if not person.tags.filter(tag=tag, until__isnull=True).exists():
        enrolling.tag(person=person, tag=tag, since=SINCE, source="self", by=by)
    given = consenting.give(
        person=person, purpose="public_wish", given_on=clock.today(), way="spoken", by=by, now=now
    )
    consenting.withdraw(consent=given, on=clock.today(), by=by, now=now)


def _deeds(side: Side, person: Person, other: Person, colleague: Member) -> None:
    by, now, area = side.desk, clock.now(), side.areas["community"]
    report = Report(
        id=uuid7(), person=person, outcome="completed", occurred_at=now - timedelta(minutes=5),
        wellbeing="good", colleagues=(colleague,), also_met=(other,),
    )  # fmt: skip
    made = visits.record(report=report, by=by, now=now)
    side.rows["hazard"].photos.create(digest=f"{next(_NUMBERS):064}", added_at=now, added_by=by)
    common: dict[str, Any] = {"by": by, "now": now}
    hazards.report(person=person, item="hose", note="", because_of=made.pk, **common)
    day = clock.today() - timedelta(days=next(_NUMBERS) % 300)
    certifications.record_done(
        person=person, benefit="pension", channel="home", done_on=day, because_of=made.pk, **common
    )
    events.hold(
        area=area, kind="lecture", title="讲防骗", place="活动室", held_at=now, minutes=60,
        came=[person, other], members=[by, colleague], partner=None, **common,
    )  # fmt: skip
    volunteers.serve(
        person=person, kind="haircut", place="home", served_at=now, minutes=30,
        members=[colleague], elders=[other], confirmed_by="本人", **common,
    )  # fmt: skip


def _round(side: Side, number: int, people: list[Person], colleague: Member) -> None:
    day = clock.today()
    stops = [visits.Stop(person, day, colleague) for person in people]
    visits.plan(
        area=side.areas["community"], name=f"第{number}轮", first_day=day, last_day=day,
        stops=stops, by=side.desk, now=clock.now(),
    )  # fmt: skip
    last = day + timedelta(days=1)
    joined = side.rows["round"]
    for person in people:
        joined.visits.create(person=person, planned_on=last).members.add(colleague)


def _sought(side: Side, person: Person) -> None:
    for days in (2, 1):
        then = clock.now() - timedelta(days=days)
        knock = Report(id=uuid7(), person=person, outcome="no_answer", occurred_at=then)
        visits.record(report=knock, by=side.desk, now=then)
    visits.take_step(
        follow_up=side.rows["follow_up"], step="child", note="", by=side.desk, now=clock.now()
    )


def _pairs(side: Side, number: int, person: Person) -> None:
    by, now = side.desk, clock.now()
    twins = [_person(side, number + thousands) for thousands in (3000, 4000, 5000)]
    for twin in twins[:2]:
        pair = DuplicatePair.objects.create(
            first=person, second=twin, reasons=["same_name_and_phone"], score=70, found_at=now
        )
    merging.keep_apart(pair=pair, by=by, now=now)
    for kept in (person, side.people["elder"]):
        merged = _person(side, next(_NUMBERS) + 6000)
        merging.merge(kept=kept, merged=merged, take=frozenset(), by=by, now=now)


def _papers(side: Side, number: int) -> None:
    now, area = clock.now(), side.areas["community"]
    first = clock.today().replace(month=1, day=1)
    papers.issue(area=area, first=first, last=clock.today(), by=side.desk, now=now)
    RosterImport.objects.create(
        community=area, file_name=f"{number}.xlsx", file=f"imports/{number}.xlsx", state="applied",
        created_by=side.desk, created_at=now, applied_at=now,
        report={"rows": 1, "created": 1, "updated": 0, "rejected": 0},
    )  # fmt: skip


def _entrance(side: Side, number: int) -> None:
    for member in side.members.values():
        passkeys.give(member, f"钥匙{number}")
        elsewhere = browsers.new()
        elsewhere.force_login(member.user)
        UserSession.objects.create(
            user=member.user, ip="127.0.0.1", session_key=elsewhere.session.session_key, data={},
            user_agent="Firefox/1 Windows", last_seen_at=clock.now(),
        )  # fmt: skip


def _kept(side: Side, number: int) -> None:
    """Of one colleague: further roles and devices; a further grid of the community."""
    made, code = side.rows["colleague"], side.areas["community"].code
    grid = enrolling.add_area(
        code=f"{code}{100 + number:03}", name=f"{side.surname}第{number}网格", level="grid",
        valid_from=SINCE, source="测试",
    )  # fmt: skip
    enrolling.give_role(member=made, role="grid_worker", area=grid, since=SINCE)
    for member in (made, *side.members.values()):
        devices.register(member=member, name=f"手机{number}", now=clock.now())


def _rights(side: Side, number: int) -> None:
    """Somebody else was erased, and there was a further count of what is past its term."""
    keeper, now = side.members["data_protection"], clock.now()
    apart = enrolling.add_area(
        code=f"{side.areas['street'].code[:9]}{100 + number}", name=f"{side.surname}社区{number}",
        level="community", valid_from=SINCE, source="测试",
    )  # fmt: skip
    gone = enrolling.add_person(
        area=apart, name=f"{side.surname}走{number}", sex="f", birth_date=date(1935, 1, 1),
        registered_on=SINCE,
    )  # fmt: skip
    erasing.erase(person=gone, ground="asked", because="本人申请", by=keeper, now=now)
    running.count(on=clock.today(), by=None, now=now)
