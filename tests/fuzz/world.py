"""A small community in which every page has something to show, and a neighbour that has people too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client
from django_tasks_db.models import DBTaskResult

from sixin.papers import actions as papers
from sixin.registers.actions import changing, devices, enrolling, inviting, merging
from sixin.registers.models import DuplicatePair, Member, Person, RosterImport
from sixin.site.desk.imports.tests import rosters
from sixin.site.entrance.tests import ways
from sixin.site.retention import running
from sixin.site.rights.tests import life
from sixin.visits import actions as visits
from sixin.visits.models import Visit
from sixin.visits.tests import cast
from tests.cast import second_step

PASSWORD = "knock-once"  # of the cast
# What is asked of one's own account after a while, or once.
OWN = (
    ("/my-account/confirm/", ("password",)),
    ("/my-account/confirm/code/", ("code",)),
    ("/my-account/codes/", ("code",)),
    ("/my-account/recovery-codes/new/", ()),
    ("/my-account/password/new/", ("password1", "password2")),
    ("/my-account/sessions/end-others/", ()),
    ("/my-account/sessions/7/end/", ()),
)
FOREIGN = ("隔壁的人甲", "隔壁的人乙")


@dataclass
class Seat:
    """Somebody at a browser.

    doors: where pages are that no link of a quiet day leads to. asks: what scripts send, or what is
    shown in passing: (address, fields). foreign: what must never be read here.
    """

    member: Member
    doors: tuple[str, ...]
    asks: tuple[tuple[str, tuple[str, ...]], ...]
    foreign: tuple[str, ...]

    def browser(self) -> Client:
        """Signed in as people sign in, a moment ago, with both steps where two are asked for."""
        client = Client()
        secret = second_step.enrol(self.member)
        ways.sign_in(client, self.member.user.username, PASSWORD)
        client.post("/sign-in/second-step/", {"code": ways.digits(secret)})
        return client


@dataclass(frozen=True)
class World:
    """Who may open what, and the code of an invitation."""

    seats: tuple[Seat, ...]
    code: str


def assemble(now: datetime) -> World:
    """Put everything there is into the database."""
    people = cast.assemble()
    lived = life.live(people, now)
    _round(people, now)
    for days in (2, 1):
        then = cast.ago(now, days)
        visits.record(report=cast.knock(people.zhang, then), by=people.wang, now=then)
    first, last = now.date().replace(day=1), now.date()
    papers.issue(area=people.community, first=first, last=last, by=people.li, now=now)
    lead = cast.member("zhaohaiyan", "赵海燕", "community_lead", people.community)
    code = _at_the_door(people, lead, now)
    abroad = [cast.elder(people.elsewhere, name, ["living_alone"], **cast.HIGH) for name in FOREIGN]
    foreign = (*FOREIGN, *(str(one.pk) for one in abroad))
    left, qin = _pairs(people, now), lived.person.pk
    doors = (f"/people/{left.pk}/edit/", f"/people/{qin}/", f"{_roster(people)}report.json")
    seats = (
        Seat(people.li, doors, (*_in_passing(), *OWN), foreign),
        Seat(people.wang, ("/my-account/",), (), foreign),
        Seat(lead, (f"/members/{people.wang.pk}/",), (), foreign),
        _officer(lived, now),
    )
    return World(seats, code)


def _officer(lived: life.Life, now: datetime) -> Seat:
    """She answers for both communities: nobody in them is foreign to her."""
    run, qin = running.count(on=now.date(), by=lived.officer, now=now), lived.person.pk
    doors = (f"/rights/{qin}/", f"/rights/{qin}/erase/", "/retention/")
    asks = tuple((f"/retention/{run.pk}/{what}/", ()) for what in ("confirm", "again"))
    return Seat(lived.officer, doors, asks, ())


def _in_passing() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What 李伟 may ask for in messages, bars and boxes that a crawl passes by."""
    visit, roster = Visit.objects.latest("recorded_at"), RosterImport.objects.get(state="ready")
    pair = DuplicatePair.objects.latest("pk")
    return (
        ("/search/", ("q",)),
        (f"/visits/{visit.pk}/undo/", ()),
        (f"/imports/{roster.pk}/give-up/", ()),
        (f"/imports/{roster.pk}/again/", ()),
        (f"/duplicates/{pair.pk}/again/", ()),
    )


def _at_the_door(people: cast.Cast, lead: Member, now: datetime) -> str:
    """王芳 has a phone; somebody new has an invitation, whose code is returned."""
    devices.register(member=people.wang, name="Chrome", now=now)
    new = cast.member("xinlai", "新来的", "volunteer", people.community)
    _shown, _code = inviting.invite(member=people.wang, by=lead, now=now)
    return inviting.invite(member=new, by=lead, now=now)[1]


def _round(people: cast.Cast, now: datetime) -> None:
    day = now.date()
    other = cast.elder(people.other_grid, "马兰", ["empty_nest"], **cast.KEY)
    made = visits.plan(
        area=people.community, name="冬至前", first_day=day, last_day=day + timedelta(days=3),
        stops=[visits.Stop(other, day, people.li), visits.Stop(people.zhang, day)],
        by=people.li, now=now,
    )  # fmt: skip
    off = made.visits.get(person=people.zhang)
    visits.cancel(visit=off, because="住院了", by=people.li, now=now)


def _pairs(people: cast.Cast, now: datetime) -> Person:
    one, other, kept, merged = [
        enrolling.add_person(area=people.grid, name=name, registered_on=cast.SINCE)
        for name in ("李国庆", "李国庆", "王桂兰", "王桂兰")
    ]
    DuplicatePair.objects.create(first=one, second=other, reasons=[], score=80, found_at=now)
    apart = DuplicatePair.objects.create(first=one, second=kept, reasons=[], score=50, found_at=now)
    merging.keep_apart(pair=apart, by=people.li, now=now)
    changing.left(person=other, reason="moved", on=now.date(), by=people.li, now=now)
    merging.merge(kept=kept, merged=merged, take=frozenset(), by=people.li, now=now)
    return other


def _roster(people: cast.Cast) -> str:
    """One that has been read and waits for somebody to say yes. Returns its address."""
    RosterImport.objects.all().delete()  # that of the life, which has no report as a real one has
    desk = Client()
    desk.force_login(people.li.user)
    file = rosters.upload(rosters.workbook(["赵玉梅", "3号楼1单元101"]))
    desk.post("/imports/", {"community": people.community.pk, "file": file})
    for job in DBTaskResult.objects.filter(status="READY"):
        job.task.func(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.delete()
    return f"/imports/{RosterImport.objects.get().pk}/"
