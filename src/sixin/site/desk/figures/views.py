"""Figures: few and large, each a way to the rows behind it."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from sixin.indicators.catalogue import CATALOGUE, UnknownFigure, figure
from sixin.indicators.reading import Reading, Value
from sixin.ledger.figures import Flow, Ratio, Stock
from sixin.registers.models import Area, Level
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk.figures import chosen as choosing
from sixin.site.desk.figures import rows
from sixin.site.desk.figures.chosen import Chosen

PAGE = 50
# Looks at every elder one by one; above a community the page does not wait for it.
SLOW = {"visits.overdue"}
TRENDS = ["visits.person_times", "certifications.person_times", "volunteers.home_services"]


@require_safe
@asking.needs(Power.SEE_FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure of an area and period."""
    chosen, form = choosing.read(request)
    context: dict[str, Any] = {"form": form, "chosen": chosen, "presets": _presets(request, chosen)}
    if chosen is None:
        return render(request, "figures/figures.html", context, status=400)
    reading = reading_of(request, chosen)
    values = [_card(reading, code) for code in CATALOGUE]
    deeds = [card for card in values if isinstance(card["figure"], Flow)]
    context |= {
        "deeds": deeds,
        "standing": [card for card in values if not isinstance(card["figure"], Flow)],
        "nothing": not any(card["value"] for card in deeds),
        "figures": list(CATALOGUE.values()),
        "query": chosen.query(),
        "one_year": chosen.first.year == chosen.last.year,
        **_trends(reading),
    }
    return render(request, "figures/figures.html", context)


@require_safe
@asking.needs(Power.SEE_FIGURES)
def value(request: HttpRequest, code: str) -> HttpResponse:
    """One figure by itself, for a page that did not wait for it."""
    chosen, _form = choosing.read(request)
    if chosen is None:
        return HttpResponse(status=400)
    found = reading_of(request, chosen).value(known(code))
    context = {"card": _shown(found), "query": chosen.query()}
    return render(request, "figures/card.html", context)


@require_safe
@asking.needs(Power.SEE_FIGURES)
def figure_page(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: its months, its places, and the rows behind it."""
    found = figure(known(code))
    chosen, form = choosing.read(request)
    context: dict[str, Any] = {
        "form": form, "chosen": chosen, "figure": found, "presets": _presets(request, chosen),
    }  # fmt: skip
    if chosen is None:
        return render(request, "figures/figure.html", context, status=400)
    reading = reading_of(request, chosen, shared=isinstance(found, Flow))
    page = Rows(reading, code).get_page(request.GET.get("page"))
    unlisted = is_unlisted(request, found, chosen.area)
    context |= {
        "value": reading.value(code).value,
        "trend": _trend(reading, code),
        "shares": reading.shares(code),
        "parts": _parts(reading, found),
        "page": page,
        "count": page.paginator.count,
        "query": chosen.query(),
        "one_year": chosen.first.year == chosen.last.year,
        "unlisted": unlisted,
        **({} if unlisted else listed(request, found, page)),
    }
    return render(request, "figures/figure.html", context)


class Rows(Paginator[Any]):
    """The rows behind a figure, page by page; how many there are is known beforehand."""

    def __init__(self, reading: Reading, code: str) -> None:
        super().__init__([], PAGE)
        self.reading, self.code = reading, code

    @cached_property
    def count(self) -> int:
        return self.reading.count_rows(self.code)

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        found = self.reading.rows(self.code, (number - 1) * PAGE, PAGE)
        return Page(found, number, self)


def is_unlisted(request: HttpRequest, found: Any, area: Area) -> bool:
    """Are people behind this figure whom the member does not see there?"""
    asked = (asking.member(request), area, asking.today(request))
    return isinstance(shown(found), Stock) and not rows.may_list(*asked)


def places(reading: Reading, code: str) -> list[rows.PlaceCount]:
    """How many people stand behind a figure, place by place, for who is not to see their names."""
    stock = shown(figure(code)).code
    found = [
        rows.PlaceCount(share.place or reading.area, int(share.value or 0))
        for share in reading.shares(stock)
    ]
    return found or [rows.PlaceCount(reading.area, int(reading.value(stock).value or 0))]


def shown(found: Any) -> Any:
    """The figure whose rows stand behind this one: of a ratio what stands above its line."""
    return figure(found.above) if isinstance(found, Ratio) else found


def listed(request: HttpRequest, found: Any, page: Page[Any]) -> dict[str, Any]:
    """`lines` of records or `people` of a stock, for the template of rows."""
    asked = (asking.member(request), asking.today(request))
    if isinstance(shown(found), Stock):
        return {"people": rows.people(page.object_list, *asked)}
    return {"lines": rows.lines(list(page.object_list), *asked)}


def known(code: str) -> str:
    """The code, if there is such a figure; else the page says that there is none."""
    try:
        return figure(code).code
    except UnknownFigure as unknown:
        raise Http404(unknown.sentence) from None


def reading_of(request: HttpRequest, chosen: Chosen, *, shared: bool = False) -> Reading:
    """What was chosen, read as of today where the period is not over yet."""
    on = min(chosen.last, asking.today(request))
    return Reading(chosen.area, chosen.first, chosen.last, on, shared=shared)


def _card(reading: Reading, code: str) -> dict[str, Any]:
    wide = reading.area.level not in {Level.COMMUNITY, Level.GRID}
    if code in SLOW and wide:
        return {"figure": CATALOGUE[code], "value": None, "later": True}
    return _shown(reading.value(code))


def _shown(found: Value) -> dict[str, Any]:
    return {"figure": found.figure, "value": found.value, "later": False}


def _presets(request: HttpRequest, chosen: Chosen | None) -> list[dict[str, Any]]:
    area = chosen.area if chosen else asking.area(request)
    return [
        {
            "words": words,
            "query": Chosen(area, first, last).query(),
            "current": chosen is not None and (chosen.first, chosen.last) == (first, last),
        }
        for words, first, last in choosing.presets(asking.today(request))
    ]


def _trends(reading: Reading) -> dict[str, Any]:
    """Several flows of one unit by month, side by side; nothing for a period within one month."""
    months = reading.period.months()
    if len(months) < 2:
        return {}
    found = [dict(reading.trend(code)) for code in TRENDS]
    return {
        "trend_figures": [CATALOGUE[code] for code in TRENDS],
        "trend_rows": [(month, [one.get(month, 0) for one in found]) for month in months],
    }


def _trend(reading: Reading, code: str) -> list[tuple[Any, int]]:
    found = reading.trend(code)
    return found if len(found) > 1 else []


def _parts(reading: Reading, found: Any) -> list[dict[str, Any]]:
    """What stands above and below the line of a ratio, each with its value."""
    if not isinstance(found, Ratio):
        return []
    return [_shown(reading.value(code)) for code in (found.above, found.below)]
