"""The person whom one or more rows of a file speak of."""

import functools
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sixin.registers import names
from sixin.registers.roster import codes
from sixin.registers.roster.decided import Alias
from sixin.registers.roster.entries import Entry, TagEntry

_FINENESS = {"day": 0, "month": 1, "year": 2}


@dataclass(slots=True, eq=False)
class Subject:
    """Somebody on the register, or new.

    entries: the rows of the file. ids: ID numbers, of rows merged into this one too. doors: keys.
    merged: ids of the rows merged into this one; aliases: what those were called. phone, household_id and touched become what they
    will be, once the step is planned. Kept small: there are as many as people.
    """

    person_id: UUID
    is_known: bool = False
    entries: tuple[Entry, ...] = ()
    name: str = ""
    birth: date | None = None
    precision: str = "day"
    ids: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    phone: str = ""
    household_id: UUID | None = None
    left_on: date | None = None
    merged: tuple[UUID, ...] = ()
    aliases: tuple[Alias, ...] = ()
    touched: bool = False

    def take_in(self, row: UUID, alias: Alias, number: str | None, door: str) -> None:
        """A row was merged into this one: what tells it tells this person too."""
        self.merged += (row,)
        self.aliases += (alias,)
        self.ids += (number,) if number else ()
        if door and door not in self.doors:
            self.doors += (door,)

    def add(self, entry: Entry) -> None:
        """One more row speaks of this person."""
        self.entries += (entry,)
        self.name = self.name or entry.name
        if entry.id_number and entry.id_number not in self.ids:
            self.ids += (entry.id_number,)
        door = entry.door_key
        if door and door not in self.doors:
            self.doors += (door,)
        if entry.birth and (self.birth is None or finer(entry.precision, self.precision)):
            self.birth, self.precision = entry.birth, entry.precision


pinyin_of = functools.lru_cache(maxsize=65_536)(names.pinyin_of)


def finer(one: str, other: str) -> bool:
    """Whether a precision tells more than another."""
    return _FINENESS[one] < _FINENESS[other]


def births_agree(one: date | None, one_precision: str, other: date | None, precision: str) -> bool:
    """Whether two birth dates may be one, as far as both are known."""
    if one is None or other is None:
        return True
    length = 3 - max(_FINENESS[one_precision], _FINENESS[precision])
    return one.timetuple()[:length] == other.timetuple()[:length]


def folded(entries: tuple[Entry, ...]) -> tuple[Entry, dict[int, list[str]]]:
    """One entry out of all rows of a person, and {position: fields that differ} of the later rows.

    What the earlier row says stands, later rows fill what it leaves out; a finer birth date and a
    "yes" win. Rows are taken in the order of the file.
    """
    if len(entries) == 1:
        return entries[0], {}
    first, *rest = sorted(entries, key=lambda entry: entry.sequence)
    whole = replace(first)
    differing = {}
    for position, entry in enumerate(rest, 1):
        words = [name for name in codes.FIELDS if _differ(whole, entry, name)]
        if words:
            differing[position] = words
        _fill(whole, entry)
    return whole, differing


def _differ(one: Entry, other: Entry, name: str) -> bool:
    left, right = getattr(one, name), getattr(other, name)
    return bool(left and right and left != right)


def _fill(first: Entry, later: Entry) -> None:
    for name in ("id_number", "sex", "phone", "household_number", "relation", "grid"):
        if not getattr(first, name):
            setattr(first, name, getattr(later, name))
    if later.birth and (first.birth is None or finer(later.precision, first.precision)):
        first.birth, first.precision = later.birth, later.precision
    if (later.door_key and not first.door_key) or not first.address:
        first.address, first.place = later.address, later.place
    if later.note and later.note not in first.note:
        first.note = f"{first.note}；{later.note}" if first.note else later.note
    first.tags = _both_tags(first.tags, later.tags)
    told = {(contact.name, contact.phone) for contact in first.contacts}
    first.contacts += tuple(c for c in later.contacts if (c.name, c.phone) not in told)


def _both_tags(one: tuple[TagEntry, ...], other: tuple[TagEntry, ...]) -> tuple[TagEntry, ...]:
    said = {tag: (tag, holds, evidence) for tag, holds, evidence in one}
    for tag, holds, evidence in other:
        if tag not in said or (holds and not said[tag][1]):
            said[tag] = (tag, holds, evidence)
    return tuple(said.values())
