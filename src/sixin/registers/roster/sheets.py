"""A sheet as the rest of the import sees it: numbered rows of cells, merged cells filled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

Cell = str | float | int | bool | date | datetime | time | timedelta
Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class Sheet:
    """One sheet of a file. `source` yields its rows from the first, each a list from column A.

    merges: ((first row, first column), (last row, last column)), from 0. hidden_rows: from 1.
    broken_cells: addresses like "C7" whose formula failed. size: how many rows, for progress.
    """

    name: str
    source: Callable[[], Iterator[list[Cell]]]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    broken_cells: list[str] = field(default_factory=list)
    dates_from_1904: bool = False
    size: int = 0

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """(row number as Excel counts, cells), every cell of a merged range holding its value."""
        if self.merges:
            return _filled(self.source(), self.merges)
        return enumerate(self.source(), 1)

    def top(self, count: int) -> list[tuple[int, list[Cell]]]:
        """The first `count` rows that hold anything."""
        return list(
            islice(((n, cells) for n, cells in self.rows() if any(map(holds, cells))), count)
        )


def holds(cell: Cell) -> bool:
    """Whether there is anything in a cell. False and 0 are something."""
    return cell != "" if not isinstance(cell, str) else not (cell == "" or cell.isspace())


def letter_of(column: int) -> str:
    """0 → "A", 27 → "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _filled(rows: Iterator[list[Cell]], merges: list[Merge]) -> Iterator[tuple[int, list[Cell]]]:
    """A row has no more merged ranges than cells; more could only be meant to keep us busy."""
    waiting = sorted(merges, reverse=True)
    active: list[tuple[Merge, Cell]] = []
    for index, cells in enumerate(rows):
        active = [(merge, value) for merge, value in active if merge[1][0] >= index]
        while waiting and waiting[-1][0][0] <= index:
            merge = waiting.pop()
            column = merge[0][1]
            if merge[0][0] == index and column < len(cells) > len(active):
                active.append((merge, cells[column]))
        for ((_top, left), (_bottom, right)), value in active:
            for column in range(left, min(right + 1, len(cells))):
                if cells[column] == "":
                    cells[column] = value
        yield index + 1, cells
