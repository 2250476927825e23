"""The people list as an Excel workbook: text stays text, and the file says who took it and when."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from xlsxwriter.worksheet import Worksheet

from sixin.base import clock, spreadsheets
from sixin.site.desk.people.filters import LEVEL_WORDS, Filters
from sixin.site.desk.people.listing import Row
from sixin.site.desk.taking import Taken
from sixin.site.templatetags import words

WIDTHS = (14, 6, 6, 14, 14, 28, 22, 16, 24, 10, 14, 14)


def of(rows: Iterable[Row], filters: Filters, taken: Taken) -> bytes:
    """The workbook. ID and telephone numbers keep only their ends, unless taken whole."""
    out = io.BytesIO()
    with spreadsheets.workbook(out) as book:
        sheet = spreadsheets.add_sheet(book, _("名单"))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, _("名单"), book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(1, 0, _said(filters, taken))
        for column, text in enumerate(_head()):
            sheet.write_string(3, column, text, head)
        sheet.freeze_panes(4, 1)
        count = _write(sheet, rows, taken)
        sheet.write_string(count + 5, 0, _total(count))
    return out.getvalue()


def _write(sheet: Worksheet, rows: Iterable[Row], taken: Taken) -> int:
    count = 0
    for count, row in enumerate(rows, 1):
        for column, text in enumerate(_cells(row, taken)):
            sheet.write_string(count + 3, column, text)
    return count


def _said(filters: Filters, taken: Taken) -> str:
    chosen = _("、").join(chip.label for chip in filters.chips()) or _("没有筛选")
    said = {"taken": taken.sentence, "chosen": chosen, "numbers": taken.about_numbers}
    return _("%(taken)s；条件：%(chosen)s；%(numbers)s") % said


def _total(count: int) -> str:
    return ngettext("共 %(n)s 位", "共 %(n)s 位", count) % {"n": count}


def _head() -> list[str]:
    return [
        _("姓名"), _("年龄"), _("性别"), _("出生日期"), _("片区"), _("住址"), _("身份证号"),
        _("电话"), _("情况"), _("关照等级"), _("上次见面"), _("该看望的日子"),
    ]  # fmt: skip


def _cells(row: Row, taken: Taken) -> list[str]:
    person = row.person
    years = person.age_on(clock.today())
    return [
        person.name,
        "" if years is None else str(years),
        str(person.get_sex_display()) if person.sex else "",
        words.born(person),
        person.area.name,
        person.household.address if person.household else "",
        taken.shown(person.id_number),
        taken.shown(person.phone),
        _("、").join(str(tag.get_tag_display()) for tag in person.open_tags),  # type: ignore[attr-defined]
        str(LEVEL_WORDS[row.cadence.level]),
        row.last_met_on.isoformat() if row.last_met_on else "",
        row.due.due_on.isoformat() if row.due else "",
    ]
