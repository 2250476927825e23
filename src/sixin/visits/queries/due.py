"""The due list: the one definition of whom to see, by when, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sixin.registers.models import Area, Person
from sixin.registers.queries import areas
from sixin.registers.queries import people as registers
from sixin.visits import policy
from sixin.visits.models import FollowUp, Standing
from sixin.visits.policy import Cadence
from sixin.visits.queries import facts
from sixin.visits.queries.facts import Known
from sixin.visits.standing import Outcome, knocks_of, work_out

WEEK = 6  # this week: today and the six days after it
_RANK = {level: rank for rank, level in enumerate(policy.LEVELS)}


@dataclass(frozen=True, slots=True)
class Due:
    """An elder to see. due_on: by when; days_over: whole days past it, negative before.

    last_met_on: None if never met; agreed_on: the day promised at the last visit; absence: the
    outcome of the last knock if she was not met; urgent: an open follow-up waits.
    """

    person_id: UUID
    area_id: int
    tags: frozenset[str]
    age: int | None
    cadence: Cadence
    last_met_on: date | None
    due_on: date
    days_over: int
    agreed_on: date | None
    failed_knocks: int
    absence: str
    urgent: bool


def due(area: Area, on: date, *, within: int = WEEK) -> list[Due]:
    """Elders of `area` and below who are due by `on` + `within` days, the most pressing first.

    Everything is taken as it was at the end of that day, so a past day answers as it did then.
    Urgent follow-ups come first, then by care level, then by days past the due date. An elder
    whom no rule names is due only on a day that was agreed with her.
    """
    until = on + timedelta(days=within)
    tags, none = facts.tags(area, on), frozenset[str]()
    urgent = {text for pk in facts.sought(area, on) for text in facts.texts(pk)}
    anew = {text: o for pk, o in facts.anew(area, on).items() for text in facts.texts(pk)}
    policies = policy.of_each({a.pk: a.rule_code for a in areas.inside(area)}, on)
    found = []
    for person, stored in facts.people(area, on):
        held, key = tags.get(str(person.pk), none), str(person.pk)
        cadence = policies[person.area_id].cadence(held, person.age)
        stands = anew.get(key, stored)
        entry = entry_of(person, held, cadence, stands, key in urgent, on, until)
        if entry:
            found.append(entry)
    return sorted(found, key=pressing)


def of_person(person: Person, on: date) -> tuple[Cadence, Due | None]:
    """What the rules ask for this elder, and her entry on the due list however far off it is."""
    rows = registers.rows_of(person)
    held = facts.tags_of(person, on)
    known = facts.Known(person.pk, person.area_id, person.age_on(on), person.registered_on)
    cadence = policy.of(person.area.rule_code, on).cadence(held, known.age)
    outcome: Standing | Outcome | None = Standing.objects.filter(person=person).first()
    if len(rows) > 1:
        outcome = work_out(knocks_of(rows))
    urgent = FollowUp.objects.filter(person__in=rows, closed_at__isnull=True).exists()
    return cadence, entry_of(known, held, cadence, outcome, urgent, on)


def pressing(entry: Due) -> tuple[bool, int, int, UUID]:
    """A sort key: the most pressing first."""
    return (not entry.urgent, _RANK[entry.cadence.level], -entry.days_over, entry.person_id)


def entry_of(
    person: Known,
    tags: frozenset[str],
    cadence: Cadence,
    standing: Standing | Outcome | None,
    urgent: bool,
    on: date,
    until: date = date.max,
) -> Due | None:
    """Her entry on the due list, however far off it is; None if neither rule nor promise asks."""
    stands = standing or Outcome()
    due_on = _due_on(person, cadence, stands)
    if not urgent and (due_on is None or due_on > until):
        return None
    due_on = due_on or on
    return Due(
        person_id=person.pk if isinstance(person.pk, UUID) else UUID(person.pk),
        area_id=person.area_id,
        tags=tags,
        age=person.age,
        cadence=cadence,
        last_met_on=stands.last_met_on,
        due_on=due_on,
        days_over=(on - due_on).days,
        agreed_on=stands.next_on,
        failed_knocks=stands.failed_knocks,
        absence=stands.absence,
        urgent=urgent,
    )


def _due_on(person: Known, cadence: Cadence, stands: Standing | Outcome) -> date | None:
    """One period after she was last met, or the agreed day if that is sooner; None if neither.

    Where the last knock found that she is away, in hospital or indisposed, a later agreed day
    holds instead, but no longer than one period: word of her is not yet seeing her.
    """
    agreed = stands.next_on
    if cadence.days is None:
        return agreed
    period = timedelta(days=cadence.days)
    ruled = stands.last_met_on + period if stands.last_met_on else person.registered_on
    if agreed is None or agreed <= ruled:
        return agreed or ruled
    if stands.absence and stands.last_knock_on:
        return max(ruled, min(agreed, stands.last_knock_on + period))
    return ruled


def overdue(area: Area, on: date) -> Iterator[Due]:
    """Those past their due date on that day, or sought urgently."""
    return (entry for entry in due(area, on, within=0) if entry.urgent or entry.days_over > 0)
