"""The due list: the one definition of whom to see, by when, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from sixin.registers import rules
from sixin.registers.models import Area, Person, PersonTag
from sixin.registers.queries import people as registers
from sixin.visits import policy
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
    hers = rules.below(area.path, "person__area__path")
    standings, urgent = _standings(hers), _urgent(hers)
    found = [
        entry
        for person in _with_facts(registers.living_in(area), _open_tags(hers), on)
        if (entry := _entry(person, standings.get(person.pk), person.pk in urgent, on))
        and (entry.urgent or entry.due_on <= on + timedelta(days=within))
    ]
    return sorted(found, key=_pressing)


def of_person(person: Person, on: date) -> tuple[Cadence, Due | None]:
    """What the rules ask for this elder, and her entry on the due list however far off it is."""
    return of_people([person], on)[person.pk]


def of_people(people: list[Person], on: date) -> dict[UUID, tuple[Cadence, Due | None]]:
    """`of_person` for a page of people, in as many queries as for one."""
    ids = [person.pk for person in people]
    hers = Q(person__in=ids) | Q(person__merged_into__in=ids)
    standings, urgent = _standings(hers), _urgent(hers)
    return {
        one.pk: (one.cadence, _entry(one, standings.get(one.pk), one.pk in urgent, on))
        for one in _with_facts(people, _open_tags(hers), on)
    }


def cadences(people: QuerySet[Person], on: date) -> dict[UUID, Cadence]:
    """What the rules ask for each of `people`, in their order."""
    ids = people.order_by().values("pk")
    tags = _open_tags(Q(person__in=ids) | Q(person__merged_into__in=ids))
    return {one.pk: one.cadence for one in _with_facts(people, tags, on)}


@dataclass(frozen=True, slots=True)
class _Facts:
    pk: UUID
    area_id: int
    tags: frozenset[str]
    age: int | None
    registered_on: date
    cadence: Cadence


def _with_facts(
    people: QuerySet[Person] | list[Person], tags: dict[UUID, set[str]], on: date
) -> Iterator[_Facts]:
    if isinstance(people, QuerySet):
        people = list(people.only("id", "area", "birth_date", "registered_on"))
    places = Area.objects.in_bulk({person.area_id for person in people})
    book = policy.read(on)
    policies = {pk: Policy(place.rule_code, on, book) for pk, place in places.items()}
    for person in people:
        held, age = frozenset(tags.get(person.pk, ())), person.age_on(on)
        cadence = policies[person.area_id].cadence(held, age)
        yield _Facts(person.pk, person.area_id, held, age, person.registered_on, cadence)


def _open_tags(hers: Q) -> dict[UUID, set[str]]:
    """Facts of today by the person who is kept: a merged row's facts are hers."""
    found: dict[UUID, set[str]] = {}
    rows = PersonTag.objects.filter(hers, until__isnull=True).order_by()
    for pk, kept, tag in rows.values_list("person_id", "person__merged_into", "tag"):
        found.setdefault(kept or pk, set()).add(tag)
    return found


def _urgent(hers: Q) -> set[UUID]:
    rows = FollowUp.objects.filter(hers, closed_at__isnull=True).order_by()
    return {kept or pk for pk, kept in rows.values_list("person_id", "person__merged_into")}


def _standings(hers: Q) -> dict[UUID, Standing]:
    """Standings by the person who is kept: a merged row's visits count for her."""
    rows: dict[UUID, list[Standing]] = {}
    for standing in Standing.objects.filter(hers).annotate(kept=F("person__merged_into")):
        rows.setdefault(standing.kept or standing.person_id, []).append(standing)
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
