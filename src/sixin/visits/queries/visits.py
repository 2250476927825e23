"""Finding visits, rounds and follow-ups."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from sixin.base import clock
from sixin.registers import rules
from sixin.registers.models import Area, Member, Person
from sixin.registers.powers import Power
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
    """Visits to people whom `member` sees."""
    return Visit.objects.filter(person__area__in=_areas(member, on))


def open_follow_ups(area: Area) -> QuerySet[FollowUp]:
    """Urgent follow-ups of an area that nobody has closed, the oldest first."""
    return FollowUp.objects.filter(
        rules.below(area.path, "person__area__path"), closed_at__isnull=True
    ).select_related("person__household", "person__area", "because_of")


def follow_up_of(person: Person) -> FollowUp | None:
    """The urgent follow-up of this person that nobody has closed."""
    rows = people.rows_of(person.merged_into or person)
    return FollowUp.objects.filter(person__in=rows, closed_at__isnull=True).first()


def follow_ups_of(person: Person) -> QuerySet[FollowUp]:
    """Follow-ups of this person, open and closed, the oldest first."""
    return FollowUp.objects.filter(person__in=people.rows_of(person)).order_by("opened_at")


def follow_ups_visible_to(member: Member, on: date) -> QuerySet[FollowUp]:
    """Follow-ups, open and closed, of people whom `member` sees."""
    return FollowUp.objects.filter(person__area__in=_areas(member, on))


def rounds_of(area: Area) -> QuerySet[Round]:
    """Rounds of an area and below, the latest first, with how far each has come."""
    return with_progress(Round.objects.filter(rules.below(area.path, "area__path")))


def with_progress(rounds: QuerySet[Round], stops: Q | None = None) -> QuerySet[Round]:
    """The same rounds with `planned`, `met` and `not_met`: stops, elders met, knocks that met nobody.

    Stops that were taken off do not count, nor those still waiting of people who have left.
    stops: which visits count, as a condition on `visits__…`; all of them without it.
    """
    waiting_in_vain = Q(visits__state=State.PLANNED, visits__person__left_on__isnull=False)
    there = Q(visits__isnull=False) & ~Q(visits__state=State.CANCELLED) & ~waiting_in_vain
    there = there & stops if stops else there
    met = there & Q(visits__state=State.COMPLETED)
    not_met = there & ~Q(visits__state__in=[State.PLANNED, State.COMPLETED])
    return rounds.annotate(
        planned=Count("visits", filter=there),
        met=Count("visits", filter=met),
        not_met=Count("visits", filter=not_met),
    )


def rounds_visible_to(member: Member, on: date) -> QuerySet[Round]:
    """Rounds in which `member` has doors, or whose area is theirs; progress counts those doors."""
    mine = _areas(member, on)
    with_doors = Visit.objects.filter(person__area__in=mine, round__isnull=False)
    seen = Round.objects.filter(Q(area__in=mine) | Q(pk__in=with_doors.values("round")))
    return with_progress(seen, Q(visits__person__area__in=mine))


def _areas(member: Member, on: date) -> QuerySet[Area]:
    return rules.areas_of(member, on, Power.SEE_PEOPLE)


def planned_in(area: Area, on: date) -> dict[UUID, UUID]:
    """{person: id of the next visit planned from that day on} of an area and below."""
    rows = Visit.objects.filter(
        rules.below(area.path, "person__area__path"), state=State.PLANNED, planned_on__gte=on
    ).order_by("-planned_on", "-pk")
    return dict(rows.values_list("person_id", "pk"))


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
    done = here.filter(
        recorded_at__isnull=False,
        occurred_at__gte=clock.at(first),
        occurred_at__lt=clock.end_of(last),
    )
    for at, state in done.values_list("occurred_at", "state").order_by():
        if at is not None and state != State.CANCELLED:
            day = clock.day_of(at)
            counts.setdefault(day, [0, 0, 0])[0 if state == State.COMPLETED else 1] += 1
    planned = here.filter(state=State.PLANNED, planned_on__range=(first, last))
    for day, n in planned.values_list("planned_on").annotate(n=Count("pk")).order_by():
        counts.setdefault(day, [0, 0, 0])[2] += n
    return [Day(day, *counts[day]) for day in sorted(counts)]
