"""The same figures for programs: areas, figures, and the records behind each. See /api/docs.

What the description says of itself is Chinese like every page, so its words are marked for gettext.
"""

from datetime import date
from typing import Any

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError
from ninja.params import functions
from ninja.security import SessionAuth
from pydantic import Field

from sixin.base.errors import NotAllowed, Refused
from sixin.indicators import wire
from sixin.indicators.catalogue import UnknownFigure
from sixin.indicators.catalogue import figure as figure_of
from sixin.indicators.reading import Reading
from sixin.ledger.models import Record
from sixin.registers.models import Area
from sixin.registers.powers import Power
from sixin.registers.queries import areas as registers
from sixin.site import asking
from sixin.site.desk.figures import views as figures_of
from sixin.site.desk.figures.rows import PlaceCount

PAGE = 100

api = NinjaAPI(
    title="Sixin",
    version="1",
    description=said(
        "您的片区的数字，和每个数字背后的记录。先在工作台登录：接口凭同一次登录认人。"
    ),
    urls_namespace="api",
    auth=SessionAuth(csrf=True),
    # `api_page` is the page about it, without the scripts that the library's own would bring.
    docs_url=None,
    docs_decorator=asking.needs(Power.SEE_FIGURES),
)


class Sentence(Schema):
    """What went wrong, for a person to read."""

    message: str


class Place(Schema):
    """An area. parent: code of the one above, null where yours begin."""

    code: str
    name: str
    level: str
    parent: str | None


class FigureRow(Schema):
    """A figure's value; null where a ratio has nothing to divide by."""

    code: str
    name: str
    unit: str
    kind: str
    value: int | float | None
    version: int


class Figures(Schema):
    """Every figure of an area and period, both days included."""

    area: str
    first: str = Field(alias="from")
    to: str
    figures: list[FigureRow]


class RecordRow(Schema):
    """A record that stands, a person (kind `person`) behind a stock, or how many live in a place."""

    id: str
    kind: str
    variant: str
    counted_on: date
    area: str
    people: int
    sign: int


class Records(Schema):
    """One page of what stands behind a figure. count: all of it; pages: how many there are."""

    area: str
    first: str = Field(alias="from")
    to: str
    code: str
    count: int
    page: int
    pages: int
    records: list[RecordRow]


class Asked(Schema):
    """Which area and days."""

    area: str = Field(
        "", pattern="^[0-9]{0,15}$", description=said("行政区划代码；不写就是您自己的片区。")
    )
    first: date | None = Field(None, alias="from", description=said("第一天；不写就是 1 月 1 日。"))
    to: date | None = Field(None, description=said("最后一天；不写就是今天。"))


ASKED: Any = functions.Query(...)
CODE: Any = functions.Path(..., description=said("指标的代码。"))
NUMBER: Any = functions.Query(1, ge=1, le=2**31, description=said("第几页，从 1 数起。"))
ERRORS: dict[Any, Any] = dict.fromkeys([400, 401, 403, 404, 422], Sentence)


@api.get(
    "/areas", response={200: list[Place], 401: Sentence, 403: Sentence},
    summary=said("您的片区"), description=said("您的角色所在的片区和它们下面的全部片区，按上下级排。"),
)  # fmt: skip
@asking.needs(Power.SEE_FIGURES)
def areas(request: HttpRequest) -> list[dict[str, str | None]]:
    """The areas whose figures you see, in tree order."""
    codes = set(asking.areas_seen(request).values_list("code", flat=True))
    rows = [row for row in registers.as_list() if row["code"] in codes]
    return [row | {"parent": row["parent"] if row["parent"] in codes else None} for row in rows]


@api.get(
    "/figures", response={200: Figures, **ERRORS}, by_alias=True,
    summary=said("全部指标"), description=said("一个片区一段日子的全部指标，头尾两天都算。"),
)  # fmt: skip
@asking.needs(Power.SEE_FIGURES)
def figures(request: HttpRequest, asked: Asked = ASKED) -> dict[str, Any]:
    """The same as `sixin figures --json`."""
    area, (first, last) = _area(request, asked), asking.period(request)
    return wire.figures(area, first, last, on=min(last, asking.today(request)))


@api.get(
    "/figures/{code}/records", response={200: Records, **ERRORS}, by_alias=True,
    summary=said("一个指标背后是什么"),
    description=said("流量的记录，存量的人；比率的，是分子背后的记录。不看名单的角色，得到各片区的人数。"),
)  # fmt: skip
@asking.needs(Power.SEE_FIGURES)
def records(
    request: HttpRequest, code: str = CODE, asked: Asked = ASKED, page: int = NUMBER
) -> dict[str, Any]:
    """The records of a flow, the people of a stock; of a ratio what stands above its line.

    Who sees no people there is given how many there are in each place (kind `place`).
    """
    area, (first, last) = _area(request, asked), asking.period(request)
    reading = Reading(area, first, last, min(last, asking.today(request)))
    places = figures_of.places(reading, code) if _unlisted(request, code, area) else None
    count = reading.count_rows(code) if places is None else len(places)
    pages = max(1, -(-count // PAGE))
    if page > pages:
        raise EmptyPage(
            _("没有第 %(page)s 页，一共 %(pages)s 页。") % {"page": page, "pages": pages}
        )
    start = (page - 1) * PAGE
    rows = reading.rows(code, start, PAGE) if places is None else places[start : start + PAGE]
    head = {"area": area.code, "from": first.isoformat(), "to": last.isoformat(), "code": code}
    found = [_row(row, reading.on) for row in rows]
    return head | {"count": count, "page": page, "pages": pages, "records": found}


def _unlisted(request: HttpRequest, code: str, area: Area) -> bool:
    return figures_of.is_unlisted(request, figure_of(code), area)


def _area(request: HttpRequest, asked: Asked) -> Area:
    if asked.area and not Area.objects.filter(code=asked.area).exists():
        raise Area.DoesNotExist(asked.area)
    return asking.area(request)


def _row(row: Any, on: date) -> dict[str, Any]:
    if isinstance(row, PlaceCount):
        code = row.place.code
        place = {"id": code, "kind": "place", "variant": "", "counted_on": on, "area": code}
        return place | {"people": row.people, "sign": 1}
    known = {"id": str(row.pk), "area": row.area.code}
    if isinstance(row, Record):
        fields = ("kind", "variant", "counted_on", "people", "sign")
        return known | {name: getattr(row, name) for name in fields}
    return known | {"kind": "person", "variant": "", "counted_on": on, "people": 1, "sign": 1}


def _say(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return api.create_response(request, {"message": sentence}, status=status)


@api.exception_handler(AuthenticationError)
def _signed_out(request: HttpRequest, _error: Exception) -> HttpResponse:
    return _say(request, _("请先登录。"), 401)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    known = {NotAllowed: 403, UnknownFigure: 404}
    status = next((code for kind, code in known.items() if isinstance(error, kind)), 400)
    return _say(request, error.sentence, status)


@api.exception_handler(Area.DoesNotExist)
def _no_area(request: HttpRequest, _error: Exception) -> HttpResponse:
    return _say(request, _("没有这个片区。"), 404)


@api.exception_handler(EmptyPage)
def _no_page(request: HttpRequest, error: Exception) -> HttpResponse:
    return _say(request, str(error), 404)


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = _("、").join(str(one["loc"][-1]) for one in error.errors)
    return _say(request, _("看不懂这几项：%(names)s。") % {"names": names}, 422)
