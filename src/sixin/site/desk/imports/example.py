"""A small roster to start from, made when somebody asks for it."""

import csv
from io import BytesIO
from pathlib import Path
from typing import Final

from sixin.base import spreadsheets
from sixin.registers import names

_ROWS: Final = Path(names.__file__).parent / "data" / "roster_example.csv"
_WIDTH, _ID_WIDTH = 12, 22


def workbook(taken: str = "") -> bytes:
    """An .xlsx with a header, three invented people and long numbers as text.

    taken: who took it and when, for its properties: a line in it would be imported.
    """
    out = BytesIO()
    book = spreadsheets.workbook(out)
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    with _ROWS.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.reader(file)):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell, text if number else head)
    sheet.set_column(0, 20, _WIDTH, text)
    sheet.set_column(2, 2, _ID_WIDTH, text)
    sheet.freeze_panes(1, 0)
    book.set_properties({"comments": taken})
    book.close()
    return out.getvalue()
