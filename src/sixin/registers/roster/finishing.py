"""What only the whole row can tell: birth and sex of the ID number, the door, the contacts."""

import functools
from collections.abc import Iterator
from datetime import date
from typing import Any

from sixin.registers.roster import dates, places
from sixin.registers.roster.entries import OWN, UNNAMED, ContactEntry, TagEntry
from sixin.registers.roster.fields import LONGEST, Draft

# Field, value as found, code, details.
Finding = tuple[str, str, str, dict[str, Any]]
_AGE_SLACK = 2


def finish(draft: Draft) -> Iterator[Finding]:
    """Complete the entry of `draft`, yielding what does not agree."""
    entry = draft.entry
    yield from _birth(draft)
    yield from _sex(draft)
    _door(draft)
    yield from _contacts(draft)
    yield from _age(draft)
    if draft.tags:
        entry.tags = _shared(tuple((tag, *said) for tag, said in draft.tags.items()))
    if entry.refused:
        return
    if not entry.name:
        yield "name", "", "name_missing", {}
    elif not entry.tells_who:
        yield "", entry.name, "too_little", {}


def _birth(draft: Draft) -> Iterator[Finding]:
    entry, said = draft.entry, draft.birth
    if draft.proven:
        entry.birth = draft.proven.birth
        if said and not _agrees(said, entry.birth):
            born = {"born": entry.birth.isoformat()}
            yield "birth_date", said.day.isoformat(), "birth_date_differs", born
    elif said:
        entry.birth, entry.precision = said.day, said.precision


def _agrees(said: dates.Birth, known: date) -> bool:
    length = {dates.DAY: 3, dates.MONTH: 2, dates.YEAR: 1}[said.precision]
    return said.day.timetuple()[:length] == known.timetuple()[:length]


def _sex(draft: Draft) -> Iterator[Finding]:
    entry = draft.entry
    entry.sex = draft.proven.sex if draft.proven else draft.sex
    if draft.sex and draft.sex != entry.sex:
        yield "sex", draft.sex, "sex_differs", {}


def _age(draft: Draft) -> Iterator[Finding]:
    born = draft.entry.birth
    if draft.age is None or born is None:
        return
    age = draft.on.year - born.year - ((draft.on.month, draft.on.day) < (born.month, born.day))
    if abs(age - draft.age) > _AGE_SLACK:
        yield "age", str(draft.age), "age_differs", {"age": age}


def _door(draft: Draft) -> None:
    entry, parts = draft.entry, draft.parts
    if entry.address:
        entry.place = places.place_of(entry.address)
    if not (parts.get("building") or parts.get("door") or parts.get("estate")):
        return
    names = ("estate", "building", "entrance", "floor", "door")
    columns = places.place_from(*(parts.get(name, "") for name in names))
    if columns.building is None and entry.place.building is not None:
        return
    if columns.building_name or not entry.address:
        line = "".join(part for part in (columns.building_name, _rest(columns)) if part)
        written = places.tidy("".join(parts.get(name, "") for name in names if name != "floor"))
        known = entry.place.building is not None
        entry.address = entry.address if known else entry.address + (line or written)
        entry.address = entry.address[: LONGEST["address"]]
        entry.place = columns


def _rest(place: places.Place) -> str:
    entrance = f"{place.entrance}单元" if place.entrance else ""
    return entrance + place.door


def _contacts(draft: Draft) -> Iterator[Finding]:
    entry = draft.entry
    for contact in draft.contacts.values():
        if not contact.name and contact.phone:
            contact.name = contact.relation or UNNAMED
            yield "contact_phone", contact.phone, "contact_without_name", {"name": contact.name}
    named = [contact for contact in draft.contacts.values() if contact.name]
    entry.contacts = (*named, *_own_phones(draft, named))


def _own_phones(draft: Draft, named: list[ContactEntry]) -> Iterator[ContactEntry]:
    """A second number of the person's own becomes a contact: 本人."""
    taken = {contact.phone for contact in named}
    for phone in draft.more_phones:
        if phone not in taken and draft.entry.name:
            yield ContactEntry(draft.entry.name, OWN, phone[:30])


@functools.lru_cache(maxsize=4096)
def _shared(tags: tuple[TagEntry, ...]) -> tuple[TagEntry, ...]:
    """The same object for the same tags: most rows of a roster say one of a few things."""
    return tags
