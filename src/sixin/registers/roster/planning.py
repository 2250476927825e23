"""Every row against the register: who is new, who changes, who stays, who is refused."""

from collections.abc import Callable, Iterator
from dataclasses import InitVar, dataclass, field
from itertools import islice
from typing import Final
from uuid import UUID

from sixin.base.ids import uuid7
from sixin.registers.models import Area
from sixin.registers.roster import decided, differences, doors, held, subjects
from sixin.registers.roster.differences import Changes
from sixin.registers.roster.doors import Door
from sixin.registers.roster.entries import Entry
from sixin.registers.roster.grids import Grids
from sixin.registers.roster.held import Held
from sixin.registers.roster.matching import Index
from sixin.registers.roster.problems import BadCell, Problem
from sixin.registers.roster.subjects import Subject

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
_ORDER: Final = {"day": 1, "month": 2, "year": 3}
_BATCH: Final = 1000


@dataclass(slots=True)
class Step:
    """What happens to one person. person_id: also of somebody who is yet to be created.

    held: what the register has of her; None of somebody new.
    """

    person_id: UUID
    outcome: str
    changes: Changes
    next_priority: int = 1
    held: Held | None = None


@dataclass(slots=True)
class Counts:
    """Rows by what becomes of them; the further rows of one person count as unchanged."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0

    def add(self, outcome: str, rows: int) -> None:
        """The first row of a person has the outcome."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.unchanged += rows - 1


@dataclass
class Plan:
    """The rows of a file, matched with the register of a community.

    Making it refuses rows and changes nothing; `steps` then says person by person what to write.
    """

    community: Area
    entries: InitVar[list[Entry]]
    each: Callable[[], None] = lambda: None
    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)
    everybody: list[Subject] = field(default_factory=list)

    def __post_init__(self, entries: list[Entry]) -> None:
        taken = [entry for entry in entries if not entry.refused]
        self.grids = Grids(self.community)
        self.unknown_grids: set[str] = set()
        self.doors = doors.load(self.community)
        self.doors.settle(taken)
        self.everybody = held.everybody_of(self.community, self.doors)
        self._match(taken)
        self.counts.rejected = sum(entry.refused for entry in entries)

    def _match(self, entries: list[Entry]) -> None:
        index = Index(self.everybody)
        numbers = {entry.id_number for entry in entries if entry.id_number}
        outside = held.elsewhere(numbers - index.by_id.keys(), self.community)
        for entry in sorted(entries, key=_surest_first):
            self.each()
            try:
                if entry.id_number in outside:
                    raise BadCell("registered_elsewhere")
                subject = index.find(entry)
                if subject and subject.left_on:
                    raise BadCell("has_left")
            except BadCell as bad:
                self._refuse(entry, bad)
                continue
            if subject is None:
                subject = Subject(uuid7())
                self.everybody.append(subject)
            subject.add(entry)
            index.add(subject)

    def _refuse(self, entry: Entry, bad: BadCell) -> None:
        entry.refused = True
        by_id = bad.code.startswith("id_") or bad.code == "registered_elsewhere"
        name, value = ("id_number", entry.id_number) if by_id else ("name", entry.name)
        self._name(entry, name, value, bad.code, **bad.details)

    def _name(self, entry: Entry, column: str, value: str, code: str, **details: object) -> None:
        label = entry.layout.label(column)
        self.problems.append(Problem(entry.sheet, entry.number, label, value, code, details))

    def steps(self) -> Iterator[list[Step]]:
        """What to write, some people at a time; write them before asking for the next."""
        rest = (subject for subject in self.everybody if subject.entries)
        while batch := list(islice(rest, _BATCH)):
            details = held.details_of([subject for subject in batch if subject.is_known])
            yield [self._step(subject, details.get(subject.person_id)) for subject in batch]

    def _step(self, subject: Subject, now: Held | None) -> Step:
        if now:
            subject.entries = tuple(decided.respected(entry, now) for entry in subject.entries)
        entry, differing = subjects.folded(subject.entries)
        if len(subject.entries) > 1:
            self._about_twins(subject, differing)
        area_id, door = self._where(entry, now)
        if now is None:
            changes = differences.everything(entry, door, area_id)
            step = Step(subject.person_id, CREATED, changes)
        else:
            changes = differences.between(now, entry, door, area_id)
            step = Step(subject.person_id, UPDATED if changes else UNCHANGED, changes)
            step.next_priority, step.held = differences.next_priority(now), now
            if now.name != entry.name:
                details = {"held": now.name, "name": entry.name}
                self._name(entry, "name", entry.name, "name_changed", **details)
        if door and self.doors.number(door, entry.household_number) and step.outcome == UNCHANGED:
            step.outcome = UPDATED
        self._settle(subject, entry, door, step)
        return step

    def _settle(self, subject: Subject, entry: Entry, door: Door | None, step: Step) -> None:
        """Count the rows and let go of them; the subject becomes what it will be."""
        self.counts.add(step.outcome, len(subject.entries))
        subject.touched = step.outcome != UNCHANGED
        subject.name = entry.name
        subject.phone = entry.phone or subject.phone
        subject.household_id = door.pk if door else subject.household_id
        subject.entries = ()

    def _where(self, entry: Entry, now: Held | None) -> tuple[int, Door | None]:
        """The area and the door. A grid that is not named is that of the door, or as it was."""
        grid = self._grid(entry)
        door = self.doors.find(entry, grid, now.household_id if now else None)
        if now and door and decided.at_declined_door(door.pk, now):
            return now.area_id, None
        if door is None and entry.address and not (now and now.household_id):
            self._keep_address(entry)
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

    def _keep_address(self, entry: Entry) -> None:
        """An address that leads to no door is kept in words."""
        if entry.address not in entry.note:
            entry.note = f"{entry.note}；{entry.address}" if entry.note else entry.address
            self._name(entry, "address", entry.address, "address_without_door")

    def _about_twins(self, subject: Subject, differing: dict[int, list[str]]) -> None:
        rows = sorted(subject.entries, key=lambda entry: entry.sequence)
        for position, entry in enumerate(rows[1:], 1):
            fields = differing.get(position, [])
            code = "same_person_differs" if fields else "same_person_twice"
            place = {"row": rows[0].number, "sheet": rows[0].sheet, "fields": fields}
            self._name(entry, "name", entry.name, code, **place)


def _surest_first(entry: Entry) -> tuple[int, int]:
    """ID numbers first, then finer birth dates: whom a row means does not hang on its place."""
    if entry.id_number:
        return 0, entry.sequence
    return (_ORDER[entry.precision] if entry.birth else 4), entry.sequence
