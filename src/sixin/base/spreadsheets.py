"""Tables for spreadsheet programs in which text stays text, whatever it begins with.

A cell that begins with `=` is computed by the program that opens it, and may call others. So every
workbook and every line of CSV that leaves this program is made here.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

# What begins a formula; the wide ones in programs that are set to Chinese or Japanese.
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK: Final = "\ufeff"  # in front of a CSV, so that Excel takes it for UTF-8
# In memory: the library's own temporary files would hold names in clear.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME: Final = 31


def workbook(target: IO[bytes] | Path) -> xlsxwriter.Workbook:
    """A new workbook that takes strings for text alone; closing it writes it to `target`."""
    return xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, _OPTIONS)


def add_sheet(book: Any, name: str) -> Worksheet:
    """A sheet of that name, without what no name may hold, and with a number if it is taken."""
    plain = _NAME.sub(" ", name).strip(" '")[:_LONGEST_NAME].strip(" '") or "1"
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    found, number = plain, 1
    while found.lower() in taken or found.lower() == "history":
        number += 1
        end = f" {number}"
        found = plain[: _LONGEST_NAME - len(end)] + end
    return book.add_worksheet(found)


def line(cells: Iterable[str | int | float | None]) -> str:
    """One line of CSV with its end; text that a program would compute begins with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def _harmless(cell: str | int | float | None) -> str | int | float | None:
    """A space or mark before the sign does not make it harmless: some programs take it away."""
    bare = cell.lstrip(" \u3000\ufeff") if isinstance(cell, str) else ""
    return f"'{cell}" if bare.startswith(DANGEROUS) else cell
