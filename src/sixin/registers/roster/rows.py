"""What each row of a sheet is: a person, or one of the many things that only look like one."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from sixin.registers.roster import guessing, headers, vocabulary
from sixin.registers.roster.layouts import IGNORED, REPEATED, UNKNOWN, Layout
from sixin.registers.roster.sheets import Cell, Sheet, holds

PERSON, BLANK, SERIAL = "person", "blank", "serial_only"
HEADER, TABLE = "header_repeated", "second_table"
TOTAL, SECTION, FOOTNOTE, EXAMPLE = "total_row", "section_row", "footnote", "example_row"
_UNREAD = (IGNORED, UNKNOWN, REPEATED)
_TOTAL_TAIL = re.compile(r"[:：]?(共|为|有)?\d*\s*(人|户|名|位|条)?$")


@dataclass(slots=True)
class Row:
    """number: as Excel counts. kind: one of this module's constants."""

    number: int
    cells: list[Cell]
    layout: Layout
    kind: str


def rows_of(sheet: Sheet, layout: Layout) -> Iterator[Row]:
    """Every row of the sheet below its header that is not blank, with the layout that holds there."""
    rows, waiting = sheet.rows(), deque[tuple[int, list[Cell]]]()
    while True:
        number, cells = waiting.popleft() if waiting else next(rows, (0, []))
        if not number:
            return
        if number < layout.first_row:
            continue
        kind = kind_of(cells, layout)
        if kind == TABLE:
            waiting.extend(
                row
                for _ in range(headers.MOST_HEADER_ROWS - 1 - len(waiting))
                if (row := next(rows, None))
            )
            new = _table_at(number, cells, list(waiting))
            kind = _kind_of_table(layout, new)
            layout = new or layout
        if kind != BLANK:
            yield Row(number, cells, layout, kind)


def kind_of(cells: list[Cell], layout: Layout) -> str:
    """What a row is. Only a person is counted; a blank row is not worth a word."""
    name, number = _at(cells, layout, "name"), _at(cells, layout, "id_number")
    if isinstance(number, str) and len(number) in (15, 18) and number[:14].isdigit() and name != "":
        return EXAMPLE if _is_example(cells) else PERSON
    held = [cell for cell in cells if holds(cell)]
    if not held:
        return BLANK
    words = [vocabulary.plain(cell) for cell in held if isinstance(cell, str) and len(cell) < 40]
    if any(map(_is_header_word, words)):
        return _kind_of_header(cells, layout, held)
    if not guessing.is_id(number) and any(map(_is_total, words)):
        return TOTAL
    return _by_place(cells, layout, held)


def _by_place(cells: list[Cell], layout: Layout, held: list[Cell]) -> str:
    first = held[0]
    alone = isinstance(first, str) and all(cell == first for cell in held)
    wide = alone and len(held) > 2
    if not wide and _holds_any(cells, layout):
        return EXAMPLE if _is_example(cells) else PERSON
    if isinstance(first, str) and _is_footnote(first):
        return FOOTNOTE
    return SECTION if alone and not guessing.is_number(first) else SERIAL


def _holds_any(cells: list[Cell], layout: Layout) -> bool:
    """Whether anything that we read is there; a footnote that spills into a read column is not."""
    read = [c for c in layout.columns if c.field not in _UNREAD and c.index < len(cells)]
    there = [cells[c.index] for c in read if holds(cells[c.index])]
    name = _at(cells, layout, "name")
    if not there or (len(there) < 3 and any(isinstance(c, str) and _is_footnote(c) for c in cells)):
        return bool(there) and holds(name) and not _is_footnote(str(name)) and len(there) > 1
    return True


def _kind_of_header(cells: list[Cell], layout: Layout, held: list[Cell]) -> str:
    alike = sum(
        vocabulary.plain(cell) in layout.texts.get(index, ())
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and holds(cell)
    )
    if alike >= 2 and alike * 10 >= len(held) * 6:
        return HEADER
    if headers.is_data(cells):
        return PERSON
    return TABLE


def _table_at(number: int, cells: list[Cell], after: list[tuple[int, list[Cell]]]) -> Layout | None:
    block = [(number, cells), *after]
    found = headers.best_header(block)
    if found is None or found.header_rows[0] != number:
        return None
    return headers.settled(found, block)


def _kind_of_table(old: Layout, new: Layout | None) -> str:
    if new is None:
        return PERSON
    same = [(c.index, c.field) for c in old.columns] == [(c.index, c.field) for c in new.columns]
    return HEADER if same else TABLE


def _at(cells: list[Cell], layout: Layout, field: str) -> Cell:
    index = layout.index_of(field)
    return cells[index] if 0 <= index < len(cells) else ""


def _is_header_word(word: str) -> bool:
    return vocabulary.synonyms().get(word) in ("name", "id_number")


def _is_total(word: str) -> bool:
    bare = _TOTAL_TAIL.sub("", word)
    return bare in vocabulary.words("total")


def _is_footnote(text: str) -> bool:
    word = re.split(r"[:：]", text.strip(), maxsplit=1)
    return len(word) > 1 and vocabulary.plain(word[0]) in vocabulary.words("footnote")


def _is_example(cells: list[Cell]) -> bool:
    first = cells[0]
    return isinstance(first, str) and vocabulary.plain(first) in vocabulary.words("example")
