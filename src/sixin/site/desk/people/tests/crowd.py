"""Many people at once, with doors, facts and visits, for lists that must not slow down."""

from datetime import date, timedelta

from sixin.base import clock
from sixin.hazards import actions as hazards
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Building, Household, Member, Person
from sixin.visits import actions as visits
from sixin.visits.reports import Report


def gather(area: Area, size: int, by: Member, today: date) -> list[Person]:
    """`size` elders of one building, each with a tag, a contact, a visit and a hazard."""
    house, _made = Building.objects.get_or_create(area=area, name="9号楼", number=9)
    return [_elder(area, house, index, by, today) for index in range(size)]


def _elder(area: Area, house: Building, index: int, by: Member, today: date) -> Person:
    door = f"{index + 1}{len(Household.objects.filter(building=house)):02}"
    home = Household.objects.create(
        area=area, building=house, door=door, address=f"9号楼{door}-{index}"
    )
    person = enrolling.add_person(
        area=area, household=home, name=f"马{'一二三四五六七八九十'[index % 10]}花",
        birth_date=date(1935 + index % 20, 5, 1), registered_on=today - timedelta(days=400),
    )  # fmt: skip
    enrolling.tag(person=person, tag="living_alone", since=date(2024, 1, 1), source="self", by=by)
    when = clock.at(today - timedelta(days=index % 60 + 1), 10)
    report = Report(person=person, outcome="completed", occurred_at=when, wellbeing="good")
    visit = visits.record(report=report, by=by, now=when)
    hazards.report(person=person, item="hose", note="", because_of=visit.pk, by=by, now=when)
    return person
