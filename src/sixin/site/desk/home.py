"""Today: what needs me, and nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sixin.hazards import queries as hazards
from sixin.registers import rules
from sixin.registers.models import Area, Level, Member, Person
from sixin.registers.models.rosters import ImportState
from sixin.registers.powers import Power
from sixin.registers.queries import areas, duplicates, imports
from sixin.registers.queries import people as registers
from sixin.site import asking
from sixin.site.desk import welcome
from sixin.visits.models import FollowUp
from sixin.visits.queries import due, visits
from sixin.visits.queries.due import Due

SHOWN = 5  # of each kind by name; the rest is a number that opens the list
# What makes the page say something; without any of it there is nothing to do.
ASKING = (
    "sought_count", "hazard_count", "agreed_count", "overdue", "this_week", "pairs", "imports",
)  # fmt: skip
WEEKDAYS = [_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日")]


@dataclass(frozen=True, slots=True)
class Elder:
    """Somebody named on the page. due: her entry on the due list."""

    person: Person
    due: Due
    follow_up: FollowUp | None = None


@require_safe
@asking.by_member
def today(request: HttpRequest) -> HttpResponseBase:
    """The first page: whom to see today, or for who sees no people what else there is."""
    if Power.SEE_PEOPLE in asking.powers(request):
        return of_people(request)
    asking.area(request)  # an area in the address that is not hers is refused here as there
    return render(request, "today_others.html", welcome.words(request))


@asking.needs(Power.SEE_PEOPLE)
def of_people(request: HttpRequest) -> HttpResponse:
    """The day of a community or a grid, or the way to one."""
    member, area, on = asking.member(request), asking.area(request), asking.today(request)
    if area.level not in (Level.COMMUNITY, Level.GRID):
        found = areas.inside(area).filter(level=Level.COMMUNITY).order_by("path")
        return render(request, "today_choose.html", {"area": area, "communities": found})
    context: dict[str, Any] = {"area": area, "grids": _grids(request)}
    context |= _elders(area, on) | _hazards(area, on) | _desk(member, area, on) | _week(area, on)
    context["pressing"] = len(context["sought"]) + context["hazard_count"]
    context["quiet"] = not any(context[name] for name in ASKING)
    return render(request, "today.html", context)


def _elders(area: Area, on: date) -> dict[str, Any]:
    """Whom to find, whom to see today, and how many are due and on nobody's round."""
    entries, planned = due.due(area, on), visits.planned_in(area, on)
    sought = [entry for entry in entries if entry.urgent]
    agreed = [entry for entry in entries if entry.agreed_on == on and not entry.urgent]
    waiting = [e for e in entries if not e.urgent and e.person_id not in planned]
    named = _named(sought[:SHOWN] + agreed[:SHOWN], area)
    return {
        "sought": [named[e.person_id] for e in sought[:SHOWN]],
        "sought_count": len(sought),
        "agreed": [named[e.person_id] for e in agreed[:SHOWN]],
        "agreed_count": len(agreed),
        "overdue": sum(entry.days_over > 0 for entry in waiting),
        "this_week": sum(entry.days_over <= 0 for entry in waiting),
    }


def _named(entries: list[Due], area: Area) -> dict[UUID, Elder]:
    known = registers.living_in(area).select_related("household", "area")
    people = known.in_bulk([entry.person_id for entry in entries])
    open_ones = visits.open_follow_ups(area).select_related("person__merged_into")
    follow_ups = {one.person.merged_into_id or one.person_id: one for one in open_ones}
    return {
        e.person_id: Elder(people[e.person_id], e, follow_ups.get(e.person_id)) for e in entries
    }


def _hazards(area: Area, on: date) -> dict[str, Any]:
    """The newest hazards that nobody has put right, how many there are, and what they are called."""
    reported = hazards.standing_in(area)
    return {
        "hazards": list(reported.select_related("person__household", "person__merged_into")[:3]),
        "hazard_count": reported.count(),
        "items": {row.when["item"]: row for row in hazards.checklist(area, on)},
    }


def _desk(member: Member, area: Area, on: date) -> dict[str, Any]:
    """What waits for those who keep the registers; nothing for others."""
    if not rules.may_keep_registers(member, area, on):
        return {"pairs": 0, "imports": 0}
    pairs = duplicates.within(duplicates.visible_to(member, on), area)
    ready = imports.visible_to(member, on).filter(community=area, state=ImportState.READY)
    return {"pairs": duplicates.open_ones(pairs).count(), "imports": ready.count()}


def _week(area: Area, on: date) -> dict[str, Any]:
    """The round that is being walked, and the seven days of this week."""
    monday = on - timedelta(days=on.weekday())
    went = {day.day: day for day in visits.days(area, monday, monday + timedelta(days=6))}
    days = [monday + timedelta(days=offset) for offset in range(7)]
    met = [went[day].met if day in went else 0 for day in days]
    walking = visits.rounds_of(area).filter(first_day__lte=on, last_day__gte=on)
    return {
        "round": walking.first(),
        "week": [
            {"label": label, "value": value, "now": day == on}
            for label, day, value in zip(WEEKDAYS, days, met, strict=True)
        ],
        "met": sum(met),
        "not_met": sum(day.not_met for day in went.values()),
        "still": sum(day.planned for day in went.values()),
        "peak": max(1, *met),
    }


def _grids(request: HttpRequest) -> list[Area]:
    """The areas to choose from; none where there is only one."""
    mine = asking.areas_seen(request)
    found = list(mine.filter(level__in=[Level.COMMUNITY, Level.GRID]).order_by("path"))
    return found if len(found) > 1 else []
