"""Which row is the header, and which column is what."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from sixin.registers.roster import cells, guessing, vocabulary, wording
from sixin.registers.roster.layouts import REPEATABLE, REPEATED, UNKNOWN, Column, Layout
from sixin.registers.roster.sheets import Cell, Sheet, holds

MOST_TITLE_ROWS: Final = 30
MOST_HEADER_ROWS: Final = 3
_LONG_NUMBER: Final = 10_000
_DATA_LIKE = re.compile(r"\d{7,}|^\d{4}[-./年]\d{1,2}(?:月|[-./月]\d{1,2}日?)?$")


def layout_of(sheet: Sheet, mapping: Mapping[int, str] | None = None) -> Layout | None:
    """Find the header of a sheet under its titles; None where there is no roster.

    mapping: {column index: field} as a person corrected it; it wins over what was read.
    """
    top = sheet.top(MOST_TITLE_ROWS + MOST_HEADER_ROWS)
    found = best_header(top)
    if found is None:
        found = guessing.headerless(top) if not mapping else _first_row_as_header(top)
    if found is None:
        return None
    return settled(found, top, mapping)


def settled(
    found: Layout, rows: list[tuple[int, list[Cell]]], mapping: Mapping[int, str] | None = None
) -> Layout | None:
    """The layout with one column for each field, content and `mapping` considered."""
    _settle(found.columns)
    guessing.by_content(found, rows)
    for column in found.columns:
        if mapping and column.index in mapping:
            column.field, column.confidence = mapping[column.index], 2
    return found if found.of("name") else None


def best_header(rows: list[tuple[int, list[Cell]]]) -> Layout | None:
    """The header among the first rows: the block of one to three that says most."""
    best: tuple[int, Layout] | None = None
    for start in range(min(len(rows), MOST_TITLE_ROWS)):
        for depth in range(1, MOST_HEADER_ROWS + 1):
            block = rows[start : start + depth]
            if len(block) < depth or any(map(is_data, (cells for _n, cells in block))):
                break
            found = _read(block)
            score = _score(found)
            if score and (best is None or score > best[0]):
                best = (score, found)
        if best and start > best[1].header_rows[-1]:
            break
    return best[1] if best else None


def is_data(cells: list[Cell]) -> bool:
    """Whether a row holds what headers never do: long numbers or dates. A lone cell is a title."""
    return any(map(_looks_like_data, cells)) and len({str(c) for c in cells if holds(c)}) > 1


def _looks_like_data(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(_DATA_LIKE.search(cell.strip()))
    if isinstance(cell, (int, float)):
        return abs(cell) >= _LONG_NUMBER
    return True


def _read(block: list[tuple[int, list[Cell]]]) -> Layout:
    width = max(len(cells) for _n, cells in block)
    columns: list[Column] = []
    texts: dict[int, set[str]] = {}
    left = ""
    for index in range(width):
        parts = [_text(cells[index]) if index < len(cells) else "" for _n, cells in block]
        child = next((part for part in reversed(parts) if part), "")
        above = parts[0] if len(parts) > 1 and parts[0] != child else ""
        left = above or (left if len(parts) > 1 and not parts[0] and child else "")
        name, confidence, relation = wording.field_of(child, left) if child else (UNKNOWN, 0.0, "")
        header = f"{left} {child}" if left and left != child else child
        if child:
            columns.append(Column(index, header, name, confidence, relation))
            texts[index] = {vocabulary.plain(part) for part in parts if part}
    numbers = [number for number, _cells in block]
    return Layout(numbers, numbers[-1] + 1, columns, texts=texts)


def _text(cell: Cell) -> str:
    return " ".join(cells.shown(cell).split()) if holds(cell) else ""


def _score(layout: Layout) -> int:
    """Columns that are understood, if a name or ID number is among them and they are not a title."""
    known = {c.field for c in layout.columns if c.confidence >= 0.85 and len(c.header) < 30}
    headers = {c.header for c in layout.columns}
    if not known & {"name", "id_number"} or len(known) < 2 or len(headers) < 2:
        return 0
    understood = sum(c.confidence >= 0.85 for c in layout.columns)
    return len(known) * 100 + understood * 10 - len(layout.header_rows)


def _first_row_as_header(top: list[tuple[int, list[Cell]]]) -> Layout | None:
    return _read(top[:1]) if top else None


def _settle(columns: list[Column]) -> None:
    """One column for each field: the surest, then the leftmost; others become unknown."""
    _contact_phones(columns)
    for column in columns:
        if column.field in REPEATABLE or column.confidence > 1:
            continue
        rivals = [o for o in columns if (o.field, o.relation) == (column.field, column.relation)]
        best = max(rivals, key=lambda other: other.confidence)
        for other in rivals:
            if other is not best:
                other.field, other.confidence = REPEATED, 0.0


def _contact_phones(columns: list[Column]) -> None:
    """A plain 电话 right behind the contact's name is the contact's, unless that one has its own."""
    if any(column.field == "contact_phone" for column in columns):
        return
    for before, column in pairwise(columns):
        near = before.field in ("contact_name", "contact_relation")
        if near and column.field == "phone" and column.confidence < 2:
            plain = vocabulary.plain(column.header)
            if not plain.startswith(vocabulary.prefixes("elder_prefix")):
                column.field, column.confidence = "contact_phone", 0.7
