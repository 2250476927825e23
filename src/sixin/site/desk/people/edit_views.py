"""Change what the register says of a person, one topic at a time, and register somebody new."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import rules
from sixin.registers.actions import changing, contacting, registering
from sixin.registers.models import Consent, Person, PersonTag
from sixin.registers.powers import Power
from sixin.site import asking
from sixin.site.desk.people import story, topics
from sixin.site.desk.people.forms import NewPersonForm
from sixin.site.desk.people.story_views import person_or_404

_IDENTITY = ("name", "id_number", "birth", "sex")


@require_safe
@asking.needs(Power.NOTE_FACTS)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every topic with what is known, each with its own way to change it."""
    person = person_or_404(request, pk)
    member, today = asking.member(request), asking.today(request)
    rules.require_visiting(member, person.area, today)
    return render(
        request,
        "people/edit.html",
        {"story": story.of(person, [], member, today), "person": person},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.NOTE_FACTS)
def edit_topic(request: HttpRequest, pk: UUID, topic: str) -> HttpResponse:
    """One topic of the person herself, or one more tag, contact or consent."""
    person = person_or_404(request, pk)
    if topic not in topics.OF_PERSON:
        raise Http404
    return _ask(request, person, topics.OF_PERSON[topic], person)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.NOTE_FACTS)
def edit_row(request: HttpRequest, pk: UUID, topic: str, row_pk: int) -> HttpResponse:
    """One tag, contact or consent of hers: end, change or withdraw it."""
    person = person_or_404(request, pk)
    if topic not in topics.OF_ROW:
        raise Http404
    wanted, relation = topics.OF_ROW[topic]
    row = getattr(person, relation).filter(pk=row_pk).first()
    if row is None:
        raise Http404
    return _ask(request, person, wanted, row)


@require_POST
@asking.needs(Power.NOTE_FACTS)
def remove_contact(request: HttpRequest, pk: UUID, row_pk: int) -> HttpResponse:
    """Nobody to call any more."""
    person = person_or_404(request, pk)
    row = person.contacts.filter(pk=row_pk).first()
    if row is None:
        raise Http404
    contacting.remove(contact=row, by=asking.member(request), now=clock.now())
    messages.success(request, _("已删掉联系人%(name)s。") % {"name": row.name})
    return redirect("person-edit", person.pk)


@require_POST
@asking.needs(Power.KEEP_REGISTERS)
def come_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """She lives here after all."""
    person = person_or_404(request, pk)
    changing.came_back(person=person, by=asking.member(request), now=clock.now())
    messages.success(request, _("%(name)s又在册了。") % {"name": person.name})
    return redirect("person", person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.KEEP_REGISTERS)
def new(request: HttpRequest) -> HttpResponse:
    """Register somebody by hand; who may be on the register already is shown first."""
    member, today = asking.member(request), asking.today(request)
    form = NewPersonForm(request.POST or None, areas=topics.places(member, today))
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            made = _register(request, form.cleaned_data)
        except registering.PerhapsSame as perhaps:
            known = perhaps.known
            form.add_error(None, perhaps.sentence)
        except NotAllowed:
            raise
        except Refused as refused:
            _add_error(form, refused)
        else:
            messages.success(request, _("已登记%(name)s。") % {"name": made.name})
            return redirect("person", made.pk)
    return render(request, "people/new.html", {"form": form, "known": known})


def _register(request: HttpRequest, data: dict[str, Any]) -> Person:
    said = changing.Identity(**{name: data[name] for name in _IDENTITY})
    return registering.register(
        area=data["area"],
        said=said,
        phone=data["phone"],
        address=data["address"],
        tags=tuple(data["tags"]),
        another=data["another"],
        by=asking.member(request),
        now=clock.now(),
    )


def _ask(request: HttpRequest, person: Person, topic: topics.Topic, what: Any) -> HttpResponse:
    """Show the topic's form, or do what it says; what was typed is kept when it is refused."""
    member, today = asking.member(request), asking.today(request)
    require = rules.require_keeper if topic.keeper else rules.require_visiting
    require(member, person.area, today)
    given = topic.given(what, member, today)
    if request.method != "POST":
        form = topic.form(initial=topic.initial(what, today), **given)
    else:
        form = topic.form(request.POST, initial=topic.initial(what, today), **given)
        if _done(form, lambda data: topic.act(what, data, member, clock.now())):
            messages.success(request, _("已记下。"))
            return redirect("person-edit", person.pk)
    context = {
        "form": form,
        "topic": topic,
        "person": person,
        "about": "" if what is person else _about(what),
        "held_number": "id_number" in form.fields and person.id_number,
    }
    return render(request, "people/topic.html", context)


def _about(row: Any) -> str:
    """The tag, contact or purpose that a row speaks of."""
    if isinstance(row, PersonTag):
        return str(row.get_tag_display())
    return str(row.get_purpose_display()) if isinstance(row, Consent) else str(row.name)


def _done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotAllowed:
        raise
    except Refused as refused:
        _add_error(form, refused)
        return False
    return True


def _add_error(form: forms.Form, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
