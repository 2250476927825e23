"""One masked value in full: asked for with a reason, shown for a short while."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers.actions import revealing
from sixin.registers.actions.revealing import Value, Why
from sixin.registers.models import Person
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk.people.story_views import person_or_404

SHOWN_FOR = 60  # seconds


class RevealForm(forms.Form):
    """Why somebody wants to see a value in full."""

    why = forms.ChoiceField(
        label=_("为什么要看"), choices=Why.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选一下为什么要看。")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("用自己的话说"), required=False, max_length=200, help_text=_("选了“其他”，写一句。")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.REVEAL)
def reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason, or give the value; a fragment where htmx asks, else a page."""
    person = person_or_404(request, pk)
    given = request.POST if request.method == "POST" else request.GET
    try:
        found = revealing.value(person, given.get("field", ""), asking.today(request))
    except revealing.CannotReveal:
        raise Http404 from None
    context = {
        "person": person,
        "field": found.field,
        "text": found.text,
        "label": found.label,
        "may_reveal": True,
        "calls": given.get("look") == "call",
    }
    if request.method != "POST":
        name = "people/value.html" if _by_htmx(request) else "people/reveal.html"
        return render(request, name, context | {"form": RevealForm()})
    return _answer(request, person, found, context)


def _answer(
    request: HttpRequest, person: Person, found: Value, context: dict[str, Any]
) -> HttpResponse:
    form = RevealForm(request.POST)
    if form.is_valid():
        try:
            revealing.reveal(
                person=person,
                field=found.field,
                by=asking.member(request),
                now=clock.now(),
                **form.cleaned_data,
            )
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(
                refused.field if refused.field in form.fields else None, refused.sentence
            )
        else:
            name = "people/revealed.html" if _by_htmx(request) else "people/revealed_page.html"
            return render(request, name, context | {"shown_for": SHOWN_FOR})
    context |= {"form": form}
    if _by_htmx(request):
        # htmx swaps what succeeded only: the sentence stands where the value would.
        sentence = next(iter(form.errors.values()))[0]
        return render(request, "people/value.html", context | {"sentence": sentence})
    return render(request, "people/reveal.html", context, status=422)


def _by_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]
