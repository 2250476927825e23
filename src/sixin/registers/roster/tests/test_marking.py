"""The workbook of refused rows: marked, harmless, ready to be mended and imported again."""

import io
from datetime import datetime

import openpyxl
import pytest

from sixin.registers.models import Area, Member, Person
from sixin.registers.roster import actions, marked
from sixin.registers.roster.tests.sheets_made import WANG, ZHANG, id_number, roster

ROWS = [
    {"姓名": "张秀英", "身份证号": ZHANG, "电话": "12345"},
    {"姓名": "王建国", "身份证号": WANG},
    {"姓名": "=1+1", "身份证号": "6.32801E+17"},
]


@pytest.fixture
def returned(community: Area, li_wei: Member, now: datetime):
    """The only sheet of the workbook that comes back for ROWS."""
    file = roster(*ROWS)
    report = actions.apply(file=file, community=community, by=li_wei, now=now)
    content = marked.workbook(file=file, report=report)
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_only_rows_with_something_to_mend_come_back(returned):
    assert [row[0].value for row in returned.iter_rows(min_row=2)] == ["张秀英", "=1+1"]
    assert [row[9].value for row in returned.iter_rows()] == ["原表行号", "2", "4"]


def test_the_cell_is_marked_and_says_why(returned):
    assert returned["C2"].fill.fgColor.rgb == "FFFBE7C2"
    assert returned["B3"].fill.fgColor.rgb == "FFF6D5D3"
    assert returned["B2"].fill.fgColor.rgb == "00000000"
    assert returned["C2"].comment.text == "“12345”不像电话号码。手机写 11 位，座机写上区号。"
    assert returned["K2"].value == "C 电话: “12345”不像电话号码。手机写 11 位，座机写上区号。"


def test_nothing_in_it_runs(returned):
    assert returned["A3"].data_type == "s"
    assert returned["B2"].number_format == "@"


def test_mended_it_goes_in(returned, community: Area, li_wei: Member, now: datetime):
    returned["C2"], returned["A3"], returned["B3"] = "13909771234", "李文明", id_number("19501224")
    target = io.BytesIO()
    returned.parent.save(target)
    report = actions.apply(file=target.getvalue(), community=community, by=li_wei, now=now)
    assert (report.rows, report.created, report.updated, report.rejected) == (2, 1, 1, 0)
    assert Person.objects.get(name="张秀英").phone == "13909771234"
