"""The due list: the one definition of whom to see, by when, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from sixin.registers import rules
from sixin.registers.models import Area, Person, PersonTag
from sixin.registers.queries import areas
from sixin.registers.queries import people as registers
from sixin.visits.models import FollowUp, Standing
from sixin.visits.policy import Cadence, Policy


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


def due(area: Area, on: date, *, within: int = 7) -> list[Due]:
    """Elders of `area` and below who are due by `on` + `within` days, the most pressing first.

    Urgent follow-ups come first, then by care level, then by days past the due date. An elder
    whom no rule names is due only on a day that was agreed with her.
    """
    standings = _standings(area)
    urgent = set(
        FollowUp.objects.filter(
            rules.below(area.path, "person__area__path"), closed_at__isnull=True
        ).values_list("person_id", flat=True)
    )
    found = [
        entry
        for person in _people(area, on)
        if (entry := _entry(person, standings.get(person.pk), person.pk in urgent, on))
        and (entry.urgent or entry.due_on <= on + timedelta(days=within))
    ]
    return sorted(found, key=_pressing)


def of_person(person: Person, on: date) -> tuple[Cadence, Due | None]:
    """What the rules ask for this elder, and her entry on the due list however far off it is."""
    facts = _facts(person, Policy(person.area.rule_code, on), _open_tags([person]), on)
    rows = Standing.objects.filter(person__in=registers.rows_of(person))
    urgent = FollowUp.objects.filter(person=person, closed_at__isnull=True).exists()
    return facts.cadence, _entry(facts, _together(list(rows)), urgent, on)


@dataclass(frozen=True, slots=True)
class _Facts:
    pk: UUID
    area_id: int
    tags: frozenset[str]
    age: int | None
    registered_on: date
    cadence: Cadence


def _people(area: Area, on: date) -> Iterator[_Facts]:
    people = list(registers.living_in(area).only("id", "area", "birth_date", "registered_on"))
    tags = _open_tags(area)
    codes = {place.pk: place.rule_code for place in areas.inside(area)}
    policies: dict[int, Policy] = {}
    for person in people:
        place = person.area_id
        if place not in policies:
            policies[place] = Policy(codes[place], on)
        yield _facts(person, policies[place], tags, on)


def _facts(person: Person, policy: Policy, tags: dict[UUID, set[str]], on: date) -> _Facts:
    held = frozenset(tags.get(person.pk, ()))
    age = person.age_on(on)
    return _Facts(
        person.pk, person.area_id, held, age, person.registered_on, policy.cadence(held, age)
    )


def _open_tags(of: Area | list[Person]) -> dict[UUID, set[str]]:
    chosen = (
        Q(person__in=of) if isinstance(of, list) else rules.below(of.path, "person__area__path")
    )
    found: dict[UUID, set[str]] = {}
    rows = PersonTag.objects.filter(chosen, until__isnull=True).order_by()
    for person_id, tag in rows.values_list("person_id", "tag"):
        found.setdefault(person_id, set()).add(tag)
    return found


def _standings(area: Area) -> dict[UUID, Standing]:
    """Standings by the person who is kept: a merged row's visits count for her."""
    rows: dict[UUID, list[Standing]] = {}
    here = Standing.objects.filter(rules.below(area.path, "person__area__path"))
    merged = dict(
        Person.objects.filter(
            rules.below(area.path, "area__path"), merged_into__isnull=False
        ).values_list("pk", "merged_into")
    )
    for standing in here:
        rows.setdefault(merged.get(standing.person_id) or standing.person_id, []).append(standing)
    return {pk: found for pk, several in rows.items() if (found := _together(several))}


def _together(standings: list[Standing]) -> Standing | None:
    """The standing of whichever row was knocked at last, with the latest meeting of all."""
    if not standings:
        return None
    latest = max(standings, key=lambda s: s.last_knock_on or date.min)
    latest.last_met_on = max((s.last_met_on for s in standings if s.last_met_on), default=None)
    return latest


def _entry(person: _Facts, standing: Standing | None, urgent: bool, on: date) -> Due | None:
    cadence = person.cadence
    met = standing.last_met_on if standing else None
    agreed = standing.next_on if standing else None
    days = [day for day in (_by_rule(person, met), agreed) if day]
    if not days and not urgent:
        return None
    due_on = min(days, default=on)
    return Due(
        person_id=person.pk,
        area_id=person.area_id,
        tags=person.tags,
        age=person.age,
        cadence=cadence,
        last_met_on=met,
        due_on=due_on,
        days_over=(on - due_on).days,
        agreed_on=agreed,
        failed_knocks=standing.failed_knocks if standing else 0,
        absence=standing.absence if standing else "",
        urgent=urgent,
    )


def _by_rule(person: _Facts, met: date | None) -> date | None:
    """One period after she was last met; at once if she never was; None if no rule asks."""
    if person.cadence.days is None:
        return None
    return met + timedelta(days=person.cadence.days) if met else person.registered_on


def _pressing(entry: Due) -> tuple[bool, int, int, UUID]:
    rank = {"high": 0, "key": 1, "general": 2}[entry.cadence.level]
    return (not entry.urgent, rank, -entry.days_over, entry.person_id)
