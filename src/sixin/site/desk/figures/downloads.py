"""The rows behind a figure as CSV or Excel: all of them, text as text."""

import io
import itertools
from collections.abc import Callable, Iterator
from datetime import date

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sixin.base import spreadsheets
from sixin.base.errors import NotAllowed
from sixin.indicators.catalogue import figure
from sixin.indicators.reading import Reading
from sixin.ledger.figures import Figure, Stock
from sixin.ledger.models import Record
from sixin.registers import rules
from sixin.registers.models import Area, Member, Person
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk import taking
from sixin.site.desk.figures import chosen as choosing
from sixin.site.desk.figures import rows, views
from sixin.site.desk.taking import Taken

AT_ONCE = 500
Cells = list[str | int]


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.SEE_FIGURES)
def as_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """UTF-8 with a byte order mark, so that Excel reads the Chinese."""
    found = _asked(request, code)
    if isinstance(found, HttpResponse):
        return found
    response = StreamingHttpResponse(_as_text(found[1]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found[0]}.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.SEE_FIGURES)
def as_excel(request: HttpRequest, code: str) -> HttpResponseBase:
    """A workbook with one sheet."""
    found = _asked(request, code)
    if isinstance(found, HttpResponse):
        return found
    file = io.BytesIO()
    with spreadsheets.workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.set_column(0, 5, 18)
        for number, cells in enumerate(found[1]):
            for column, cell in enumerate(cells):
                sheet.write(number, column, cell)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{found[0]}.xlsx")


def _asked(request: HttpRequest, code: str) -> HttpResponse | tuple[str, Iterator[Cells]]:
    """A name for the file and its rows, the head first; a response if nothing can be counted."""
    known = figure(views.known(code))
    chosen, form = choosing.read(request)
    if chosen is None:
        sentence = " ".join(map(str, form.errors["from"]))
        return HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8")
    taken = _taken(request, chosen.area, str(known.name))
    if isinstance(taken, HttpResponse):
        return taken
    reading = views.reading_of(request, chosen)
    name = f"{code}-{chosen.area.code}-{chosen.first}-{chosen.last}"
    if views.is_unlisted(request, known, chosen.area):
        places = views.places(reading, code)
        taking.tell("figure.exported", taken, chosen.area, code=code, count=len(places))
        return name, _signed(_places(places), taken)
    count = reading.count_rows(views.shown(known).code)
    taking.tell("figure.exported", taken, chosen.area, code=code, count=count)
    asked = (asking.member(request), asking.today(request))
    return name, _signed(_table(reading, views.shown(known), *asked), taken)


def _taken(request: HttpRequest, area: Area, name: str) -> Taken | HttpResponse:
    """Who takes the rows, and why where they may name somebody. Raises NotAllowed."""
    member, on = asking.member(request), asking.today(request)
    if not rules.areas_of(member, on, Power.SEE_PEOPLE).exists():
        return taking.freely(request)
    if not rules.may(member, Power.EXPORT, area, on):
        raise NotAllowed(_("名单由社区负责人或社区工作人员来导出。"))
    return taking.ask(request, _("导出明细"), lead=name)


def _signed(table: Iterator[Cells], taken: Taken) -> Iterator[Cells]:
    """The rows, and below them who took them."""
    yield from table
    yield []
    yield [taken.sentence]


def _places(found: list[rows.PlaceCount]) -> Iterator[Cells]:
    yield [_("片区"), _("人数")]
    for one in found:
        yield [one.place.name, one.people]
    yield [_("合计"), sum(one.people for one in found)]


def _table(reading: Reading, shown: Figure, member: Member, on: date) -> Iterator[Cells]:
    count = reading.count_rows(shown.code)
    stock = isinstance(shown, Stock)
    yield _heads(stock)
    cells: Callable[..., Iterator[Cells]] = _people if stock else _records
    starts = range(0, count, AT_ONCE)
    chunks = (reading.rows(shown.code, start, AT_ONCE) for start in starts)
    yield from itertools.chain.from_iterable(cells(chunk, member, on) for chunk in chunks)


def _heads(stock: bool) -> Cells:
    if stock:
        return [_("姓名"), _("年龄"), _("住址"), _("片区")]
    return [_("日期"), _("做了什么"), _("内容"), _("老人"), _("谁做的"), _("片区"), _("人次")]


def _records(chunk: list[Record], member: Member, on: date) -> Iterator[Cells]:
    for line in rows.lines(chunk, member, on):
        names = [name for _pk, name in line.people]
        others = [_counted(line)] if line.hidden else []
        by = [*line.by, *([_("%(n)s 人") % {"n": line.unnamed}] if line.unnamed else [])]
        record = line.record
        yield [
            record.counted_on.isoformat(), line.what, line.title, _("、").join(names + others),
            _("、").join(by), record.area.name, record.people,
        ]  # fmt: skip


def _counted(line: rows.Line) -> str:
    said = _("另 %(n)s 位") if line.people else _("%(n)s 位")
    return said % {"n": line.hidden}


def _people(chunk: list[Person], member: Member, on: date) -> Iterator[Cells]:
    for person in rows.people(chunk, member, on):
        if person is None:
            yield [_("不在您的片区，或资料已删除"), "", "", ""]
            continue
        age = person.age_on(on)
        address = person.household.address if person.household else ""
        yield [person.name, "" if age is None else age, address, person.area.name]


def _as_text(table: Iterator[Cells]) -> Iterator[str]:
    yield spreadsheets.MARK
    yield from map(spreadsheets.line, table)
