"""A workbook of what was refused: the rows as found, the cells marked, the reason beside them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from sixin.base import spreadsheets
from sixin.registers.roster import cells, headers, parsing, reading, rows, vocabulary
from sixin.registers.roster.layouts import Column, Layout
from sixin.registers.roster.parsing import MappingOfSheets
from sixin.registers.roster.problems import ROW, Problem
from sixin.registers.roster.report import Report
from sixin.registers.roster.sheets import Sheet

_MOST_COMMENTS: Final = 2000
_WIDTH: Final = 18
_FOOT: Final = 250  # letters that a foot may hold
_SAID_BY_PERSON: Final = 2


def workbook(
    *,
    file: Path | bytes,
    report: Report,
    name: str = "",
    mapping: MappingOfSheets | None = None,
    taken: str = "",
    shown: Callable[[str], str] = str,
) -> bytes:
    """An .xlsx to correct and to import again, holding only rows with refused rows or cells.

    Each row keeps its columns; then come its number in the file and the reasons with how to mend.
    Every cell is written as text, so that nothing in it can run as a formula and no ID number loses
    digits. taken: who took it, for its foot and properties; shown: how a cell's text is to be
    shown. Raises UnreadableFile.
    """
    by_sheet: dict[str, dict[int, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in report.problems:
        by_sheet[problem.sheet][problem.row].append(problem)
    target = BytesIO()
    book = spreadsheets.workbook(target)
    for sheet in reading.read(file, name).sheets:
        if by_sheet[sheet.name]:
            page = _Page(book, sheet.name, by_sheet[sheet.name], shown, taken)
            page.fill(sheet, headers.layout_of(sheet, parsing.said_of(sheet, mapping)))
    if not book.worksheets():
        book.add_worksheet().write_string(0, 0, _("没有被退回的行。"))
    book.set_properties({"comments": taken})
    book.close()
    return target.getvalue()


@dataclass
class _Page:
    """One sheet of the workbook."""

    book: Any
    name: str
    problems: dict[int, list[Problem]]
    shown: Callable[[str], str]
    taken: str
    line: int = 0
    comments: int = 0
    under: Layout | None = None
    formats: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = spreadsheets.add_sheet(self.book, self.name)
        plain = {"num_format": "@", "text_wrap": True, "valign": "top"}
        self.formats = {
            "plain": self.book.add_format(plain),
            "head": self.book.add_format({**plain, "bold": True, "bottom": 1}),
            "row": self.book.add_format({**plain, "bg_color": "#F6D5D3"}),
            "cell": self.book.add_format({**plain, "bg_color": "#FBE7C2"}),
        }

    def fill(self, sheet: Sheet, layout: Layout | None) -> None:
        """Write the header, and again where another table begins, and the rows with problems."""
        if layout is None:
            return
        for row in rows.rows_of(sheet, layout):
            if row.kind == rows.PERSON and row.number in self.problems:
                if row.layout is not self.under:
                    self._head(row.layout)
                self._row(row)
        self.sheet.freeze_panes(1, 0)
        if self.taken:
            self.sheet.set_footer("&L" + self.taken.replace("&", "&&")[:_FOOT])

    def _head(self, layout: Layout) -> None:
        self.under = layout
        self.width = max(column.index for column in layout.columns) + 1
        for column in layout.columns:
            self.sheet.write_string(self.line, column.index, _header(column), self.formats["head"])
        self.sheet.write_string(self.line, self.width, _("原表行号"), self.formats["head"])
        self.sheet.write_string(self.line, self.width + 1, _("原因和改法"), self.formats["head"])
        self.sheet.set_column(0, self.width, _WIDTH)
        self.sheet.set_column(self.width + 1, self.width + 1, _WIDTH * 4)
        self.line += 1

    def _row(self, row: rows.Row) -> None:
        found = self.problems[row.number]
        marks = {problem.column: problem for problem in found}
        labels = {column.index: column.label for column in row.layout.columns}
        for index, cell in enumerate(row.cells[: self.width]):
            problem = marks.get(labels.get(index, ""))
            style = self.formats["plain" if problem is None else _style(problem)]
            self.sheet.write_string(self.line, index, self.shown(cells.shown(cell)), style)
            if problem and self.comments < _MOST_COMMENTS:
                self.comments += 1
                message = self.shown(problem.message)
                self.sheet.write_comment(self.line, index, message, {"x_scale": 2})
        reasons = self.shown("\n".join(_reason(problem) for problem in found))
        worst = "row" if any(problem.severity == ROW for problem in found) else "cell"
        self.sheet.write_string(self.line, self.width, str(row.number), self.formats["plain"])
        self.sheet.write_string(self.line, self.width + 1, reasons, self.formats[worst])
        self.line += 1


def _style(problem: Problem) -> str:
    return "row" if problem.severity == ROW else "cell"


def _reason(problem: Problem) -> str:
    return f"{problem.column}: {problem.message}" if problem.column else problem.message


def _header(column: Column) -> str:
    """The header as it was, or our word for it where the file did not say it itself."""
    if column.header and column.confidence < _SAID_BY_PERSON:
        return column.header
    return vocabulary.word_for(column.field) or column.header
