"""From sheets to entries: every person row read, every trouble named."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sixin.registers.roster import cells, codes, fields, finishing, headers, rows
from sixin.registers.roster.entries import Entry
from sixin.registers.roster.layouts import IGNORED, REPEATED, UNKNOWN, Column, Layout
from sixin.registers.roster.problems import BadCell, Problem
from sixin.registers.roster.sheets import Sheet

MappingOfSheets = Mapping[str, Mapping[int, str] | Mapping[str, str]]
_SAMPLES = 3
_AS_NOTICE = {UNKNOWN: "column_unknown", REPEATED: "column_repeated", IGNORED: "column_ignored"}


@dataclass(slots=True)
class Parsed:
    """What a file says. entries: every row that is a person, refused ones too, in file order.

    layouts, samples: how each sheet was understood, and its first rows as text. rows: of people.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    layouts: dict[str, Layout | None] = field(default_factory=dict)
    samples: dict[str, list[list[str]]] = field(default_factory=dict)
    rows: int = 0

    def taken(self) -> list[Entry]:
        """The entries, handed over: they are let go of one by one as people are planned."""
        self.entries, entries = [], self.entries
        return entries


def parse(
    sheets: list[Sheet],
    *,
    on: date,
    community: str = "",
    mapping: MappingOfSheets | None = None,
    each: Callable[[], None] = lambda: None,
) -> Parsed:
    """Read every sheet. on: the day of the import. community: its name, to compare with a column.

    mapping: {sheet name: {column index: field}}. each: called once for every row of a person.
    """
    found = Parsed()
    for sheet in sheets:
        layout = headers.layout_of(sheet, said_of(sheet, mapping))
        found.layouts[sheet.name] = layout
        _about_sheet(sheet, layout, found.problems)
        if layout:
            found.samples[sheet.name] = _samples(sheet, layout)
            for entry in _Reader(sheet, on, community, found.problems).entries(layout):
                entry.sequence = found.rows = found.rows + 1
                found.entries.append(entry)
                each()
    return found


def said_of(sheet: Sheet, mapping: MappingOfSheets | None) -> dict[int, str]:
    """What a person said of a sheet's columns; indexes may be text, as JSON keeps them."""
    return {int(index): name for index, name in (mapping or {}).get(sheet.name, {}).items()}


def _samples(sheet: Sheet, layout: Layout) -> list[list[str]]:
    rows = [row for number, row in sheet.top(40) if number >= layout.first_row]
    return [[cells.shown(cell) for cell in row] for row in rows[:_SAMPLES]]


def _about_sheet(sheet: Sheet, layout: Layout | None, problems: list[Problem]) -> None:
    def note(code: str, **details: object) -> None:
        problems.append(Problem(sheet.name, 0, "", "", code, details))

    if layout is None:
        if sheet.top(1):
            note("no_roster")
        return
    if sheet.hidden:
        note("hidden_sheet")
    hidden = [row for row in sheet.hidden_rows if row >= layout.first_row]
    if hidden:
        note("hidden_rows", count=len(hidden), rows=_listed(map(str, hidden)))
    if sheet.broken_cells:
        note("formula_errors", count=len(sheet.broken_cells), cells=_listed(sheet.broken_cells))
    if layout.guessed:
        note("header_guessed")
    problems.extend(_about_columns(sheet.name, layout))


def _about_columns(sheet: str, layout: Layout) -> Iterator[Problem]:
    number = layout.header_rows[-1] if layout.header_rows else 0
    for column in layout.columns:
        code = _AS_NOTICE.get(column.field)
        if column.field.startswith("refused_"):
            code = "tag_refused_column"
        if code and column.header:
            yield Problem(sheet, number, column.label, column.header, code)


def _listed(words: Iterable[str], most: int = 10) -> str:
    found = list(words)
    return "、".join(found[:most]) + (" …" if len(found) > most else "")


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Sheet, on: date, community: str, problems: list[Problem]) -> None:
        self.sheet, self.on, self.community, self.problems = sheet, on, community, problems
        self.other_communities: set[str] = set()
        self.serial_only: Counter[str] = Counter()

    def entries(self, layout: Layout) -> Iterator[Entry]:
        """One entry for each person row; the rows between are named as notices."""
        plan = _plan(layout)
        for row in rows.rows_of(self.sheet, layout):
            if row.layout is not layout:
                layout, plan = row.layout, _plan(row.layout)
            if row.kind == rows.PERSON:
                yield self._read(row, plan)
            elif row.kind == rows.SERIAL:
                self.serial_only[row.kind] += 1
            else:
                self._skip(row)
        for code, count in self.serial_only.items():
            self.problems.append(Problem(self.sheet.name, 0, "", "", code, {"count": count}))

    def _skip(self, row: rows.Row) -> None:
        value = next((cells.shown(cell) for cell in row.cells if cell != ""), "")
        self.problems.append(Problem(self.sheet.name, row.number, "", value[:200], row.kind))
        if row.kind == rows.TABLE:
            self.problems.extend(_about_columns(self.sheet.name, row.layout))

    def _read(self, row: rows.Row, plan: list[tuple[int, Column, fields.Reader]]) -> Entry:
        entry = Entry(self.sheet.name, row.number, row.layout)
        draft = fields.Draft(entry, self.on, self.sheet.dates_from_1904)
        held = row.cells
        for index, column, read in plan:
            if index >= len(held):
                break
            cell = held[index]
            if cell == "":
                continue
            try:
                read(draft, cell, column)
            except BadCell as bad:
                self._name(entry, column.label, cells.shown(cell), bad.code, bad.details)
            if draft.notices:
                for code, details in draft.notices:
                    self._name(entry, column.label, cells.shown(cell), code, details)
                draft.notices = []
        for field_name, value, code, details in finishing.finish(draft):
            self._name(entry, row.layout.label(field_name), value, code, details)
        self._compare_community(draft)
        return entry

    def _name(
        self, entry: Entry, column: str, value: str, code: str, details: Mapping[str, object]
    ) -> None:
        if codes.CODES[code][0] == codes.ROW:
            entry.refused = True
        value = str(details.get("value", value))[:200]
        self.problems.append(Problem(entry.sheet, entry.number, column, value, code, details))

    def _compare_community(self, draft: fields.Draft) -> None:
        said = draft.community
        if not said or not self.community or said in self.other_communities:
            return
        short = self.community.removesuffix("社区").removesuffix("村")
        if short not in said:
            self.other_communities.add(said)
            label, entry = draft.entry.layout.label("community"), draft.entry
            self._name(entry, label, said, "other_community", {"community": self.community})


def _plan(layout: Layout) -> list[tuple[int, Column, fields.Reader]]:
    """The columns to read with their readers, from left to right."""
    found = [
        (column.index, column, read)
        for column in layout.columns
        if (read := fields.reader_of(column.field)) is not None
    ]
    return sorted(found, key=lambda part: part[0])
