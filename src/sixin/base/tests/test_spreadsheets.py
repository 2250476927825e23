"""Whatever a text begins with, a spreadsheet program takes it for text."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sixin.base import spreadsheets

FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
            "＝1+1", "＋1", "－1", "＠SUM(A1)", " =1", "\u3000=1", '=HYPERLINK("https://x.example")']  # fmt: skip
texts = some.text(alphabet=some.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))


def read_again(content: bytes) -> list[openpyxl.cell.Cell]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def written(texts: list[str]) -> bytes:
    out = io.BytesIO()
    with spreadsheets.workbook(out) as book:
        sheet = spreadsheets.add_sheet(book, "1")
        for number, text in enumerate(texts):
            sheet.write(number, 0, text)
            sheet.write_string(number, 1, text)
    return out.getvalue()


def test_a_workbook_computes_nothing_and_leads_nowhere():
    said = [*FORMULAS, "https://x.example", "mailto:x@x.example", "internal:A1", "{=1}", "0123"]
    cells = read_again(written(said))
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    assert [cell.value for cell in cells[::2]] == [
        text.replace("\r", "_x000D_") if "\r" in text else text for text in said
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_line_of_csv_begins_with_an_apostrophe(text: str):
    (cell,) = next(csv.reader(io.StringIO(spreadsheets.line([text]), newline="")))
    assert cell == f"'{text}"


@given(some.lists(texts | some.integers() | some.none(), min_size=1, max_size=4))
def test_a_line_can_be_read_again_and_no_cell_of_it_is_computed(cells: list[str | int | None]):
    (found,) = csv.reader(io.StringIO(spreadsheets.line(cells), newline=""))
    for before, after in zip(cells, found, strict=True):
        plain = "" if before is None else str(before)
        assert after in (plain, f"'{plain}")
        if isinstance(before, str):
            assert not after.lstrip(" \u3000\ufeff").startswith(spreadsheets.DANGEROUS)


def test_numbers_stay_numbers():
    assert spreadsheets.line([-5, 3, "-5"]) == "-5,3,'-5\r\n"


@given(some.lists(some.text(max_size=40), min_size=1, max_size=4))
def test_a_sheet_may_be_called_anything(names: list[str]):
    out = io.BytesIO()
    with spreadsheets.workbook(out) as book:
        for name in [*names, *names]:
            spreadsheets.add_sheet(book, name).write(0, 0, "x")
    assert len(openpyxl.load_workbook(io.BytesIO(out.getvalue())).sheetnames) == 2 * len(names)
