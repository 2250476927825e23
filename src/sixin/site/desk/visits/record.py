"""Record a visit with all that it found, and take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.base.ids import uuid7
from sixin.hazards import queries as hazards
from sixin.registers.models import Person
from sixin.registers.powers import Power
from sixin.registers.queries import members, people
from sixin.rulebook.models import Rule
from sixin.site import asking, recording
from sixin.site.desk.visits import telling
from sixin.site.desk.visits.record_form import FIELDS, Asked, RecordForm
from sixin.site.recording import Told
from sixin.visits import reasons, rules
from sixin.visits.actions import TakenBack
from sixin.visits.models import State, Visit
from sixin.visits.queries import asking as questions
from sixin.visits.queries import due, visits

NOT_MADE = (State.PLANNED, State.CANCELLED)


@require_http_methods(["GET", "POST"])
@asking.needs(Power.VISIT)
def visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask how the visit went and record it.

    The address holds the id of what is to be recorded (`visit=UUID`, a planned one or a new one),
    so that going back and sending again meets the same id. Without one it is given one.
    """
    person = _person(request, pk)
    rules.require_visitor(asking.member(request), person.area, asking.today(request))
    named = _named(request)
    known = person.visits.filter(pk=named).first() if named else None
    if request.method == "GET" and (named is None or _undone(known)):
        return redirect(_address(request, person))
    if request.method == "GET" and known and known.recorded_at:
        return render(request, "visits/recorded.html", {"person": person, "visit": known})
    planned = known if known and known.state == State.PLANNED else None
    form = RecordForm(request.POST or None, _asked(request, person, planned, named))
    if request.method == "POST" and form.is_valid():
        form, told = _recorded(request, form)
        if told:
            return _after(request, told)
    _cadence, entry = due.of_person(person, asking.today(request))
    context = {
        "person": person,
        "form": form,
        "opened": form.opened(),
        "planned": planned,
        "entry": entry,
        "why": reasons.why(entry) if entry else "",
        "facts": reasons.facts(entry) if entry else "",
        "consent": form.asked.consent,
        "today": asking.today(request),
        "follow_up": visits.follow_up_of(person),
        "last": visits.of_person(person).exclude(state__in=NOT_MADE).first(),
        "hazards": _hazards(person, form.asked.checklist),
        "from_round": request.GET.get("from") == "round",
    }
    return render(request, "visits/record.html", context)


@require_POST
@asking.needs(Power.VISIT)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a visit back with all that came of it."""
    seen = visits.visible_to(asking.member(request), asking.today(request))
    found = get_object_or_404(seen.select_related("person"), pk=pk)
    undone = recording.take_back(
        visit=found,
        because=request.POST.get("because", "").strip() or _("记错了"),
        by=asking.member(request),
        now=clock.now(),
    )
    messages.success(request, telling.taken_back(undone))
    if undone.follow_up:
        messages.warning(request, _("紧急跟进又开着：还没有人找到老人。"))
    person = undone.visit.person
    return redirect("person", (person.merged_into or person).pk)


def _person(request: HttpRequest, pk: UUID) -> Person:
    seen = people.visible_to(asking.member(request), asking.today(request))
    return get_object_or_404(seen.select_related("area", "household", "merged_into"), pk=pk)


def _named(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("visit", ""))
    except ValueError:
        return None


def _undone(visit: Visit | None) -> bool:
    return bool(visit and visit.recorded_at and visit.state == State.CANCELLED)


def _address(request: HttpRequest, person: Person) -> str:
    """This page with an id: of the stop in a round that is being walked, else a new one."""
    on = asking.today(request)
    waiting = person.visits.filter(
        state=State.PLANNED, round__first_day__lte=on, round__last_day__gte=on
    )
    stop = waiting.order_by("planned_on", "pk").first()
    query = request.GET.copy()
    query["visit"] = str(stop.pk if stop else uuid7())
    return f"{request.path}?{query.urlencode()}"


def _asked(
    request: HttpRequest, person: Person, planned: Visit | None, named: UUID | None
) -> Asked:
    by, on = asking.member(request), asking.today(request)
    family = people.living_in(person.area).filter(household=person.household_id)
    walkers, went = _walkers(planned, by.pk)
    return Asked(
        person=person,
        by=by,
        now=clock.now(),
        needs=questions.needs(person.area, on),
        checklist=hazards.checklist(person.area, on),
        household=list(family.exclude(pk=person.pk)) if person.household_id else [],
        colleagues=list(members.around(person.area, on).exclude(pk=by.pk)),
        consent=questions.may_tell_family(person, on),
        visit=named or uuid7(),
        walkers=walkers,
        went=went,
    )


def _hazards(person: Person, checklist: list[Rule]) -> list[Rule]:
    """The items of the checklist that were reported here and still stand."""
    here = set(hazards.of_person(person).values_list("item", flat=True))
    return [rule for rule in checklist if rule.when["item"] in here]


def _walkers(planned: Visit | None, by: UUID) -> tuple[tuple[str, ...], bool]:
    """Who was to go besides who asks, and whether who asks was to go."""
    went = set(planned.members.values_list("pk", flat=True)) if planned else set()
    return tuple(str(pk) for pk in went - {by}), not went or by in went


def _recorded(request: HttpRequest, form: RecordForm) -> tuple[RecordForm, Told | None]:
    try:
        return form, recording.record(
            report=form.report(),
            findings=form.findings(),
            by=asking.member(request),
            now=clock.now(),
        )
    except NotAllowed:
        raise
    except TakenBack:
        fresh = request.POST.copy()
        fresh["id"] = str(uuid7())
        form = RecordForm(fresh, form.asked)
        form.add_error(None, _("这次走访记过以后撤销了。再按一次“记下”，就重新记成一次。"))
    except Refused as refused:
        name = FIELDS.get(refused.field, refused.field)
        form.add_error(name if name in form.fields else None, refused.sentence)
    return form, None


def _after(request: HttpRequest, told: Told) -> HttpResponse:
    undo_at = reverse("visit-undo", args=[told.visit.pk])
    messages.success(request, telling.recorded(told), extra_tags=undo_at)
    if told.follow_up and told.visit.state == State.NO_ANSWER:
        return redirect("follow-up", told.follow_up.pk)
    if request.POST.get("back") == "round" and told.visit.round_id:
        return redirect("round", told.visit.round_id)
    return redirect("person", told.visit.person_id)
