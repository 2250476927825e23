"""Work out where an elder stands from her visits. Called by actions, inside their transaction."""

from datetime import date

from django.db.models import Q

from sixin.base import clock
from sixin.registers.models import Person
from sixin.visits.models import Standing, State, Visit

_KNOCKED = [s for s in State if s not in (State.PLANNED, State.CANCELLED)]
_ABSENT = {State.AWAY, State.HOSPITAL, State.REFUSED}


def refresh(person: Person) -> Standing:
    """Read this person's visits and keep the outcome in her `Standing` row."""
    knocks = list(
        Visit.objects.filter(Q(person=person) | Q(also_met=person), state__in=_KNOCKED)
        .order_by("-occurred_at")
        .distinct()[:30]
    )
    met = next((v for v in knocks if v.state == State.COMPLETED), None)
    if met is None:
        met = _ever_met(person)
    since = knocks[: knocks.index(met)] if met in knocks else knocks
    latest = knocks[0] if knocks else None
    row, _created = Standing.objects.update_or_create(
        person=person,
        defaults={
            "last_met_on": _day(met),
            "last_visit": met,
            "last_knock_on": _day(latest),
            "failed_knocks": sum(v.state == State.NO_ANSWER for v in since),
            "absence": latest.state if latest and latest.state in _ABSENT else "",
            "next_on": latest.next_on if latest else None,
        },
    )
    return row


def _ever_met(person: Person) -> Visit | None:
    return (
        Visit.objects.filter(Q(person=person) | Q(also_met=person), state=State.COMPLETED)
        .order_by("-occurred_at")
        .first()
    )


def _day(visit: Visit | None) -> date | None:
    return clock.day_of(visit.occurred_at) if visit and visit.occurred_at else None
