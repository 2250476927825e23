"""Writes the steps of a plan in batches, inside the transaction of whoever calls."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from sixin.registers.actions import finding
from sixin.registers.actions.finding import Known
from sixin.registers.models import (
    Building,
    Contact,
    Entrance,
    Household,
    Member,
    Person,
    PersonTag,
    TagSource,
)
from sixin.registers.queries import areas
from sixin.registers.roster import differences, inserting
from sixin.registers.roster.doors import Doors
from sixin.registers.roster.planning import CREATED, UPDATED, Step

_UPDATED_AT_ONCE: Final = 200


def write(steps: list[Step], doors: Doors, by: Member | None, on: date) -> None:
    """Create and change all that some steps say, and the doors that were planned with them.

    on: the day tags begin; those that a roster denies end the day before.
    """
    _doors(doors)
    _people(steps, on)
    _tags(steps, by, on)
    _contacts(steps)


def _doors(doors: Doors) -> None:
    Building.objects.bulk_create(doors.new_buildings)
    for entrance in doors.new_entrances:
        entrance.building_id = entrance.building.pk
    Entrance.objects.bulk_create(doors.new_entrances)
    inserting.insert(Household, (planned.as_row() for planned in doors.new_households))
    for door in doors.numbered:
        Household.objects.filter(pk=door.pk).update(number=door.number)
    doors.written()


def _people(steps: list[Step], on: date) -> None:
    inserting.insert(
        Person,
        (
            {"id": step.person_id, "registered_on": on, **step.changes.fields}
            for step in steps
            if step.outcome == CREATED
        ),
    )
    alike: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for step in steps:
        fields = step.changes.fields
        if step.outcome == UPDATED and fields:
            alike[tuple(sorted(fields))].append(Person(pk=step.person_id, **fields))
    for names, people in alike.items():
        Person.objects.bulk_update(people, [_field(name) for name in names], _UPDATED_AT_ONCE)
    _tokens(steps)


def _tokens(steps: list[Step]) -> None:
    """What people are found by, of those who are new, and of those who are called or live otherwise."""
    new = [(step.person_id, step.changes.fields) for step in steps if step.outcome == CREATED]
    communities = areas.communities_of({fields["area_id"] for _pk, fields in new})
    finding.enter(
        Known(pk, communities[told["area_id"]], told["name"], told["id_number"], told["phone"])
        for pk, told in new
    )
    finding.refresh(
        step.person_id
        for step in steps
        if step.outcome == UPDATED and not finding.TOLD_BY.isdisjoint(step.changes.fields)
    )


def _field(name: str) -> str:
    return name.removesuffix("_id") if name in ("area_id", "household_id") else name


def _tags(steps: list[Step], by: Member | None, on: date) -> None:
    closed = [pk for step in steps for pk in step.changes.closed]
    if closed:
        open_ones = PersonTag.objects.filter(pk__in=closed)
        open_ones.filter(since__lt=on).update(until=on - timedelta(days=1))
        open_ones.filter(since__gte=on).delete()
    inserting.insert(
        PersonTag,
        (
            {
                "person_id": step.person_id,
                "tag": tag,
                "since": on,
                "source": TagSource.ROSTER.value,
                "evidence": evidence[:200],
                "recorded_by_id": by.pk if by else None,
            }
            for step in steps
            for tag, evidence in step.changes.opened.items()
        ),
    )


def _contacts(steps: list[Step]) -> None:
    inserting.insert(
        Contact,
        (
            row
            for step in steps
            for row in differences.contact_rows(step.person_id, step.changes, step.next_priority)
        ),
    )
    for pk, fields in _mended(steps):
        Contact.objects.filter(pk=pk).update(**fields)


def _mended(steps: list[Step]) -> Iterator[tuple[int, dict[str, Any]]]:
    for step in steps:
        yield from step.changes.mended
