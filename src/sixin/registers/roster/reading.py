"""From a file to its sheets. A file that cannot be read is a sentence, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sixin.registers.roster import kinds, old_excel, text_tables, unpacking
from sixin.registers.roster.problems import Problem, UnreadableFile
from sixin.registers.roster.sheets import Cell, Sheet

MOST_MEGABYTES: Final = 50
_ENDINGS = {
    ".xlsx": kinds.XLSX,
    ".xlsm": kinds.XLSX,
    ".xls": kinds.XLS,
    ".et": kinds.XLS,
    ".csv": kinds.TEXT,
    ".txt": kinds.TEXT,
    ".tsv": kinds.TEXT,
    ".html": kinds.HTML,
    ".htm": kinds.HTML,
}


@dataclass(slots=True)
class File:
    """kind: what it really is. notices: what a person should know of the file as a whole."""

    name: str
    kind: str
    sheets: list[Sheet]
    notices: list[Problem]


def read(file: Path | bytes, name: str = "") -> File:
    """Read a spreadsheet by its content, whatever its name ends with.

    file: a path or the bytes. Sheets are read row by row as they are asked for.
    Raises UnreadableFile: empty, damaged, with a password, too big, or no spreadsheet.
    """
    content = _bytes_of(file) if isinstance(file, Path) else file
    name = name or (file.name if isinstance(file, Path) else "")
    if len(content) > MOST_MEGABYTES * 1024 * 1024:
        raise UnreadableFile("file_too_big", most=MOST_MEGABYTES)
    kind = kinds.kind_of(content)
    if kind.startswith("file_"):
        raise UnreadableFile(kind)
    if kind == kinds.XLSX:
        sheets = _workbook(content)
    elif kind == kinds.XLS:
        sheets = _old_workbook(content)
    else:
        sheets = _texts(text_tables.decoded(content), kind)
    return File(name, kind, sheets, _about_kind(name, kind))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_MEGABYTES * 1024 * 1024:
            raise UnreadableFile("file_too_big", most=MOST_MEGABYTES)
        return path.read_bytes()
    except OSError as why:
        raise UnreadableFile("file_not_found", path=str(path)) from why


def _about_kind(name: str, kind: str) -> list[Problem]:
    expected = _ENDINGS.get(Path(name).suffix.lower(), kind)
    if kind == kinds.HTML and expected != kind:
        return [Problem("", 0, "", name, "read_as_html")]
    if expected != kind:
        return [Problem("", 0, "", name, "read_by_content", {"kind": kind})]
    return []


def _old_workbook(content: bytes) -> list[Sheet]:
    found = []
    for answer in old_excel.answer_of(content):
        if "error" in answer:
            raise UnreadableFile(answer["error"])
        _check_size(answer["name"], answer["end"])
        lines: list[bytes] = answer["rows"]
        merges = [
            ((top, left), (bottom, right)) for (top, left), (bottom, right) in answer["merges"]
        ]
        found.append(
            Sheet(answer["name"], _Lines(lines), merges, answer["hidden"], size=len(lines))
        )
    return found


@dataclass(slots=True)
class _Lines:
    """Rows of an old workbook, as often as asked."""

    lines: list[bytes]

    def __call__(self) -> Iterator[list[Cell]]:
        return map(old_excel.cells_of, self.lines)


def _workbook(content: bytes) -> list[Sheet]:
    inside = unpacking.look_into(content)
    with _kindly():
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        pages = [page for page in book.sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
        found = []
        for page in pages:
            sheet = book.get_sheet_by_name(page.name)
            _check_size(page.name, sheet.end)
            merges = list(sheet.merged_cell_ranges or [])
            part = inside.parts.get(inside.parts_of.get(page.name, ""), unpacking.Hidden())
            found.append(
                Sheet(
                    page.name,
                    _Rows(sheet),
                    merges,
                    page.visible != SheetVisibleEnum.Visible,
                    part.rows,
                    part.errors,
                    inside.from_1904,
                    sheet.total_height,
                )
            )
    return found


@dataclass(slots=True)
class _Rows:
    """Rows of a workbook's sheet, as often as asked; columns counted from A."""

    sheet: CalamineSheet

    def __call__(self) -> Iterator[list[Cell]]:
        start = self.sheet.start
        margin: list[Cell] = [""] * (start[1] if start else 0)
        with _kindly():
            for row in self.sheet.iter_rows():
                yield [*margin, *row] if margin else row


@contextmanager
def _kindly() -> Iterator[None]:
    """Turns whatever the reader of workbooks raises, panics included, into a sentence."""
    try:
        yield
    except PasswordError as why:
        raise UnreadableFile("file_encrypted") from why
    except (CalamineError, ValueError, OSError, OverflowError, MemoryError) as why:
        raise UnreadableFile("file_damaged") from why
    except BaseException as why:
        if type(why).__name__ != "PanicException":
            raise
        raise UnreadableFile("file_damaged") from why


def _check_size(name: str, end: tuple[int, int] | None) -> None:
    rows, columns = (end[0] + 1, end[1] + 1) if end else (0, 0)
    if rows > unpacking.MOST_ROWS:
        raise UnreadableFile("file_too_many_rows", sheet=name, count=rows, most=unpacking.MOST_ROWS)
    if columns > unpacking.MOST_COLUMNS:
        raise UnreadableFile(
            "file_too_many_columns", sheet=name, count=columns, most=unpacking.MOST_COLUMNS
        )


def _texts(text: str, kind: str) -> list[Sheet]:
    if kind == kinds.HTML:
        tables = text_tables.html_tables(text)
        if not tables:
            raise UnreadableFile("file_not_a_spreadsheet")
        return [
            Sheet(f"{index}", tables[index - 1].__iter__, size=len(tables[index - 1]))
            for index in range(1, len(tables) + 1)
        ]
    rows = sum(1 for _ in text_tables.csv_rows(text))
    _check_size("1", (rows - 1, 0))
    return [Sheet("1", lambda: text_tables.csv_rows(text), size=rows)]
