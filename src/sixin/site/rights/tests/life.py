"""A person of whom everything is on record that can be, with words that must be gone afterwards."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps

from sixin.base import clock
from sixin.base.crypto import files
from sixin.base.uploads import Picture
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.hazards import actions as hazards
from sixin.indicators.catalogue import CATALOGUE
from sixin.indicators.reading import Reading
from sixin.registers.actions import consenting, enrolling, merging
from sixin.registers.models import Area, Contact, DuplicatePair, Member, Person, RosterImport
from sixin.site.rights.holdings import NO_NAME
from sixin.visits import actions as visits
from sixin.visits.models import FollowUp
from sixin.visits.tests import cast
from sixin.volunteers import actions as volunteers

SECRETS = ("秦桂花", "秦桂华", "qinguihua", "632801194103050026", "13909771234", "金丝雀")
WORD = "金丝雀"


@dataclass(frozen=True)
class Life:
    """Herself, a neighbour whose data stay, who works there, and who answers for rights."""

    person: Person
    neighbour: Person
    worker: Member
    officer: Member
    grid: Area


def live(people: cast.Cast, now: datetime) -> Life:
    """Put it all on record, by the actions that people use."""
    qin, neighbour = _register(people)
    _agree(qin, people.wang, now)
    _visit(qin, neighbour, people.wang, now)
    _work(qin, neighbour, people, now)
    _roster(people, now)
    _merge(qin, people, now)
    area = Area.objects.get(code="632802000000")
    officer = cast.member("hailing", "海玲", "data_protection", area)
    return Life(Person.objects.get(pk=qin.pk), neighbour, people.wang, officer, people.grid)


def _register(people: cast.Cast) -> tuple[Person, Person]:
    qin = cast.elder(
        people.grid, "秦桂花", ["living_alone", "dementia"], sex="f", birth_date=date(1941, 3, 5),
        id_number=SECRETS[3], phone=SECRETS[4], note=WORD, relation_to_owner=WORD,
    )  # fmt: skip
    neighbour = cast.elder(people.grid, "马兰英", ["living_alone"], birth_date=date(1950, 1, 1))
    cast.household(people.grid, f"3号楼2单元{WORD}", qin)
    Contact.objects.create(person=qin, name=WORD, phone=SECRETS[4], relation="女儿", place=WORD)
    return qin, neighbour


def _agree(qin: Person, by: Member, now: datetime) -> None:
    for purpose in ("family_notice", "photo"):
        consenting.give(
            person=qin, purpose=purpose, given_on=date(2026, 1, 1), way="spoken", scope=WORD,
            guardian=WORD, by=by, now=now,
        )  # fmt: skip


def _visit(qin: Person, neighbour: Person, by: Member, now: datetime) -> None:
    for days in (40, 39):
        then = cast.ago(now, days)
        visits.record(report=cast.knock(qin, then, note=WORD), by=by, now=then)
    follow_up = FollowUp.objects.get()
    visits.take_step(follow_up=follow_up, step="neighbour", note=WORD, by=by, now=now)
    visits.close(follow_up=follow_up, outcome=WORD, by=by, now=now)
    then = cast.ago(now, 2)
    said = {"seen": {"health": "concern"}, "needs": ("haircut",), "child_told": True}
    report = cast.met(qin, then, note=WORD, next_on=clock.day_of(now), **said)
    visit = visits.record(report=report, by=by, now=now)
    hose = hazards.report(person=qin, item="hose", note=WORD, because_of=visit.pk, by=by, now=now)
    picture = Picture(f"{WORD} as a picture".encode(), 1, 1)
    hazards.add_photo(hazard=hose, picture=picture, by=by, now=now)
    both = cast.met(neighbour, cast.ago(now, 3), also_met=(qin,))
    visits.record(report=both, by=by, now=now)


def _work(qin: Person, neighbour: Person, people: cast.Cast, now: datetime) -> None:
    then = cast.ago(now, 5)
    certifications.record_done(
        person=qin, benefit="pension", channel="home", done_on=clock.day_of(then),
        receipt_number=WORD, by=people.wang, now=now,
    )  # fmt: skip
    events.hold(
        area=people.community, kind="lecture", title="冬季用火", place="活动室", held_at=then,
        minutes=60, came=[qin, neighbour], members=[people.li], partner=None, by=people.li,
        now=now,
    )  # fmt: skip
    for served, elders in ((qin, [neighbour]), (neighbour, [qin])):
        volunteers.serve(
            person=served, kind="haircut", place="home", served_at=then, minutes=30,
            members=[people.wang], elders=elders, by=people.wang, now=now,
            confirmed_by=WORD if served is qin else "马兰英",
        )  # fmt: skip


def _roster(people: cast.Cast, now: datetime) -> None:
    row = RosterImport(
        community=people.community, file_name=f"{WORD}.csv", state="applied",
        report={"first_rows": [[WORD]]}, created_by=people.li, created_at=now,
    )  # fmt: skip
    row.file = f"imports/{row.pk}.csv"
    row.save()
    for name in (row.file, f"imports/{row.pk}.problems.jsonl"):
        with files.writing(name) as out:
            out.write(WORD.encode())


def _merge(qin: Person, people: cast.Cast, now: datetime) -> None:
    twin = enrolling.add_person(
        area=people.grid, name="秦桂华", registered_on=date(2025, 6, 1), note=WORD,
        birth_date=date(1941, 3, 5),
    )  # fmt: skip
    then = cast.ago(now, 70)
    report = cast.met(twin, then, note=WORD)
    visits.record(report=report, by=people.wang, now=now)
    third = cast.elder(people.grid, "周大山", [])
    for other in (twin, third):
        DuplicatePair.objects.create(
            first=qin, second=other, reasons=["same_name_and_phone"], score=70, found_at=now
        )
    merging.merge(kept=qin, merged=twin, take=frozenset(["name"]), by=people.li, now=now)


def found_anywhere() -> Iterator[str]:
    """table.column of every value of the database, unsealed, and every file that holds a secret."""
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._default_manager.values(*names):
            for name, value in row.items():
                text = json.dumps(value, ensure_ascii=False, default=str)
                if any(secret in text for secret in SECRETS):
                    yield f"{model._meta.label_lower}.{name}"
    for name in files.names("*/*"):
        if any(secret.encode() in files.read(name) for secret in SECRETS):
            yield name


def figures(area: Area, today: date) -> dict[str, object]:
    """Every figure, of this year until yesterday and of months past, the stocks of those days too.

    But for `visits.overdue`: it names whom to go and see, and who was erased is on no such list.
    """
    codes = [code for code in CATALOGUE if code != "visits.overdue"]
    found: dict[str, object] = {}
    for last in (today - timedelta(days=1), date(2026, 10, 31), date(2026, 6, 30)):
        reading = Reading(area, date(2026, 1, 1), last)
        found |= {f"{code} {last}": reading.value(code).value for code in codes}
    return found


__all__ = ["NO_NAME", "Life", "figures", "found_anywhere", "live"]
