"""Reads a workbook of Excel 97 in a process of its own, under a limit of memory and time.

The format says where each cell stands, so one flipped bit can make any reader ask for more memory
than there is, and that ends a process. `answer_of` runs this file as a script and reads its answer:
one line of JSON for each sheet, then one for each of its rows; or {"error": code}.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

MOST_MEMORY: Final = 2 * 1024**3
MOST_SECONDS: Final = 60
MOST_CELLS: Final = 65_536 * 256


def answer_of(content: bytes) -> list[dict[str, Any]]:
    """[{name, hidden, merges, rows: [line of JSON]}], or [{"error": a code of `FILE_CODES`}]."""
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-I", __file__],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return [{"error": "file_damaged"}]
    found: list[dict[str, Any]] = []
    lines = iter(child.stdout.splitlines())
    for line in lines:
        sheet: dict[str, Any] = json.loads(line)
        if "error" in sheet:
            return [sheet]
        sheet["rows"] = [next(lines) for _ in range(sheet["rows"])]
        found.append(sheet)
    return found


def cells_of(line: bytes) -> list[Any]:
    """A row again from its line."""
    row: list[Any] = json.loads(line, object_hook=_day_again)
    return row


def _day_again(found: dict[str, str]) -> date:
    if "day" in found:
        return date.fromisoformat(found["day"])
    return datetime.fromisoformat(found["moment"])


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return cell.isoformat() if isinstance(cell, time) else str(cell)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _sheets(content: bytes) -> Iterator[tuple[dict[str, Any], Iterator[list[Any]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for page in book.sheets_metadata:
        if page.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(page.name)
        height, width = sheet.total_height, sheet.total_width
        if height * width > MOST_CELLS:
            raise MemoryError
        head = {
            "name": page.name,
            "hidden": page.visible != SheetVisibleEnum.Visible,
            "merges": list(sheet.merged_cell_ranges or []),
            "end": sheet.end,
        }
        margin = [""] * (sheet.start[1] if sheet.start else 0)
        yield head, (margin + row for row in sheet.iter_rows())


def _main() -> None:
    _limit_memory()
    from python_calamine import CalamineError, PasswordError

    try:
        lines = []
        for head, rows in _sheets(sys.stdin.buffer.read()):
            lines_of_rows = [json.dumps(row, default=_plain) for row in rows]
            head["rows"] = len(lines_of_rows)
            lines += [json.dumps(head), *lines_of_rows]
    except PasswordError:
        lines = [json.dumps({"error": "file_encrypted"})]
    except (CalamineError, ValueError, OSError, OverflowError, MemoryError):
        lines = [json.dumps({"error": "file_damaged"})]
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    _main()
