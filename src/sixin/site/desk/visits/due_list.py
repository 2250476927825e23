"""The due list: whom to see, why, and from there into a round."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sixin.registers import rules as registers
from sixin.registers.models import Area, Level
from sixin.registers.powers import Power
from sixin.registers.queries import areas, members
from sixin.site import asking
from sixin.site.desk import searching, taking
from sixin.site.desk.visits.filters import WHEN, FilterForm, Filters
from sixin.site.desk.visits.listing import listing
from sixin.visits import rules

COUNTED_TOGETHER = {Level.COMMUNITY, Level.GRID}


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.SEE_PEOPLE)
@searching.moves
def due(request: HttpRequest) -> HttpResponse:
    """Whom to see, page by page, or all on paper (`print=1`)."""
    places, on = _places(request), asking.today(request)
    if any(area.level not in COUNTED_TOGETHER for area in places):
        return choose(request, places[0])
    filters = Filters.of(searching.asked(request))
    found = listing(places, on, filters)
    context: dict[str, Any] = {
        "place": _("、").join(area.name for area in places),
        "community": areas.community_of(places[0]),
        "found": found,
        "filters": filters,
        "today": on,
        "phone": members.phone_of(places[0], on),
    }
    if "print" in request.GET:
        taken = taking.ask(request, _("打印名单"), lead=context["place"], act=_("打印"))
        if isinstance(taken, HttpResponse):
            return taken
        taking.tell("due.printed", taken, places[0], count=len(found.entries))
        context |= {"groups": list(found.groups(found.entries)), "taken": taken}
        return render(request, "visits/due_print.html", context)
    page = found.page(request.GET.get("page"))
    context |= {
        "page": page,
        "groups": list(found.groups(list(page))),
        "tabs": [(when, words, found.counts[when]) for when, words in WHEN.items()],
        "form": FilterForm(filters, _code(places), _choices(request, places)),
        "area": places[0],
        "may_plan": len(places) == 1 and _may_plan(request, places[0]),
        "searching": any((filters.level, filters.planned, filters.q, filters.when)),
    }
    return render(request, "visits/due.html", context)


def choose(request: HttpRequest, area: Area) -> HttpResponse:
    """Whoever answers for a street or more says which community first."""
    found = areas.inside(area).filter(level=Level.COMMUNITY).order_by("path")
    return render(request, "visits/due_choose.html", {"area": area, "communities": found})


def _places(request: HttpRequest) -> list[Area]:
    """The area in the address, else every community or grid that is the member's own."""
    if request.GET.get("area"):
        return [asking.area(request)]
    seen = list(asking.areas_seen(request).order_by("path"))
    tops: list[Area] = []
    for area in seen:
        if not tops or not area.path.startswith(tops[-1].path):
            tops.append(area)
    return tops


def _choices(request: HttpRequest, places: list[Area]) -> list[tuple[str, str]]:
    seen = asking.areas_seen(request).order_by("path")
    near = areas.community_of(places[0])
    inside = seen.filter(registers.below(near.path), level__in=COUNTED_TOGETHER)
    found = [(area.code, area.name) for area in inside]
    own = {area.path for area in inside}
    return found if near.path in own else [("", _("我的网格")), *found]


def _code(places: list[Area]) -> str:
    return places[0].code if len(places) == 1 else ""


def _may_plan(request: HttpRequest, area: Area) -> bool:
    return rules.may_plan(asking.member(request), area, asking.today(request))
