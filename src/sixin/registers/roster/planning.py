"""Every row against the register: who is new, who changes, who stays, who is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sixin.base.ids import uuid7
from sixin.registers.models import Area
from sixin.registers.roster import differences, doors, held, subjects
from sixin.registers.roster.differences import Changes
from sixin.registers.roster.doors import Door, Doors
from sixin.registers.roster.entries import Entry
from sixin.registers.roster.grids import Grids
from sixin.registers.roster.matching import Index
from sixin.registers.roster.problems import BadCell, Problem
from sixin.registers.roster.subjects import Subject

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
_ORDER: Final = {"day": 1, "month": 2, "year": 3}


@dataclass(slots=True)
class Step:
    """What happens to one person. person_id: also of somebody who is yet to be created."""

    subject: Subject
    person_id: UUID
    entry: Entry
    outcome: str
    changes: Changes


@dataclass(slots=True)
class Plan:
    """What an import will do. outcomes: rows created, updated, unchanged, rejected."""

    steps: list[Step] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    everybody: list[Subject] = field(default_factory=list)
    doors: Doors | None = None
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


def plan(entries: list[Entry], community: Area, each: Callable[[], None] = lambda: None) -> Plan:
    """Compare the rows of a file with the register of a community.

    entries: of the whole file, refused ones too. each: called once for every row.
    """
    return _Planner(community, each).plan(entries)


class _Planner:
    def __init__(self, community: Area, each: Callable[[], None]) -> None:
        self.community, self.each = community, each
        self.found = Plan()
        self.grids = Grids(community)
        self.unknown_grids: set[str] = set()

    def plan(self, entries: list[Entry]) -> Plan:
        taken = [entry for entry in entries if not entry.refused]
        self.doors = self.found.doors = doors.load(self.community)
        self.doors.settle(taken)
        known = held.people_of(self.community)
        everybody = [Subject.of_held(one, self.doors.key_of(one.household_id)) for one in known]
        self._match(taken, everybody)
        for subject in everybody:
            if subject.entries:
                self._step(subject)
        self.found.everybody = everybody
        self.found.rejected = sum(entry.refused for entry in entries)
        return self.found

    def _match(self, entries: list[Entry], everybody: list[Subject]) -> None:
        index = Index(everybody)
        numbers = {entry.id_number for entry in entries if entry.id_number}
        outside = held.elsewhere(numbers - index.by_id.keys(), self.community)
        for entry in sorted(entries, key=_surest_first):
            self.each()
            try:
                if entry.id_number in outside:
                    raise BadCell("registered_elsewhere")
                subject = index.find(entry)
                if subject and subject.held and subject.held.left_on:
                    raise BadCell("has_left")
            except BadCell as bad:
                self._refuse(entry, bad)
                continue
            if subject is None:
                subject = Subject()
                everybody.append(subject)
            subject.add(entry)
            index.add(subject)

    def _refuse(self, entry: Entry, bad: BadCell) -> None:
        entry.refused = True
        by_id = bad.code.startswith("id_") or bad.code == "registered_elsewhere"
        name, value = ("id_number", entry.id_number) if by_id else ("name", entry.name)
        self._name(entry, name, value, bad.code, **bad.details)

    def _name(self, entry: Entry, column: str, value: str, code: str, **details: object) -> None:
        label = entry.layout.label(column)
        self.found.problems.append(Problem(entry.sheet, entry.number, label, value, code, details))

    def _step(self, subject: Subject) -> None:
        entry, differing = subjects.folded(subject.entries)
        self._about_twins(subject, differing)
        known = subject.held
        area_id, door = self._where(subject, entry)
        if known is None:
            changes = differences.everything(entry, door, area_id)
            outcome, person_id = CREATED, uuid7()
        else:
            changes = differences.between(known, entry, door, area_id)
            outcome, person_id = (UPDATED if changes else UNCHANGED), known.pk
            if known.name != entry.name:
                self._name(
                    entry, "name", entry.name, "name_changed", held=known.name, name=entry.name
                )
        if door and self.doors.number(door, entry.household_number) and outcome == UNCHANGED:
            outcome = UPDATED
        self._count(outcome, len(subject.entries))
        self.found.steps.append(Step(subject, person_id, entry, outcome, changes))

    def _count(self, outcome: str, rows: int) -> None:
        """The first row of a person has the outcome; further rows of the same file change nothing."""
        setattr(self.found, outcome, getattr(self.found, outcome) + 1)
        self.found.unchanged += rows - 1

    def _where(self, subject: Subject, entry: Entry) -> tuple[int, Door | None]:
        """The area and the door. A grid that is not named is that of the door, or as it was."""
        grid = self._grid(entry)
        now = subject.held
        door = self.doors.find(entry, grid, now.household_id if now else None)
        if door is None and entry.address and entry.address not in (now.note if now else ""):
            self._keep_address(entry, now is not None and now.household_id is not None)
        if grid:
            return grid, door
        if door and door.area_id in self.grids.ids:
            return door.area_id, door
        return (now.area_id if now else self.community.pk), door

    def _grid(self, entry: Entry) -> int | None:
        if not entry.grid:
            return None
        grid = self.grids.find(entry.grid)
        if grid is None and entry.grid not in self.unknown_grids:
            self.unknown_grids.add(entry.grid)
            self._name(entry, "grid", entry.grid, "grid_unknown")
        return grid

    def _keep_address(self, entry: Entry, has_door: bool) -> None:
        """An address that leads to no door is kept in words, unless a door is known already."""
        if not has_door and entry.address not in entry.note:
            entry.note = f"{entry.note}；{entry.address}" if entry.note else entry.address
            self._name(entry, "address", entry.address, "address_without_door")

    def _about_twins(self, subject: Subject, differing: dict[int, list[str]]) -> None:
        rows = sorted(subject.entries, key=lambda entry: entry.sequence)
        for position, entry in enumerate(rows[1:], 1):
            words = "、".join(differing.get(position, ()))
            details = {"row": rows[0].number, "sheet": rows[0].sheet, "fields": words}
            code = "same_person_differs" if words else "same_person_twice"
            self._name(entry, "name", entry.name, code, **details)


def _surest_first(entry: Entry) -> tuple[int, int]:
    """ID numbers first, then finer birth dates: whom a row means does not hang on its place."""
    if entry.id_number:
        return 0, entry.sequence
    return (_ORDER[entry.precision] if entry.birth else 4), entry.sequence
