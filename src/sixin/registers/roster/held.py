"""What the register holds of a community, as plain values: enough to compare 100,000 rows with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from sixin.registers import rules
from sixin.registers.models import Area, Contact, Person, PersonTag, TagSource

_CHUNK: Final = 5000
_PERSON = (
    "pk", "merged_into_id", "area_id", "household_id", "name", "pinyin", "sex", "birth_date",
    "birth_precision", "id_number", "phone", "relation_to_owner", "note", "left_on",
)  # fmt: skip


@dataclass(slots=True)
class HeldContact:
    """A contact as held. `own`: it hangs on the person's row, not on one merged into it."""

    pk: int
    name: str
    relation: str
    phone: str
    place: str
    priority: int


@dataclass(slots=True)
class Held:
    """A person as held, rows merged into it included. ids: every ID number of those rows."""

    pk: UUID
    area_id: int
    household_id: UUID | None
    name: str
    pinyin: str
    sex: str
    birth: date | None
    precision: str
    id_number: str | None
    phone: str
    relation: str
    note: str
    left_on: date | None
    ids: set[str] = field(default_factory=set)
    tags: dict[str, tuple[int, bool]] = field(default_factory=dict)
    contacts: list[HeldContact] = field(default_factory=list)


def people_of(community: Area) -> list[Held]:
    """Everybody on the register of a community and below, with open tags and contacts."""
    here = Person.objects.filter(rules.below(community.path, "area__path"))
    found, kept_by = _people(here)
    by_pk = {held.pk: held for held in found}
    for pk, kept in kept_by.items():
        if kept in by_pk:
            by_pk[pk] = by_pk[kept]
    _add_tags(by_pk, community)
    _add_contacts(by_pk, community)
    return found


def _people(rows: QuerySet[Person]) -> tuple[list[Held], dict[UUID, UUID]]:
    found: dict[UUID, Held] = {}
    merged: dict[UUID, tuple[UUID, str | None]] = {}
    for row in rows.order_by().values_list(*_PERSON).iterator(chunk_size=_CHUNK):
        pk, into, *rest = row
        if into:
            merged[pk] = (into, row[9])
            continue
        found[pk] = held = Held(pk, *rest)
        held.ids = {held.id_number} if held.id_number else set()
    for into, number in merged.values():
        if number and into in found:
            found[into].ids.add(number)
    return list(found.values()), {pk: into for pk, (into, _number) in merged.items()}


def _add_tags(by_pk: dict[UUID, Held], community: Area) -> None:
    inside = rules.below(community.path, "person__area__path")
    rows = PersonTag.objects.filter(inside, until__isnull=True).order_by()
    for pk, person, tag, source in rows.values_list("pk", "person_id", "tag", "source").iterator(
        _CHUNK
    ):
        if person in by_pk:
            by_pk[person].tags[tag] = (pk, source == TagSource.ROSTER)


def _add_contacts(by_pk: dict[UUID, Held], community: Area) -> None:
    inside = rules.below(community.path, "person__area__path")
    rows = Contact.objects.filter(inside).order_by("priority", "pk")
    names = ("person_id", "pk", "name", "relation", "phone", "place", "priority")
    for person, *contact in rows.values_list(*names).iterator(_CHUNK):
        if person in by_pk:
            by_pk[person].contacts.append(HeldContact(*contact))


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
