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
from sixin.registers.roster import decided
from sixin.registers.roster.decided import Alias, Declined
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
    declined: values that gave way when rows were merged.
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
    declined: Declined = field(default_factory=dict)
    tags: dict[str, tuple[int, bool]] = field(default_factory=dict)
    contacts: list[HeldContact] = field(default_factory=list)


def everybody_of(community: Area, doors: Doors) -> list[Subject]:
    """Everybody on the register of a community and below, those who left too."""
    names = ("pk", "name", "birth_date", "birth_precision", "phone", "household_id", "left_on",
             "id_number", "merged_into_id")  # fmt: skip
    here = Person.objects.filter(rules.below(community.path, "area__path"), erased_at__isnull=True)
    found: dict[UUID, Subject] = {}
    merged: dict[UUID, UUID] = {}
    called: dict[UUID, tuple[Alias, str | None, str]] = {}
    for row in here.order_by("pk").values_list(*names).iterator(_CHUNK):
        pk, name, birth, precision, phone, household, left_on, number, into = row
        door = doors.key_of(household)
        if into:
            merged[pk], called[pk] = into, ((name, birth, precision), number, door)
            continue
        found[pk] = Subject(
            pk, True, (), sys.intern(name), birth, precision, (number,) if number else (),
            (door,) if door else (), phone, household, left_on,
        )  # fmt: skip
    for pk, (alias, number, door) in called.items():
        if merged[pk] in found:
            found[merged[pk]].take_in(pk, alias, number, door)
    for pk, before in decided.before_merges(rules.below(community.path, "kept__area__path")):
        one = found.get(merged.get(pk, pk))
        if one:
            now = called[pk][0] if pk in called else (one.name, one.birth, one.precision)
            one.aliases += (decided.alias_of(*now, before),)
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
    merged = {pk: dict(zip(names[1:], rest, strict=True)) for pk, rest in rows.items()
              if kept_by[pk] != pk}  # fmt: skip
    for pk, gone in decided.declined(kept_by, merged).items():
        found[pk].declined = gone
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
