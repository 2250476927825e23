"""Pages: roster imports."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sixin.base import clock
from sixin.registers.models import Area, Level, RosterImport
from sixin.registers.models.rosters import ImportState
from sixin.registers.powers import Power
from sixin.registers.queries import imports
from sixin.site import asking
from sixin.site.desk.imports import progress, showing, starting
from sixin.site.desk.imports.columns import ColumnsForm
from sixin.site.desk.imports.forms import ConfirmForm, UploadForm

PAGE = 20
WORKING = (ImportState.READING, ImportState.APPLYING)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.KEEP_REGISTERS)
def listing(request: HttpRequest) -> HttpResponse:
    """Bring a roster, and see those brought before."""
    places = _communities(request)
    form = UploadForm(request.POST or None, request.FILES or None, communities=places)
    if request.method == "POST" and places and form.is_valid():
        row = starting.start(
            upload=form.cleaned_data["file"],
            community=form.cleaned_data["community"],
            by=asking.member(request),
            now=clock.now(),
        )
        return redirect("import", row.pk)
    page = Paginator(visible(request), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "imports/imports.html",
        {
            "form": form,
            "page": page,
            "rows": [showing.line(row) for row in page],
            "may_import": bool(places),
            "several": len(places) > 1,
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@require_GET
@asking.needs(Power.KEEP_REGISTERS)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One import: at work, ready to be confirmed, done, or refused as a whole."""
    row = found(request, pk)
    if row.state in WORKING:
        return render(request, "imports/working.html", _working(row))
    name = {ImportState.READY: "ready", ImportState.APPLIED: "applied"}.get(
        ImportState(row.state), "failed"
    )
    return render(request, f"imports/{name}.html", showing.page(request, row))


@require_GET
@asking.needs(Power.KEEP_REGISTERS)
def working(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The progress alone, asked for each second; a whole new page once there is nothing to wait for."""
    row = found(request, pk)
    if row.state not in WORKING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "imports/bar.html", _working(row))


@require_POST
@asking.needs(Power.KEEP_REGISTERS)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep corrected columns and read the file again."""
    row = found(request, pk)
    sheet = request.POST.get("sheet", "")
    columns = showing.columns_of(row, sheet)
    if row.state == ImportState.READY and not columns:
        raise Http404
    form = ColumnsForm(request.POST, columns=columns)
    if row.state == ImportState.READY and not form.is_valid():
        context = showing.page(request, row, show="columns", sheet=sheet, form=form)
        return render(request, "imports/ready.html", context, status=422)
    if form.is_valid():
        said = form.corrections()
        by = asking.member(request)
        starting.correct(row=row, sheet=sheet, corrections=said, by=by, now=clock.now())
    return redirect("import", pk)


@require_POST
@asking.needs(Power.KEEP_REGISTERS)
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the roster over."""
    row = found(request, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请先选一种导入办法。"))
    else:
        mode = form.cleaned_data["mode"]
        starting.confirm(row=row, mode=mode, by=asking.member(request), now=clock.now())
    return redirect("import", pk)


@require_POST
@asking.needs(Power.KEEP_REGISTERS)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Start a job over."""
    starting.again(row=found(request, pk), by=asking.member(request), now=clock.now())
    return redirect("import", pk)


@require_POST
@asking.needs(Power.KEEP_REGISTERS)
def give_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not this roster after all."""
    row = found(request, pk)
    starting.give_up(row=row, by=asking.member(request), now=clock.now())
    messages.success(request, _("没有导入“%(name)s”，文件已经删掉。") % {"name": row.file_name})
    return redirect("imports")


def found(request: HttpRequest, pk: UUID) -> RosterImport:
    """The import, for those at the desk of its community; 404 for everybody else."""
    return get_object_or_404(visible(request), pk=pk)


def visible(request: HttpRequest) -> QuerySet[RosterImport]:
    """Imports of the communities at whose desk the member sits."""
    seen = imports.visible_to(asking.member(request), asking.today(request))
    return seen.select_related("community", "created_by")


def _communities(request: HttpRequest) -> QuerySet[Area]:
    return asking.areas_seen(request).filter(level=Level.COMMUNITY).order_by("path")


def _working(row: RosterImport) -> dict[str, Any]:
    standing = progress.of(row.pk)
    return {
        "row": row,
        "standing": standing,
        "silent": standing.silent(clock.now()),
        "queued": standing.phase in ("", progress.QUEUED),
    }
