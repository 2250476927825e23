"""Find people: the list with its filters, suggestions while typing, and the list as a workbook."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sixin.registers import rules
from sixin.registers.powers import Power
from sixin.registers.queries import areas, people
from sixin.registers.queries.search import search
from sixin.site import asking
from sixin.site.desk import searching, taking
from sixin.site.desk.people import listing, workbook
from sixin.site.desk.people.filters import FilterForm, Filters

SUGGESTED = 8
MANY = 100  # areas, more than one picks from in one list
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.SEE_PEOPLE)
@searching.moves
def people_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the filters of the address leave, fifty a page."""
    member, today = asking.member(request), asking.today(request)
    filters = _filters(request)
    page = listing.page(filters, member, request.GET.get("page"))
    home = asking.home_area(request)
    context = {
        "filters": filters,
        "form": FilterForm(filters, _areas(request)),
        "chips": filters.chips(),
        "page": page,
        "rows": listing.rows(list(page.object_list), today),
        "may_register": rules.may_keep_registers(member, home, today),
    }
    return render(request, "people/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """Ask why, then give the same people, all of them, as a workbook that says who took it."""
    filters = _filters(request)
    taken = taking.ask(request, _("导出名单"), lead=_lead(filters), offers_whole=True)
    if isinstance(taken, HttpResponse):
        return taken
    rows = list(listing.every_row(filters, asking.member(request), Power.EXPORT))
    taking.tell("people.exported", taken, asking.home_area(request), count=len(rows))
    content = workbook.of(rows, filters, taken)
    response = HttpResponse(content, content_type=WORKBOOK)
    name = f"people-{asking.today(request).isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@asking.needs(Power.SEE_PEOPLE)
def suggest(request: HttpRequest) -> HttpResponse:
    """The likeliest few for what stands in the search box, as a fragment of a page."""
    text = request.POST.get("q", "").strip()[: searching.LONGEST]
    mine = asking.areas_seen(request)
    ids = list(
        search(people.within(mine), text, mine).values_list("pk", flat=True)[: SUGGESTED + 1]
    )
    known = people.with_tags(people.within(mine)).select_related("household", "area").in_bulk(ids)
    found = [known[pk] for pk in ids if pk in known]
    more = searching.sealed(text, asking.member(request)) if len(found) > SUGGESTED else ""
    context = {"q": text, "people": found[:SUGGESTED], "more": more}
    return render(request, "people/found.html", context)


def _filters(request: HttpRequest) -> Filters:
    chosen = asking.area(request) if request.GET.get("area") else None
    return Filters.of(searching.asked(request), asking.today(request), chosen)


def _lead(filters: Filters) -> str:
    """The filters that hold, in words."""
    chosen = _("、").join(chip.label for chip in filters.chips()) or _("没有筛选")
    return _("条件：%(chosen)s。") % {"chosen": chosen}


def _areas(request: HttpRequest) -> list[tuple[str, str]]:
    """(code, name) of the member's areas, each set in below the one that it belongs to.

    Of very many, the widest, those above and right below the one that is chosen: one goes down
    step by step.
    """
    mine = asking.areas_seen(request).order_by("path")
    if mine.count() > MANY:
        chosen, widest = asking.area(request), asking.home_area(request)
        near = Q(pk=chosen.pk) | Q(pk__in=areas.ancestors(chosen).order_by().values("pk"))
        below = Q(pk__in=areas.children(chosen).order_by().values("pk"))
        mine = mine.filter(near | below | Q(depth=widest.depth))
    shown = list(mine)
    top = min((area.depth for area in shown), default=0)
    return [(area.code, "\u3000" * (area.depth - top) + area.name) for area in shown]
