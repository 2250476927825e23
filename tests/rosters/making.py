"""Makes the files of the corpus: .xlsx, .xls, .csv and what pretends to be one."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import openpyxl
import xlwt
from stdnum.cn import ric

Rows = Sequence[Sequence[Any]]
# (sheet, row, column, value, code)
Found = tuple[str, int, str, str, str]
HEADER = ["姓名", "身份证号", "家庭住址"]


@dataclass
class Case:
    """A file and what importing it into 育红巷社区, empty, on 2026-11-23 must report.

    problems, notices: as (sheet, row, column, value, code). people: what stands in the register
    afterwards, as far as the case cares, from `looks`.
    """

    name: str
    file: str
    content: bytes
    rows: int
    created: int
    rejected: int = 0
    unchanged: int = 0
    problems: list[Found] = field(default_factory=list)
    notices: list[Found] = field(default_factory=list)
    looks: Callable[[Any], Any] | None = None
    people: list[Any] = field(default_factory=list)


def id_number(born: str, sequence: int = 22, region: str = "632801") -> str:
    """A valid number: "19410305" and an even sequence for a woman."""
    core = f"{region}{born}{sequence:03}"
    return core + ric.calc_check_digit(core + "0")


ZHANG, WANG, LI, MA = (
    id_number("19410305", 22),
    id_number("19380911", 41),
    id_number("19501224", 63),
    id_number("19440617", 108),
)
# Four people whom most cases are about.
FOUR = [
    ["张秀英", ZHANG, "3号楼2单元501"],
    ["王建国", WANG, "3号楼1单元101"],
    ["李文明", LI, "5号楼3单元302"],
    ["马桂兰", MA, "5号楼3单元401"],
]


def xlsx(
    sheets: dict[str, Rows] | Rows,
    *,
    merges: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_sheets: Sequence[str] = (),
    formats: dict[str, str] | None = None,
    from_1904: bool = False,
) -> bytes:
    """A workbook; `merges` and `hidden_rows` on its first sheet. formats: {cell: number format}."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if from_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for name, rows in (sheets if isinstance(sheets, dict) else {"老人": sheets}).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden_sheets:
            sheet.sheet_state = "hidden"
    first = book.worksheets[0]
    for cells in merges:
        first.merge_cells(cells)
    for row in hidden_rows:
        first.row_dimensions[row].hidden = True
    for cell, form in (formats or {}).items():
        first[cell].number_format = form
    return _saved(book)


def xls(rows: Rows, *, merges: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """A workbook of Excel 97. merges: (first row, last row, first column, last column), from 0."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("老人")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    covered = {
        (r, c) for r1, r2, c1, c2 in merges for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)
    }
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            if cell is None or (number, index) in covered:
                continue
            sheet.write(number, index, cell, *([day] if isinstance(cell, date) else []))
    for top, bottom, left, right in merges:
        sheet.write_merge(top, bottom, left, right, rows[top][left])
    return _saved(book)


def text(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A .csv file."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


def _saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_number(people: Any) -> list[Any]:
    """The people in the order of their ID numbers, which the database cannot sort."""
    return sorted(people, key=lambda person: (person.id_number or "", person.name))


def names(people: Any) -> list[Any]:
    """Everybody's name, in the order of the ID number."""
    return [person.name for person in by_number(people)]
