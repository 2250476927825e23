"""One round: its stops by day, walker and entrance, and what may be changed while it is walked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import rules as registers
from sixin.registers.models import Member
from sixin.registers.powers import Power
from sixin.registers.queries import areas, members
from sixin.site import asking
from sixin.site.desk import taking
from sixin.site.desk.visits import doors
from sixin.site.desk.visits.doors import Door
from sixin.visits import actions, rules
from sixin.visits.models import State, Visit
from sixin.visits.queries import visits


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit of the round, as a line."""

    visit: Visit
    door: Door
    may_change: bool

    @property
    def mark(self) -> str:
        """Which mark of the sheet stands before it."""
        if self.visit.state == State.COMPLETED:
            return "done"
        if self.visit.state == State.PLANNED:
            return "" if self.visit.person.left_on else "waiting"
        return "" if self.visit.state == State.CANCELLED else "urgent"


@dataclass(frozen=True, slots=True)
class Walk:
    """The stops of one day and the same walkers. by_building: (heading, stops)."""

    day: date | None
    walkers: str
    by_building: list[tuple[str, list[Stop]]]


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.SEE_PEOPLE)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The round with its marks, or its sheets for paper (`print=1`, `member=UUID`)."""
    member, on = asking.member(request), asking.today(request)
    seen = visits.rounds_visible_to(member, on)
    found = get_object_or_404(seen.select_related("area", "created_by"), pk=pk)
    stops = _stops(found.pk, member, on)
    context = {
        "round": found,
        "walks": list(_walks(stops)),
        "taken_off": [stop for stop in stops if _taken_off(stop.visit)],
        "members": sorted({one for s in stops for one in _names(s.visit)}),
        "today": on,
        "community": areas.community_of(found.area),
        "phone": members.phone_of(found.area, on),
    }
    if "print" in request.GET:
        taken = taking.ask(request, _("打印走访单"), lead=found.name, act=_("打印"))
        if isinstance(taken, HttpResponse):
            return taken
        taking.tell("round.printed", taken, found.area, count=len(stops))
        return render(request, "visits/round_print.html", context | {"taken": taken})
    return render(request, "visits/round.html", context)


@require_http_methods(["GET", "POST"])
@asking.needs(Power.PLAN)
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who goes to one door, or that nobody does, with a reason."""
    visit = _visit(request, pk)
    rules.require_planner(asking.member(request), visit.person.area, asking.today(request))
    around = members.around(visit.person.area, asking.today(request))
    went = [str(pk) for pk in visit.members.values_list("pk", flat=True)]
    form = StopForm(request.POST or None, initial={"members": went})
    form.fields["members"].choices = [(str(m.pk), m.name) for m in around]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            return _changed(request, visit, form, {str(m.pk): m for m in around})
        except Refused as refused:
            form.add_error(
                refused.field if refused.field in form.fields else None, refused.sentence
            )
    return render(request, "visits/stop.html", {"visit": visit, "form": form})


@require_POST
@asking.needs(Power.PLAN)
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A stop that was taken off is on the round again."""
    visit = _visit(request, pk)
    actions.restore(visit=visit, by=asking.member(request), now=clock.now())
    messages.success(request, _("放回安排了：%(name)s。") % {"name": visit.person.name})
    return redirect("round", visit.round_id)


class StopForm(forms.Form):
    """Who goes; or why nobody does."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("谁去"), required=False, widget=forms.CheckboxSelectMultiple
    )
    because = forms.CharField(
        label=gettext_lazy("不去了，因为"), required=False, max_length=200,
        help_text=gettext_lazy("一句话，比如“去女儿家过冬了”。"),
    )  # fmt: skip


def _changed(
    request: HttpRequest, visit: Visit, form: StopForm, around: dict[str, Member]
) -> HttpResponse:
    by, now = asking.member(request), clock.now()
    if request.POST.get("step") == "cancel":
        actions.cancel(visit=visit, because=form.cleaned_data["because"], by=by, now=now)
        words = _("不去%(name)s家了。") % {"name": visit.person.name}
        messages.success(request, words, extra_tags=f"/rounds/stops/{visit.pk}/put-back/")
    else:
        chosen = [around[pk] for pk in form.cleaned_data["members"]]
        actions.assign(visit=visit, to=chosen, by=by, now=now)
        names = _("、").join(member.name for member in chosen) or _("先不定")
        words = _("去%(name)s家的人：%(names)s。") % {"name": visit.person.name, "names": names}
        messages.success(request, words)
    return redirect("round", visit.round_id)


def _visit(request: HttpRequest, pk: UUID) -> Visit:
    seen = visits.visible_to(asking.member(request), asking.today(request))
    rows = seen.filter(round__isnull=False).select_related("person__area", "round")
    return get_object_or_404(rows, pk=pk)


def _stops(round_id: UUID, member: Member, on: date) -> list[Stop]:
    plans = set(registers.areas_of(member, on, Power.PLAN).values_list("pk", flat=True))
    rows = list(
        visits.visible_to(member, on)
        .filter(round=round_id)
        .exclude(state=State.CANCELLED, recorded_at__isnull=False)
        .select_related("person__area")
        .prefetch_related("members")
    )
    found = doors.doors([visit.person_id for visit in rows], {v.person.area for v in rows})
    return [Stop(v, found[v.person_id], v.person.area_id in plans) for v in rows]


def _walks(stops: list[Stop]) -> Iterator[Walk]:
    shown = [stop for stop in stops if not _taken_off(stop.visit)]
    shown.sort(key=lambda s: (s.visit.planned_on or date.min, _walkers(s.visit), s.door.walking))
    for (day, walkers), some in groupby(shown, lambda s: (s.visit.planned_on, _walkers(s.visit))):
        buildings = groupby(some, lambda s: (s.door.group, s.door.heading))
        yield Walk(day, walkers, [(heading, list(there)) for (_g, heading), there in buildings])


def _walkers(visit: Visit) -> str:
    return _("、").join(sorted(_names(visit)))


def _names(visit: Visit) -> list[str]:
    return [member.name for member in visit.members.all()]


def _taken_off(visit: Visit) -> bool:
    return visit.state == State.CANCELLED and visit.recorded_at is None
