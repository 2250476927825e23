"""What the register holds of a community: enough to know everybody, and all of a few at a time."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import Q

from sixin.registers import rules
from sixin.registers.models import Area, Contact, Person, PersonTag, TagSource
from sixin.registers.roster.doors import Doors
from sixin.registers.roster.subjects import Subject

_CHUNK: Final = 5000
_ID_NUMBER: Final = 6


@dataclass(slots=True)
class HeldContact:
    """A contact as held."""

    pk: int
    name: str
    relation: str
    phone: str
    place: str
    priority: int


@dataclass(slots=True)
class Held:
    """All that a roster may change of a person.

    tags: {code: (id, whether from a roster)}. ids: ID numbers, of rows merged into this one too.
    """

    area_id: int
    household_id: UUID | None
    name: str
    sex: str
    birth: date | None
    precision: str
    id_number: str | None
    phone: str
    relation: str
    note: str
    ids: set[str] = field(default_factory=set)
    tags: dict[str, tuple[int, bool]] = field(default_factory=dict)
    contacts: list[HeldContact] = field(default_factory=list)


def everybody_of(community: Area, doors: Doors) -> list[Subject]:
    """Everybody on the register of a community and below, those who left too."""
    names = ("pk", "name", "birth_date", "birth_precision", "phone", "household_id", "left_on",
             "id_number", "merged_into_id")  # fmt: skip
    here = Person.objects.filter(rules.below(community.path, "area__path")).order_by("pk")
    found: dict[UUID, Subject] = {}
    merged: list[tuple[UUID, UUID, str | None]] = []
    for row in here.values_list(*names).iterator(_CHUNK):
        pk, name, birth, precision, phone, household, left_on, number, into = row
        if into:
            merged.append((into, pk, number))
            continue
        door = doors.key_of(household)
        found[pk] = Subject(
            pk, True, (), sys.intern(name), birth, precision, (number,) if number else (),
            (door,) if door else (), phone, household, left_on,
        )  # fmt: skip
    for into, pk, number in merged:
        if into in found:
            found[into].merged += (pk,)
            found[into].ids += (number,) if number else ()
    return list(found.values())


def details_of(people: list[Subject]) -> dict[UUID, Held]:
    """All that a roster may change, of these people; tags and contacts of merged rows are theirs."""
    names = ("pk", "area_id", "household_id", "name", "sex", "birth_date", "birth_precision",
             "id_number", "phone", "relation_to_owner", "note")  # fmt: skip
    kept_by = {row: one.person_id for one in people for row in (one.person_id, *one.merged)}
    rows = {pk: rest for pk, *rest in Person.objects.filter(pk__in=kept_by).values_list(*names)}
    found = {one.person_id: Held(*rows[one.person_id]) for one in people}
    for pk, rest in rows.items():
        if rest[_ID_NUMBER]:
            found[kept_by[pk]].ids.add(rest[_ID_NUMBER])
    tags = PersonTag.objects.filter(person__in=kept_by, until__isnull=True).order_by()
    for pk, person, tag, source in tags.values_list("pk", "person_id", "tag", "source"):
        found[kept_by[person]].tags[tag] = (pk, source == TagSource.ROSTER)
    contacts = Contact.objects.filter(person__in=kept_by).order_by("priority", "pk")
    columns = ("person_id", "pk", "name", "relation", "phone", "place", "priority")
    for person, *contact in contacts.values_list(*columns):
        found[kept_by[person]].contacts.append(HeldContact(*contact))
    return found


def elsewhere(numbers: set[str], community: Area) -> set[str]:
    """Those of the ID numbers that are registered outside the community."""
    found: set[str] = set()
    outside = ~Q(rules.below(community.path, "area__path"))
    for chunk in _chunks(sorted(numbers)):
        rows = Person.objects.filter(outside, id_number__in=chunk)
        found.update(number for number in rows.values_list("id_number", flat=True) if number)
    return found


def _chunks(values: list[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
