"""Entries of the trail as an Excel workbook that says who took it, when and why."""

import io
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sixin.audit.models import Entry
from sixin.base import clock, spreadsheets
from sixin.site.desk.audit import telling
from sixin.site.desk.audit.telling import Change, Line
from sixin.site.desk.taking import Taken

AT_ONCE = 500
WIDTHS = (18, 12, 24, 14, 20, 60, 30, 10)


def of(entries: QuerySet[Entry], taken: Taken) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    with spreadsheets.workbook(out) as book:
        sheet = spreadsheets.add_sheet(book, _("操作记录"))
        head = book.add_format({"bold": True, "bottom": 1})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, _("操作记录"), book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(1, 0, taken.sentence)
        for column, text in enumerate(_head()):
            sheet.write_string(3, column, text, head)
        sheet.freeze_panes(4, 0)
        for number, line in enumerate(_lines(entries), 4):
            for column, text in enumerate(_cells(line)):
                sheet.write_string(number, column, text)
    return out.getvalue()


def _lines(entries: QuerySet[Entry]) -> Iterator[Line]:
    rows: list[Entry] = []
    for entry in entries.iterator(AT_ONCE):
        rows.append(entry)
        if len(rows) == AT_ONCE:
            yield from telling.lines(rows)
            rows = []
    yield from telling.lines(rows)


def _head() -> list[str]:
    return [_("时间"), _("谁"), _("做了什么"), _("关于谁"), _("片区"), _("改了什么"), _("原因"),
            _("第几条")]  # fmt: skip


def _cells(line: Line) -> list[str]:
    entry = line.entry
    return [
        f"{entry.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M:%S}", line.who, line.did, line.about,
        line.where, _("；").join(map(_said, line.changes)), entry.reason, str(entry.number or ""),
    ]  # fmt: skip


def _said(change: Change) -> str:
    said = {"field": change.word, "was": change.was, "now": change.now}
    if change.was is None:
        return _("%(field)s：%(now)s") % said
    return _("%(field)s从 %(was)s 改成 %(now)s") % said
