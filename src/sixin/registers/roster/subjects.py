"""The person whom one or more rows of a file speak of."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sixin.registers.roster.entries import ContactEntry, Entry
from sixin.registers.roster.held import Held

_FINENESS = {"day": 0, "month": 1, "year": 2}
# What two rows of one person may say differently, with the word for it in notices.
_COMPARED = {
    "name": "姓名", "sex": "性别", "phone": "电话", "relation": "与户主关系",
    "household_number": "户号", "door_key": "住址", "grid": "网格",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Subject:
    """held: the row of the register, None for somebody new. entries: the rows of the file."""

    held: Held | None = None
    entries: list[Entry] = field(default_factory=list)
    name: str = ""
    birth: date | None = None
    precision: str = "day"
    ids: set[str] = field(default_factory=set)
    doors: set[str] = field(default_factory=set)

    @classmethod
    def of_held(cls, held: Held, door: str) -> "Subject":
        """Somebody whom we know already."""
        doors = {door} if door else set()
        return cls(held, [], held.name, held.birth, held.precision, set(held.ids), doors)

    def add(self, entry: Entry) -> None:
        """One more row speaks of this person."""
        self.entries.append(entry)
        self.name = self.name or entry.name
        if entry.id_number:
            self.ids.add(entry.id_number)
        if entry.door_key:
            self.doors.add(entry.door_key)
        if entry.birth and (self.birth is None or finer(entry.precision, self.precision)):
            self.birth, self.precision = entry.birth, entry.precision


def finer(one: str, other: str) -> bool:
    """Whether a precision tells more than another."""
    return _FINENESS[one] < _FINENESS[other]


def births_agree(one: date | None, one_precision: str, other: date | None, precision: str) -> bool:
    """Whether two birth dates may be one, as far as both are known."""
    if one is None or other is None:
        return True
    length = 3 - max(_FINENESS[one_precision], _FINENESS[precision])
    return one.timetuple()[:length] == other.timetuple()[:length]


def folded(entries: list[Entry]) -> tuple[Entry, dict[int, list[str]]]:
    """One entry out of all rows of a person, and {position: what differs} of the later rows.

    What the earlier row says stands, later rows fill what it leaves out; a finer birth date and a
    "yes" win. The folded entry is the first one, completed.
    """
    if len(entries) == 1:
        return entries[0], {}
    entries = sorted(entries, key=lambda entry: entry.sequence)
    first, differing = _copy(entries[0]), {}
    for position, entry in enumerate(entries[1:], 1):
        words = [word for name, word in _COMPARED.items() if _differ(first, entry, name)]
        if words:
            differing[position] = words
        _fill(first, entry)
    return first, differing


def _copy(entry: Entry) -> Entry:
    values: dict[str, Any] = {name: getattr(entry, name) for name in Entry.__slots__}
    return Entry(**{**values, "tags": dict(entry.tags), "contacts": list(entry.contacts)})


def _differ(one: Entry, other: Entry, name: str) -> bool:
    left, right = getattr(one, name), getattr(other, name)
    return bool(left and right and left != right)


def _fill(first: Entry, later: Entry) -> None:
    for name in ("id_number", "sex", "phone", "household_number", "relation", "grid"):
        if not getattr(first, name):
            setattr(first, name, getattr(later, name))
    if later.birth and (first.birth is None or finer(later.precision, first.precision)):
        first.birth, first.precision = later.birth, later.precision
    if later.door_key and not first.door_key or not first.address:
        first.address, first.place = later.address, later.place
    if later.note and later.note not in first.note:
        first.note = f"{first.note}；{later.note}" if first.note else later.note
    for tag, (holds, evidence) in later.tags.items():
        if holds or tag not in first.tags:
            first.tags[tag] = (holds, evidence or first.tags.get(tag, (holds, ""))[1])
    _fill_contacts(first.contacts, later.contacts)


def _fill_contacts(known: list[ContactEntry], more: list[ContactEntry]) -> None:
    told = {(contact.name, contact.phone) for contact in known}
    known.extend(contact for contact in more if (contact.name, contact.phone) not in told)
