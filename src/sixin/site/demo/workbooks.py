"""Rosters written as workbooks: merged titles, headers of two rows, a total, a note at the end."""

from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sixin.base import spreadsheets
from sixin.site.demo.rosters import Roster, Row

_WIDTHS = {
    "身份证号码": 21,
    "证件号码": 21,
    "家庭住址": 20,
    "住址": 18,
    "所属网格": 17,
    "网格": 17,
    "人员类别": 18,
}
_NOTE = "注：以上信息由网格员入户核对，如有变动请及时告知社区。"


def written(roster: Roster) -> bytes:
    """A roster as a workbook; in memory, as everything with people in it."""
    out = BytesIO()
    book = spreadsheets.workbook(out)
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter"})
    day = book.add_format({"num_format": "yyyy/m/d", "border": 1})
    cell = book.add_format({"border": 1})
    for name, rows in roster.sheets:
        sheet = book.add_worksheet(name)
        width = len(roster.header) - 1
        sheet.merge_range(0, 0, 0, width, roster.title, title)
        sheet.merge_range(1, 0, 1, width, roster.told_by)
        first = _header(sheet, roster.header, head)
        for offset, row in enumerate(rows):
            _row(sheet, first + offset, _numbered(row, offset, roster), cell, day)
        _end(sheet, first + len(rows), len(rows), width, roster.hidden and first + 3)
    book.close()
    return out.getvalue()


def _header(sheet: Worksheet, header: list[tuple[str, str]], head: Format) -> int:
    """Groups are merged over their columns, single columns over both rows. The first row of people."""
    two_rows = any(lower for _upper, lower in header)
    for column, (upper, lower) in enumerate(header):
        sheet.set_column(column, column, _WIDTHS.get(upper, 11))
        if not two_rows:
            sheet.write_string(2, column, upper, head)
        elif not lower:
            sheet.merge_range(2, column, 3, column, upper, head)
        else:
            sheet.write_string(3, column, lower, head)
    if two_rows:
        grouped = [column for column, (_upper, lower) in enumerate(header) if lower]
        sheet.merge_range(2, grouped[0], 2, grouped[-1], header[grouped[0]][0], head)
    return 4 if two_rows else 3


def _numbered(row: Row, offset: int, roster: Roster) -> Row:
    return [offset + 1, *row[1:]] if roster.header[0][0] == "序号" else row


def _row(sheet: Worksheet, number: int, row: Row, cell: Format, day: Format) -> None:
    for column, value in enumerate(row):
        _cell(sheet, number, column, value, cell, day)


def _cell(sheet: Worksheet, row: int, column: int, value: Any, cell: Format, day: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, cell)
    elif value:
        sheet.write_string(row, column, value, cell)
    else:
        sheet.write_blank(row, column, None, cell)


def _end(sheet: Worksheet, row: int, count: int, width: int, hidden: int) -> None:
    sheet.write_string(row, 0, "合计")
    sheet.write_number(row, 1, count)
    sheet.merge_range(row + 1, 0, row + 1, width, _NOTE)
    if hidden:
        for number in (hidden, hidden + 1):
            sheet.set_row(number, None, None, {"hidden": True})
