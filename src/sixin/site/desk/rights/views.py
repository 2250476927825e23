"""Find a person who asks for her rights, hand her a copy of all that is held, erase it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers.models import Erasure, Person
from sixin.registers.models.rights import Ground
from sixin.registers.powers import Power
from sixin.registers.queries import people
from sixin.site import asking
from sixin.site.desk.rights.forms import CopyForm, EraseForm, FindForm, SureForm
from sixin.site.rights import collecting, erasing, handing_over, remembering

PAGE = 20
TYPES = {"pdf": "application/pdf", "json": "application/json"}


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.ANSWER_RIGHTS)
def find(request: HttpRequest) -> HttpResponse:
    """Look for somebody, with a reason; and who was erased so far, by id."""
    form, found = FindForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        found = handing_over.find(**form.cleaned_data, by=asking.member(request), now=clock.now())
    context = {"form": form, "found": found, "page": _erased(request)}
    return render(request, "rights/find.html", context)


@require_safe
@asking.needs(Power.ANSWER_RIGHTS)
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is held of her, in numbers, and what can be done about it."""
    return _shown(request, _person(request, pk), CopyForm())


@require_POST
@asking.needs(Power.ANSWER_RIGHTS)
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Her whole record as a file that says who took it, when and why."""
    one, form = _person(request, pk), CopyForm(request.POST)
    if form.is_valid():
        try:
            content = handing_over.hand_over(
                person=one, **form.cleaned_data, by=asking.member(request), now=clock.now()
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(refused.field or None, refused.sentence)
        else:
            return _download(request, content, form.cleaned_data["form"])
    return _shown(request, one, form)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.ANSWER_RIGHTS)
def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Why, and what would go, in numbers; then once more, and it is gone."""
    one = _person(request, pk)
    sure = request.POST.get("step") == "sure"
    form = (SureForm if sure else EraseForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if sure:
            return _erase(request, one, form)
        form, sure = SureForm(initial=form.cleaned_data), True
    lines = collecting.counted(collecting.rows_of(one))
    ground = dict(Ground.choices).get(form["ground"].value() or "", "")
    context = {"person": one, "form": form, "sure": sure, "lines": lines, "ground_words": ground}
    return render(request, "rights/erase.html", context)


def _erase(request: HttpRequest, one: Person, form: EraseForm) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("ground", "because")}
    erasing.erase(person=one, **said, by=asking.member(request), now=clock.now())
    messages.success(request, _("已删除。数字没有变，这次删除记下了。"))
    return redirect("rights")


def _person(request: HttpRequest, pk: UUID) -> Person:
    """Her whose rights who asks may answer, under a row that was merged into hers as well."""
    mine = people.visible_to(asking.member(request), asking.today(request), Power.ANSWER_RIGHTS)
    found = mine.filter(pk=people.kept_as(pk) or pk)
    one = found.select_related("area", "household").first()
    if one is None:
        raise Http404
    return one


def _shown(request: HttpRequest, one: Person, form: CopyForm) -> HttpResponse:
    lines = collecting.counted(collecting.rows_of(one))
    context = {"person": one, "form": form, "lines": lines}
    return render(request, "rights/person.html", context)


def _erased(request: HttpRequest) -> "Page[Erasure]":
    seen = remembering.visible_in(asking.areas_seen(request))
    return Paginator(seen, PAGE).get_page(request.GET.get("page"))


def _download(request: HttpRequest, content: bytes, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[form])
    name = f"record-{asking.today(request).isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
