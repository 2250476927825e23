"""What columns are, from what stands in them, where headers do not say it."""

import re
from collections.abc import Callable

from sixin.registers.roster import cells, vocabulary
from sixin.registers.roster.layouts import UNKNOWN, Column, Layout
from sixin.registers.roster.sheets import Cell

Rows = list[tuple[int, list[Cell]]]
_ID = re.compile(r"\d{17}[\dXx]|\d{15}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ENOUGH = 0.8


def by_content(layout: Layout, top: Rows) -> None:
    """Give a column of ID numbers without a known header its field."""
    if layout.of("id_number"):
        return
    data = [row for row in top if row[0] >= layout.first_row]
    for column in layout.columns:
        if column.field == UNKNOWN and _share(data, column.index, is_id) >= _ENOUGH:
            column.field, column.confidence = "id_number", 0.5
            return


def headerless(top: Rows) -> Layout | None:
    """A layout for rows without any header: names and ID numbers must both be there to see."""
    width = max((len(row) for _n, row in top), default=0)
    data = [(number, row) for number, row in top if any(is_id(cell) for cell in row)]
    if not data:
        return None
    found: dict[str, int] = {}
    for index in range(width):
        for field, looks in (("id_number", is_id), ("name", _is_name), ("phone", _is_mobile)):
            if field not in found and _share(data, index, looks) >= _ENOUGH:
                found[field] = index
                break
    if not {"name", "id_number"} <= set(found):
        return None
    fields = {index: field for field, index in found.items()}
    columns = [
        Column(index, "", fields.get(index, UNKNOWN), 0.5 if index in fields else 0.0)
        for index in range(width)
    ]
    return Layout([], data[0][0], columns, guessed=True)


def _share(rows: Rows, index: int, looks: Callable[[Cell], bool]) -> float:
    held = [row[index] for _n, row in rows if index < len(row) and row[index] != ""]
    return sum(map(looks, held)) / len(held) if held else 0.0


def is_id(cell: Cell) -> bool:
    """Whether a cell is text that looks like an ID number."""
    return isinstance(cell, str) and bool(_ID.fullmatch(cells.text_of(cell)))


def _is_mobile(cell: Cell) -> bool:
    return bool(_MOBILE.fullmatch(cells.text_of(cell)))


def _is_name(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    text = cells.compact(cells.text_of(cell))
    return 2 <= len(text) <= 4 and bool({text[:1], text[:2]} & vocabulary.surnames())


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number or text of one."""
    return isinstance(cell, (int, float)) or cells.text_of(cell).isdigit()
