"""Finding visits, rounds and follow-ups."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sixin.registers import rules
from sixin.registers.models import Area, Member, Person
from sixin.registers.queries import people
from sixin.visits.models import FollowUp, Round, State, Visit


def of_person(person: Person) -> QuerySet[Visit]:
    """Every visit at which this person was sought or met, the latest first; planned ones too."""
    rows = people.rows_of(person)
    return (
        Visit.objects.filter(Q(person__in=rows) | Q(also_met__in=rows))
        .distinct()
        .prefetch_related("members")
    )


def visible_to(member: Member, on: date) -> QuerySet[Visit]:
    """Visits to people in the areas of `member`'s roles."""
    return Visit.objects.filter(person__area__in=rules.areas_of(member, on))


def open_follow_ups(area: Area) -> QuerySet[FollowUp]:
    """Urgent follow-ups of an area that nobody has closed, the oldest first."""
    return FollowUp.objects.filter(
        rules.below(area.path, "person__area__path"), closed_at__isnull=True
    ).select_related("person__household", "person__area", "because_of")


def rounds_of(area: Area) -> QuerySet[Round]:
    """Rounds of an area and below, the latest first, with how far each has come."""
    knocked = Q(visits__state__in=[State.NO_ANSWER, State.REFUSED, State.AWAY])
    return Round.objects.filter(rules.below(area.path, "area__path")).annotate(
        planned=Count("visits", filter=~Q(visits__state=State.CANCELLED)),
        met=Count("visits", filter=Q(visits__state=State.COMPLETED)),
        not_met=Count("visits", filter=knocked),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """How one day went: elders met, knocks that met nobody, visits still planned."""

    day: date
    met: int
    not_met: int
    planned: int


def days(area: Area, first: date, last: date) -> list[Day]:
    """One `Day` for each day on which anything happened or is planned, in order."""
    here = Visit.objects.filter(rules.below(area.path, "person__area__path"))
    counts: dict[date, list[int]] = {}
    done = here.filter(recorded_at__isnull=False, occurred_at__date__range=(first, last))
    rows = done.values_list("occurred_at__date", "state").annotate(n=Count("pk")).order_by()
    for day, state, n in rows:
        if state != State.CANCELLED:
            counts.setdefault(day, [0, 0, 0])[0 if state == State.COMPLETED else 1] += n
    planned = here.filter(state=State.PLANNED, planned_on__range=(first, last))
    for day, n in planned.values_list("planned_on").annotate(n=Count("pk")).order_by():
        counts.setdefault(day, [0, 0, 0])[2] += n
    return [Day(day, *counts[day]) for day in sorted(counts)]
