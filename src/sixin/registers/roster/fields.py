"""One reader for each field: takes a cell into an entry, or raises BadCell."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sixin.registers.roster import cells, dates, identity, marks, phones, places, vocabulary
from sixin.registers.roster.entries import ContactEntry, Entry
from sixin.registers.roster.layouts import Column
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.sheets import Cell

Notice = tuple[str, dict[str, object]]
LONGEST: Final = {
    "relation_to_owner": 20,
    "contact_relation": 20,
    "contact_place": 60,
    "household_number": 40,
    "address": 200,
    "grid": 60,
}
_EMBEDDED = re.compile(r"[\d+][\d\s\-]{6,}\d(?:转\d+)?")


@dataclass(slots=True)
class Draft:
    """An entry on its way, and what has to wait for the other columns.

    proven: what the ID number says. birth, sex, age: as the columns say. parts: estate, building,
    entrance, floor, door. contacts: by the relation that headers name. notices: of the cell at hand.
    """

    entry: Entry
    on: date
    from_1904: bool = False
    proven: identity.Identity | None = None
    birth: dates.Birth | None = None
    sex: str = ""
    age: int | None = None
    community: str = ""
    more_phones: list[str] = field(default_factory=list)
    tags: dict[str, tuple[bool, str]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, ContactEntry] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def contact(self, column: Column) -> ContactEntry:
        """The contact that a column speaks of: one for each relation named in the headers."""
        return self.contacts.setdefault(column.relation, ContactEntry(relation=column.relation))


Reader = Callable[[Draft, Cell, Column], None]


def read_name(draft: Draft, cell: Cell, _column: Column) -> None:
    name, note = cells.name_of(cell)
    if note:
        gone = any(word in note for word in vocabulary.words("gone"))
        if gone:
            raise BadCell("said_gone", word=note)
        draft.notices.append(("name_note", {"note": note, "name": name}))
    draft.entry.name = sys.intern(name)


def read_id_number(draft: Draft, cell: Cell, _column: Column) -> None:
    found = identity.identity_of(cell, draft.on)
    if found is None:
        return
    draft.proven = found
    draft.entry.id_number = found.number
    for code in found.notes:
        draft.notices.append((code, {"new": found.number, "region": found.number[:6]}))


def read_birth_date(draft: Draft, cell: Cell, _column: Column) -> None:
    if cells.value_of(cell) == "":
        return
    draft.birth = dates.birth_of(cell, draft.on, draft.from_1904)
    if draft.birth.note:
        born = draft.birth.day
        draft.notices.append(
            (draft.birth.note, {"born": born.isoformat(), "year": f"{born.year % 100:02}"})
        )


def read_sex(draft: Draft, cell: Cell, _column: Column) -> None:
    draft.sex = marks.sex_of(cell)


def read_age(draft: Draft, cell: Cell, _column: Column) -> None:
    match = re.fullmatch(r"(?:虚|周)?岁?(\d{1,3})(?:周?岁)?", cells.text_of(cell))
    draft.age = int(match[1]) if match else None


def read_phone(draft: Draft, cell: Cell, _column: Column) -> None:
    found = phones.phones_of(cell)
    for number in (found.first, *found.more):
        if number and not draft.entry.phone:
            draft.entry.phone = number
        elif number and number not in (draft.entry.phone, *draft.more_phones):
            draft.more_phones.append(number)
    if found.more:
        draft.notices.append(("phones_more", {"rest": "、".join(found.more)}))
    if found.note:
        draft.notices.append(("phone_note", {"note": found.note}))


def read_address(draft: Draft, cell: Cell, _column: Column) -> None:
    draft.entry.address = places.tidy(fitting(cells.value_of(cell), "address"))


def read_part(draft: Draft, cell: Cell, column: Column) -> None:
    draft.parts[column.field] = cells.value_of(cell)


def read_grid(draft: Draft, cell: Cell, _column: Column) -> None:
    draft.entry.grid = sys.intern(cells.compact(fitting(cells.value_of(cell), "grid")))


def read_community(draft: Draft, cell: Cell, _column: Column) -> None:
    draft.community = cells.compact(cells.value_of(cell))


def read_household_number(draft: Draft, cell: Cell, _column: Column) -> None:
    draft.entry.household_number = fitting(cells.value_of(cell), "household_number")


def read_relation(draft: Draft, cell: Cell, _column: Column) -> None:
    draft.entry.relation = cells.compact(fitting(cells.value_of(cell), "relation_to_owner"))


def read_note(draft: Draft, cell: Cell, _column: Column) -> None:
    text = cells.value_of(cell)
    draft.entry.note = (
        f"{draft.entry.note}；{text}" if draft.entry.note and text else text or draft.entry.note
    )


def read_tag(draft: Draft, cell: Cell, column: Column) -> None:
    tag = column.field[4:]
    holds, evidence = marks.mark_of(cell, tag)
    known = draft.tags.get(tag)
    if holds is not None and not (known and known[0]):
        draft.tags[tag] = (holds, evidence)


def read_tags(draft: Draft, cell: Cell, _column: Column) -> None:
    found = marks.tags_of(cells.text_of(cell) if not isinstance(cell, str) else cell)
    for tag, evidence in found.found:
        draft.tags[tag] = (True, evidence)
    for code, words in (
        ("tag_by_age", found.by_age),
        ("tag_refused", found.refused),
        ("tag_unknown", found.unknown),
    ):
        draft.notices.extend((code, {"value": word}) for word in words)


def read_contact_name(draft: Draft, cell: Cell, column: Column) -> None:
    text = cells.value_of(cell)
    phone = _EMBEDDED.search(text)
    if phone:
        draft.contact(column).phone = phones.phones_of(phone[0]).first
        text = text.replace(phone[0], " ").replace("()", "")
    try:
        name, note = cells.name_of(re.split(r"[、,;/:]|\s{2,}", text.strip())[0])
    except BadCell as why:
        if why.code == "name_missing":
            return
        raise BadCell("contact_name_unreadable") from why
    draft.contact(column).name = sys.intern(name)
    draft.contact(column).relation = draft.contact(column).relation or note[:20]


def read_contact_phone(draft: Draft, cell: Cell, column: Column) -> None:
    found = phones.phones_of(cell)
    if found.first:
        draft.contact(column).phone = draft.contact(column).phone or found.first
    if found.note:
        draft.notices.append(("phone_note", {"note": found.note}))


def read_contact_relation(draft: Draft, cell: Cell, column: Column) -> None:
    draft.contact(column).relation = fitting(cells.value_of(cell), "contact_relation")


def read_contact_place(draft: Draft, cell: Cell, column: Column) -> None:
    draft.contact(column).place = fitting(cells.value_of(cell), "contact_place")


def fitting(text: str, name: str) -> str:
    """The text, if the register has room for it. Raises BadCell too_long."""
    if len(text) > LONGEST[name]:
        raise BadCell("too_long", count=len(text), most=LONGEST[name])
    return text


READERS: dict[str, Reader] = {
    "name": read_name,
    "id_number": read_id_number,
    "birth_date": read_birth_date,
    "sex": read_sex,
    "age": read_age,
    "phone": read_phone,
    "address": read_address,
    "estate": read_part,
    "building": read_part,
    "entrance": read_part,
    "floor": read_part,
    "door": read_part,
    "grid": read_grid,
    "community": read_community,
    "household_number": read_household_number,
    "relation_to_owner": read_relation,
    "note": read_note,
    "tags": read_tags,
    "contact_name": read_contact_name,
    "contact_phone": read_contact_phone,
    "contact_relation": read_contact_relation,
    "contact_place": read_contact_place,
}


def reader_of(name: str) -> Reader | None:
    """The reader of a field, None for what is not read."""
    return read_tag if name.startswith("tag:") else READERS.get(name)
