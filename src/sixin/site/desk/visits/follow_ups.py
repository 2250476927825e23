"""An urgent follow-up: who is sought, why, whom to call, what was done, what was found."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import rules as registers
from sixin.registers.models import Person
from sixin.registers.powers import Power
from sixin.registers.queries import members, people
from sixin.site import asking
from sixin.visits import actions, reasons, rules
from sixin.visits.models import FollowUp, Mode, State, Step
from sixin.visits.queries import due, visits
from sixin.visits.standing import Knock, knocks_of

LAST_KNOCKS = 5
ICONS = {"neighbour": "users", "child": "phone", "again": "door-open", "police": "shield"}


class StepForm(forms.Form):
    """What was done, by one of the buttons."""

    step = forms.ChoiceField(choices=Step.choices)
    note = forms.CharField(
        label=gettext_lazy("先写一句听到什么"), required=False, max_length=200,
        help_text=gettext_lazy("再按上面做了的那一件，就记上几点几分。"),
    )  # fmt: skip


class ClosingForm(forms.Form):
    """What was found."""

    outcome = forms.CharField(
        label=gettext_lazy("人在哪里，怎么样"), max_length=200,
        help_text=gettext_lazy("一句话，比如“在女儿家，电话里说话清楚”。"),
        error_messages={"required": gettext_lazy("请写一下找到的情况，一句话就行。")},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@asking.needs(Power.SEE_PEOPLE)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a follow-up; take a step (`step`) or close it (`outcome`)."""
    found = _follow_up(request, pk)
    closing = request.method == "POST" and "outcome" in request.POST
    stepping = request.method == "POST" and not closing
    step = StepForm(request.POST if stepping else None)
    close = ClosingForm(request.POST if closing else None)
    form = close if closing else step
    if form.is_bound and form.is_valid():
        try:
            return _done(request, found, form)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(
                refused.field if refused.field in form.fields else None, refused.sentence
            )
    return render(request, "visits/follow_up.html", _context(request, found, step, close))


@require_GET
@asking.needs(Power.SEE_PEOPLE)
def of_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The follow-up of this person that is open."""
    seen = people.visible_to(asking.member(request), asking.today(request))
    found = visits.follow_up_of(get_object_or_404(seen, pk=pk))
    if found is None:
        raise Http404
    return redirect("follow-up", found.pk)


def _follow_up(request: HttpRequest, pk: UUID) -> FollowUp:
    seen = visits.follow_ups_visible_to(asking.member(request), asking.today(request))
    rows = seen.select_related(
        "person__area", "person__household", "person__merged_into", "closed_by", "reopens"
    )
    return get_object_or_404(rows, pk=pk)


def _done(request: HttpRequest, found: FollowUp, form: forms.Form) -> HttpResponse:
    by, now, values = asking.member(request), clock.now(), form.cleaned_data
    if "outcome" in values:
        actions.close(follow_up=found, outcome=values["outcome"], by=by, now=now)
        messages.success(request, _("办结了。经过都留在老人的页面上。"))
    else:
        actions.take_step(follow_up=found, step=values["step"], note=values["note"], by=by, now=now)
        messages.success(request, _("记上了：%(step)s。") % {"step": Step(values["step"]).label})
    return redirect("follow-up", found.pk)


def _context(
    request: HttpRequest, found: FollowUp, step: StepForm, close: ClosingForm
) -> dict[str, object]:
    on = asking.today(request)
    person: Person = found.person.merged_into or found.person
    rows = people.rows_of(person)
    _cadence, entry = due.of_person(person, on)
    return {
        "follow_up": found,
        "person": person,
        "contacts": people.contacts_of(person),
        "around": members.walkers(person.area, on).get(person.area_id, []),
        "knocks": [(knock, *_words(knock)) for knock in knocks_of(rows)[:LAST_KNOCKS]],
        "steps": found.steps.select_related("taken_by"),
        "buttons": [(code, label, ICONS.get(code, "zap")) for code, label in Step.choices],
        "facts": reasons.facts(entry) if entry else "",
        "last_met": reasons.last_met(entry) if entry else "",
        "step_form": step,
        "close_form": close,
        "may_close": rules.may_close(asking.member(request), person.area, on),
        "may_reveal": registers.may(asking.member(request), Power.REVEAL, person.area, on),
        "today": on,
    }


def _words(knock: Knock) -> tuple[str, str]:
    return str(Mode(knock.mode).label), str(State(knock.state).label)
