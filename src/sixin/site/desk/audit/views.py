"""The trail: a list with filters, one entry, and the list as a workbook. Reading it is told too."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sixin.audit import trail
from sixin.base import clock
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk import taking
from sixin.site.desk.audit import filters, telling, workbook
from sixin.site.desk.audit.filters import FilterForm

PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@asking.needs(Power.SEE_AUDIT)
def listing(request: HttpRequest) -> HttpResponse:
    """The entries that the filters of the address leave, fifty a page."""
    form = FilterForm(request.GET, filters.members_told(request))
    page = Paginator(filters.chosen(request, form), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": telling.lines(page.object_list),
        "filtered": any(form.cleaned_data.values()),
    }
    _tell(request, "audit.read", {"filters": filters.in_words(form), "page": page.number})
    return render(request, "audit/list.html", context)


@require_safe
@asking.needs(Power.SEE_AUDIT)
def entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One entry with all that it says."""
    found = get_object_or_404(filters.seen(request), pk=pk)
    _tell(request, "audit.read", {"entry": str(pk)})
    return render(request, "audit/entry.html", {"line": telling.lines([found])[0]})


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.SEE_AUDIT)
def export(request: HttpRequest) -> HttpResponse:
    """Ask why, then give the entries that the filters leave as a workbook."""
    chosen = FilterForm(request.GET, filters.members_told(request))
    entries = filters.chosen(request, chosen)
    lead = _("照现在的筛选，一共 %(n)s 条。号码只留头尾。") % {"n": entries.count()}
    taken = taking.ask(request, _("导出操作记录"), lead=lead)
    if isinstance(taken, HttpResponse):
        return taken
    said = {"filters": filters.in_words(chosen), "count": entries.count()}
    taking.tell("audit.exported", taken, asking.home_area(request), **said)
    content = workbook.of(entries, taken)
    response = HttpResponse(content, content_type=WORKBOOK)
    name = f"audit-{asking.today(request).isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _tell(request: HttpRequest, verb: str, said: dict[str, Any]) -> None:
    deed = trail.Deed(verb=verb, area=asking.home_area(request).path, details=said)
    trail.note(deed, by=asking.member(request).pk, now=clock.now())
