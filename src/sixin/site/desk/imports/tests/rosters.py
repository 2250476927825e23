"""Rosters as offices send them, made for these tests."""

import zipfile
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEADER = ["姓名", "身份证号", "性别", "出生日期", "联系电话", "家庭住址", "独居", "宗教信仰"]
ZHANG = ["张桂兰", "", "女", "1941.3.5", "13909770011", "3号楼2单元501", "√", "无"]
LI = ["李国庆", "", "男", "1947年10月", "13909770012", "3号楼1单元202", "", ""]
WRONG = ["马兰", "632801194203050001", "女", "", "", "5号楼1单元301", "", ""]
UNSURE = ["赵玉珍", "", "？", "1950-01-02", "无人接", "5号楼1单元302", "", ""]


def workbook(*rows: list[Any], header: list[Any] | None = HEADER) -> bytes:
    """An .xlsx with a title above its header and a total row below its people."""
    book, out = Workbook(), BytesIO()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["育红巷社区老人台账"])
    if header:
        sheet.append(header)
    for row in rows:
        sheet.append(row)
    sheet.append(["合计", f"{len(rows)}人"])
    book.save(out)
    return out.getvalue()


def broken() -> bytes:
    """What looks like an .xlsx from outside."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    return out.getvalue()


def upload(content: bytes, name: str = "张桂兰家的名册.xlsx") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, content)
