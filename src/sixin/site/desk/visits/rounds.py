"""Rounds: all of them, and a new one from those who were chosen on the due list."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers.models import Area, Person
from sixin.registers.powers import Power
from sixin.registers.queries import areas, members, people
from sixin.site import asking
from sixin.site.desk import searching
from sixin.site.desk.visits import doors
from sixin.site.desk.visits.filters import Filters
from sixin.site.desk.visits.listing import listing
from sixin.site.desk.visits.planning import RoundForm, walks
from sixin.visits import actions, rules
from sixin.visits.queries import facts, visits

PAGE = 30
MOST = 1000


@require_GET
@asking.needs(Power.SEE_PEOPLE)
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds that concern who asks, the latest first, with how far each has come."""
    member, on = asking.member(request), asking.today(request)
    seen = visits.rounds_visible_to(member, on).select_related("area")
    page = Paginator(seen.order_by("-first_day", "-created_at"), PAGE).get_page(
        request.GET.get("page")
    )
    home = asking.home_area(request)
    context = {"page": page, "today": on, "may_plan": rules.may_plan(member, home, on)}
    return render(request, "visits/rounds.html", context)


@require_POST
@asking.needs(Power.PLAN)
def new(request: HttpRequest) -> HttpResponse:
    """A round from those chosen: first the questions, then (`step=save`) the round itself."""
    area, on = _area(request), asking.today(request)
    rules.require_planner(asking.member(request), area, on)
    chosen = _chosen(request, area)
    if not chosen:
        messages.warning(request, _("还没选人。请在名单上勾选要走访的老人。"))
        return redirect(f"/due/?{request.GET.urlencode()}")
    known = walks(chosen, doors.doors([one.pk for one in chosen], areas.inside(area)))
    saving = request.POST.get("step") == "save"
    around = list(members.around(area, on))
    form = RoundForm(request.POST if saving else None, known, around, on)
    if saving and form.is_valid():
        made = _made(request, area, form)
        if made:
            return made
    context = {"form": form, "walks": known, "people": chosen, "area": area}
    return render(request, "visits/round_new.html", context)


def _made(request: HttpRequest, area: Area, form: RoundForm) -> HttpResponse | None:
    now = clock.now()
    values = form.cleaned_data
    try:
        made = actions.plan(
            area=area,
            name=values["name"],
            first_day=values["first_day"],
            last_day=values["last_day"],
            stops=form.stops(facts.sought(area, clock.day_of(now))),
            by=asking.member(request),
            now=now,
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return None
    count = sum(len(walk.people) for walk in form.walks)
    words = ngettext("排好了，共 %(n)s 位。", "排好了，共 %(n)s 位。", count) % {"n": count}
    messages.success(request, words)
    return redirect("round", made.pk)


def _area(request: HttpRequest) -> Area:
    """The area that the list showed, if it is one of the member's."""
    found = asking.areas_seen(request).filter(code=request.POST.get("area", "")).first()
    return found or asking.area(request)


def _chosen(request: HttpRequest, area: Area) -> list[Person]:
    """Who was ticked, or all whom the filters of the list leave (`step=all`); never strangers."""
    if request.POST.get("step") == "all":
        found = listing([area], asking.today(request), Filters.of(searching.asked(request)))
        ids = [entry.person_id for entry in found.entries]
    else:
        ids = [pk for text in request.POST.getlist("person") if (pk := _uuid(text))]
    here = people.living_in(area).select_related("area", "household")
    return list(here.filter(pk__in=ids[:MOST]))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
