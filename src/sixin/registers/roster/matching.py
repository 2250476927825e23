"""Who is it? By ID number, else by name with birth date, else by name with door."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from sixin.registers.roster.entries import Entry
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.subjects import Subject, births_agree, pinyin_of

_SAME_ENOUGH = 0.6
Key = TypeVar("Key")
# Most keys lead to one person; only where they lead to more is there a tuple.
Found = Subject | tuple[Subject, ...]


class Index:
    """Everybody known so far, those of the register and those of the file, by what tells them."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self.by_id: dict[str, Subject] = {}
        self.by_birth: dict[tuple[str, date, str], Found] = {}
        self.by_door: dict[tuple[str, str], Found] = {}
        for subject in subjects:
            self.add(subject)

    def add(self, subject: Subject) -> None:
        """Make a person findable by all that is known now; adding again is harmless."""
        for number in subject.ids:
            self.by_id[number] = subject
        for name, birth, precision in (
            (subject.name, subject.birth, subject.precision),
            *subject.aliases,
        ):
            if birth:
                _put(self.by_birth, (name, birth, precision), subject)
            for door in subject.doors:
                _put(self.by_door, (name, door), subject)

    def find(self, entry: Entry) -> Subject | None:
        """The person a row speaks of; None for somebody new.

        Raises BadCell: id_held_by_other_name, id_twice_with_other_name, ambiguous_match.
        """
        if entry.id_number and entry.id_number in self.by_id:
            return _same_name(self.by_id[entry.id_number], entry)
        for candidates in (self._born(entry), self._at_door(entry)):
            if len(candidates) > 1:
                raise BadCell("ambiguous_match", count=len(candidates))
            if candidates:
                return candidates[0]
        return None

    def _born(self, entry: Entry) -> list[Subject]:
        if entry.birth is None:
            return []
        found = self.by_birth.get((entry.name, entry.birth, entry.precision))
        return [s for s in _all(found) if may_be(s, entry) and not _doors_disagree(s, entry)]

    def _at_door(self, entry: Entry) -> list[Subject]:
        found = self.by_door.get((entry.name, entry.door_key)) if entry.door_key else None
        return [subject for subject in _all(found) if may_be(subject, entry)]


def _put(found: dict[Key, Found], key: Key, subject: Subject) -> None:
    there = found.get(key)
    if there is None:
        found[key] = subject
    elif subject not in _all(there):
        found[key] = (*_all(there), subject)


def _all(found: Found | None) -> tuple[Subject, ...]:
    return () if found is None else found if isinstance(found, tuple) else (found,)


def may_be(subject: Subject, entry: Entry) -> bool:
    """Neither ID numbers nor birth dates contradict."""
    if entry.id_number and subject.ids and entry.id_number not in subject.ids:
        return False
    known = ((subject.name, subject.birth, subject.precision), *subject.aliases)
    return any(births_agree(birth, p, entry.birth, entry.precision) for _name, birth, p in known)


def _doors_disagree(subject: Subject, entry: Entry) -> bool:
    """A month or year of birth is too little to hold against another door."""
    if entry.precision == "day":
        return False
    return bool(subject.doors and entry.door_key and entry.door_key not in subject.doors)


def _same_name(subject: Subject, entry: Entry) -> Subject:
    called = (subject.name, *(name for name, _birth, _precision in subject.aliases))
    if any(alike(name, entry.name) for name in called):
        return subject
    if subject.entries:
        row = subject.entries[0].number
        raise BadCell("id_twice_with_other_name", row=row, held=subject.name, name=entry.name)
    raise BadCell("id_held_by_other_name", held=subject.name, name=entry.name)


def alike(one: str, other: str) -> bool:
    """Whether two spellings may be one name: 张秀英 and 张秀瑛, 阿依古丽 and 阿依古丽·买买提."""
    if one == other or one in other or other in one:
        return True
    if pinyin_of(one)[0] == pinyin_of(other)[0]:
        return True
    common = sum(mark in other for mark in one)
    return common / max(len(one), len(other)) >= _SAME_ENOUGH
