"""What there is on a side: people, what was done for them, papers, and what is kept of members."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.conf import settings

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.hazards import actions as hazards
from sixin.papers import actions as papers
from sixin.registers.actions import (
    consenting,
    contacting,
    devices,
    enrolling,
    inviting,
    merging,
)  # fmt: skip
from sixin.registers.models import (
    DuplicatePair,
    Household,
    Member,
    Person,
    RoleName,
    RosterImport,
)  # fmt: skip
from sixin.site.desk.imports import jobs, starting
from sixin.site.desk.imports.tests import rosters
from sixin.visits import actions as visits
from sixin.visits.models import FollowUp
from sixin.visits.reports import Report
from sixin.volunteers import actions as volunteers
from tests.matrix import pictures

if TYPE_CHECKING:
    from tests.matrix.sides import Side

SINCE = date(2025, 1, 1)


def people(side: "Side", number: int) -> None:
    grid = side.areas["grid"]
    home = Household.objects.create(area=grid, floor=5, door="501", address=f"{number}号楼2单元501")
    given = {"elder": "雪莲", "met": "望山", "sought": "远行", "gone": "月华", "one": "若水",
             "twin": "若冰", "apart": "同心", "kept": "同欣", "merged": "同辛"}  # fmt: skip
    for n, (who, name) in enumerate(given.items()):
        side.people[who] = enrolling.add_person(
            area=grid, household=home, name=side.surname + name, sex="f",
            birth_date=date(1940, 3, 1 + n), registered_on=SINCE, phone=f"1390977{number}{n:03}",
            id_number=f"63280119400{3 + number}0{1 + n}00{n}{number}", note=side.secret,
        )  # fmt: skip
    elder, by, now = side.people["elder"], side.desk, clock.now()
    side.rows["tag"] = enrolling.tag(
        person=elder, tag="living_alone", since=SINCE, source="self", by=by
    )
    who = contacting.Who(
        name=f"{side.surname}敏", relation="女儿", phone="13909775000", place="西宁", priority=1
    )
    side.rows["contact"] = contacting.add(person=elder, who=who, by=by, now=now)
    side.rows["consent"] = consenting.give(
        person=elder, purpose="family_notice", given_on=clock.today(), way="spoken", by=by, now=now
    )
    enrolling.tag(person=side.people["sought"], tag="living_alone", since=SINCE, source="self",
                  by=by)  # fmt: skip
    gone = side.people["gone"]
    gone.left_on, gone.left_reason = clock.today(), "moved"
    gone.save()


def met(person: Person, by: Member, *, minutes: int = 60) -> Any:
    """A visit that met her, some minutes ago."""
    when = clock.now() - timedelta(minutes=minutes)
    report = Report(
        id=uuid7(), person=person, outcome="completed", occurred_at=when, wellbeing="good"
    )
    return visits.record(report=report, by=by, now=clock.now())


def photo(side: "Side", by: Member, colour: str) -> Any:
    hazard, picture = side.rows["hazard"], pictures.kept(colour)
    return hazards.add_photo(hazard=hazard, picture=picture, by=by, now=clock.now())


def deeds(side: "Side") -> None:
    by, now, day = side.desk, clock.now(), clock.today()
    elder, other = side.people["elder"], side.people["met"]
    side.rows["visit"] = met(other, by)
    for days in (2, 1):
        then = now - timedelta(days=days)
        knock = Report(
            id=uuid7(), person=side.people["sought"], outcome="no_answer", occurred_at=then
        )
        visits.record(report=knock, by=by, now=then)
    side.rows["follow_up"] = FollowUp.objects.get(person=side.people["sought"])
    made = visits.plan(
        area=side.areas["community"], name=f"{side.surname}家的一轮", first_day=day,
        last_day=day + timedelta(days=3), by=by, now=now,
        stops=[visits.Stop(elder, day, by), visits.Stop(other, day, by)],
    )  # fmt: skip
    stop, taken_off = made.visits.get(person=elder), made.visits.get(person=other)
    visits.cancel(visit=taken_off, because="去女儿家了", by=by, now=now)
    side.rows |= {"round": made, "stop": stop, "taken_off": taken_off}
    side.rows["hazard"] = hazards.report(
        person=elder, item="hose", note="", because_of=None, by=by, now=now
    )
    consenting.give(person=elder, purpose="photo", given_on=day, way="spoken", by=by, now=now)
    side.rows["photo"] = photo(side, by, "red")
    side.rows["certification"] = certifications.record_done(
        person=elder, benefit="pension", channel="home", done_on=day, by=by, now=now
    )
    side.rows["event"] = events.hold(
        area=side.areas["community"], kind="lecture", title=f"给{elder.name}讲防骗", place="活动室",
        held_at=now, minutes=60, came=[elder, other], members=[by], partner=None, by=by, now=now,
    )  # fmt: skip
    side.rows["service"] = volunteers.serve(
        person=elder, kind="haircut", place="home", served_at=now, minutes=30, members=[by],
        elders=[other], confirmed_by=elder.name, by=by, now=now,
    )  # fmt: skip


def papers_of(side: "Side") -> None:
    by, now, people = side.desk, clock.now(), side.people
    area = side.areas["community"]
    for name, place in (("briefing", area), ("grid briefing", side.areas["grid"])):
        first = clock.today().replace(month=1, day=1)
        side.rows[name] = papers.issue(area=place, first=first, last=clock.today(), by=by, now=now)
    side.rows["pair"] = DuplicatePair.objects.create(
        first=people["one"], second=people["twin"], reasons=[], score=90, found_at=now
    )
    side.rows["apart"] = DuplicatePair.objects.create(
        first=people["one"], second=people["apart"], reasons=[], score=80, found_at=now
    )
    merging.keep_apart(pair=side.rows["apart"], by=by, now=now)
    side.rows["merge"] = merging.merge(
        kept=people["kept"], merged=people["merged"], take=frozenset(), by=by, now=now
    )
    for name in ("import", "failed"):
        file = rosters.upload(rosters.workbook(rosters.ZHANG, rosters.WRONG))
        row = starting.start(upload=file, community=area, by=by, now=now)
        jobs.read.func(str(row.pk), "zh-hans")
        side.rows[name] = RosterImport.objects.get(pk=row.pk)
        files = files_of(row.pk)
        side.files |= {path: path.read_bytes() for path in files}
    RosterImport.objects.filter(pk=side.rows["failed"].pk).update(state="failed")


def keeping(side: "Side") -> None:
    """What who keeps the colleague finds of her, and the trail of what was done here."""
    lead, now, made = side.members[RoleName.COMMUNITY_LEAD], clock.now(), side.rows["colleague"]
    side.rows["role"] = made.roles.get()
    side.rows["invitation"] = inviting.invite(member=made, by=lead, now=now)[0]
    side.rows["device"] = devices.register(member=made, name="手机", now=now)[0]
    UserSession.objects.create(
        user=made.user, ip="127.0.0.1", session_key=made.pk.hex, data={},
        user_agent="", last_seen_at=now,
    )  # fmt: skip
    side.rows["entry"] = Entry.objects.filter(subject=str(side.people["elder"].pk)).first()


def files_of(pk: Any) -> list[Path]:
    """Everything that lies below the folder of files about one import."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob(f"{pk}*") if path.is_file()]
