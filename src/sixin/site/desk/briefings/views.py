"""Briefings: issue one, read it, open each number, take it away as Word or PDF."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.ledger.models import Record
from sixin.papers import actions, pdf, prose, queries, word
from sixin.papers.models import Briefing, FrozenFigure
from sixin.registers import rules
from sixin.registers.models import Area, Person
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk import taking
from sixin.site.desk.briefings.forms import IssueForm, usual_days
from sixin.site.desk.figures import rows

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.SEE_FIGURES)
def briefings(request: HttpRequest) -> HttpResponse:
    """All that was issued, and the form to issue one."""
    places = _places(request)
    form = IssueForm(request.POST if request.method == "POST" else None, places, _initial(request))
    if request.method == "POST" and not places:
        raise NotAllowed(_("出简报由社区负责人或社区工作人员来做。"))
    if request.method == "POST" and (made := _issued(request, form, places)):
        messages.success(request, _("简报出好了。每个数都能点开。"))
        return redirect("briefing", made.pk)
    issued = queries.visible_to(asking.member(request), asking.today(request))
    page = Paginator(issued, PAGE).get_page(request.GET.get("page"))
    context = {"form": form if places else None, "page": page}
    return render(request, "briefings/briefings.html", context, status=400 if form.errors else 200)


@require_safe
@asking.needs(Power.SEE_FIGURES)
def briefing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page: the same sentences as on paper, in the language of the desk."""
    found = _found(request, pk)
    language = "en" if (translation.get_language() or "").startswith("en") else "zh"
    context = {"briefing": found, "document": prose.document(found, language)}
    return render(request, "briefings/briefing.html", context)


@require_safe
@asking.needs(Power.SEE_FIGURES)
def figure(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """What stands behind one number, as frozen, and what has changed since."""
    found = _found(request, pk)
    frozen = get_object_or_404(found.figures.select_related("briefing__area"), code=code)
    page = Paginator(frozen.record_ids, PAGE).get_page(request.GET.get("page"))
    document = prose.document(found, "en" if translation.get_language() == "en" else "zh")
    context = {
        "briefing": found,
        "document": document,
        "frozen": frozen,
        "row": next(row for row in document.rows if row.code == code),
        "parts": [row for row in document.rows if row.code in _parts(frozen)],
        "page": page,
        "count": page.paginator.count,
        "since": queries.since(frozen),
        **_listed(request, frozen, list(page.object_list)),
    }
    return render(request, "briefings/figure.html", context)


@require_safe
@asking.needs(Power.SEE_FIGURES)
def as_word(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The briefing as a Word file, in Chinese."""
    found, taken = _found(request, pk), taking.freely(request)
    taking.tell("briefing.exported", taken, found.area, form="docx")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return _download(
        word.render(prose.document(found), taken=taken.sentence), kind, f"{found.title}.docx"
    )


@require_safe
@asking.needs(Power.SEE_FIGURES)
def as_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The briefing as a PDF, in Chinese."""
    found, taken = _found(request, pk), taking.freely(request)
    taking.tell("briefing.exported", taken, found.area, form="pdf")
    document = prose.document(found)
    made = pdf.render(document, made_at=found.issued_at, taken=taken.sentence)
    return _download(made, "application/pdf", f"{found.title}.pdf")


def _found(request: HttpRequest, pk: UUID) -> Briefing:
    seen = queries.visible_to(asking.member(request), asking.today(request))
    found = seen.filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这份简报，或者不在您的片区。"))
    return found


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _places(request: HttpRequest) -> list[Area]:
    """Where the member may issue: own areas of a desk role, and what lies right below each."""
    asked = (asking.member(request), asking.today(request), Power.ISSUE_BRIEFINGS)
    return list(rules.areas_of(*asked).order_by("path"))


def _initial(request: HttpRequest) -> dict[str, Any]:
    first, last = usual_days(asking.today(request))
    return {"area": request.GET.get("area"), "first": request.GET.get("from", first),
            "last": request.GET.get("to", last)}  # fmt: skip


def _issued(request: HttpRequest, form: IssueForm, places: list[Area]) -> Briefing | None:
    if not form.is_valid():
        return None
    said = form.cleaned_data
    area = next(place for place in places if place.code == said["area"])
    try:
        return actions.issue(
            area=area,
            first=said["first"],
            last=said["last"],
            by=asking.member(request),
            now=clock.now(),
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.sentence)
        return None


def _parts(frozen: FrozenFigure) -> set[str]:
    return {frozen.definition[name] for name in ("above", "below") if name in frozen.definition}


def _listed(request: HttpRequest, frozen: FrozenFigure, ids: list[str]) -> dict[str, Any]:
    member, on = asked = (asking.member(request), asking.today(request))
    if frozen.definition["type"] == "stock":
        if not rows.may_list(member, frozen.briefing.area, on):
            return {"unlisted": True}
        known = Person.objects.select_related("area", "household").in_bulk([UUID(pk) for pk in ids])
        found = [known[UUID(pk)] for pk in ids if UUID(pk) in known]
        return {"people": rows.people(found, *asked)}
    records = Record.objects.select_related("area").in_bulk([UUID(pk) for pk in ids])
    lines = rows.lines([records[UUID(pk)] for pk in ids], *asked)
    return {"lines": lines, "taken_back": queries.taken_back(ids)}
