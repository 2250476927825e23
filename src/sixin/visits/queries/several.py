"""What the rules ask, for many people at once: a page of a list, or all whom a filter leaves."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, NullIf

from sixin.registers.models import Area, Person, PersonTag
from sixin.visits import policy
from sixin.visits.models import FollowUp, Standing
from sixin.visits.policy import Cadence
from sixin.visits.queries import due
from sixin.visits.queries.facts import Known
from sixin.visits.standing import Outcome, knocks_by_person, work_out


def of_people(people: list[Person], today: date) -> dict[UUID, tuple[Cadence, due.Due | None]]:
    """`due.of_person` for each of `people` as of today, in as many queries as for one."""
    ids = [person.pk for person in people]
    merged = _merged(ids)
    standings = _standings(ids, merged, today)
    urgent = _urgent({row: pk for pk in ids for row in [pk, *merged.get(pk, [])]})
    tags, asked = _tags(Q(person__in=ids), today), {}
    policies = _policies({person.area_id for person in people}, today)
    for one in people:
        held, age = frozenset(tags.get(one.pk, ())), one.age_on(today)
        known = Known(one.pk, one.area_id, age, one.registered_on)
        cadence = policies[one.area_id].cadence(held, age)
        stands = standings.get(one.pk)
        asked[one.pk] = (
            cadence,
            due.entry_of(known, held, cadence, stands, one.pk in urgent, today),
        )
    return asked


def levels(people: QuerySet[Person], today: date) -> dict[UUID, str]:
    """{person: care level} of all these people, in their order."""
    rows = list(people.values_list("pk", "area_id", "birth_date"))
    tags = _tags(Q(person__in=people.order_by().values("pk")), today)
    policies = _policies({area_id for _pk, area_id, _born in rows}, today)
    ages = {born: Person(birth_date=born).age_on(today) for _pk, _area, born in rows}
    return {
        pk: policies[area_id].cadence(frozenset(tags.get(pk, ())), ages[born]).level
        for pk, area_id, born in rows
    }


def _policies(areas: Iterable[int], today: date) -> dict[int, policy.Policy]:
    places = Area.objects.in_bulk(areas)
    return policy.of_each({pk: place.rule_code for pk, place in places.items()}, today)


def _tags(hers: Q, today: date) -> dict[UUID, set[str]]:
    still = Q(until__isnull=True) | Q(until__gt=today)
    found: dict[UUID, set[str]] = {}
    rows = PersonTag.objects.filter(hers, still, since__lte=today).order_by()
    for pk, tag in rows.values_list("person_id", "tag"):
        found.setdefault(pk, set()).add(tag)
    return found


def _merged(ids: list[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    rows = Person.objects.filter(merged_into__in=ids).order_by()
    for kept, row in rows.values_list("merged_into_id", "pk"):
        found.setdefault(kept, []).append(row)
    return found


def _standings(
    ids: list[UUID], merged: Mapping[UUID, list[UUID]], today: date
) -> dict[UUID, Standing | Outcome]:
    """What is stored; worked out from the visits of all her rows where rows were merged."""
    found: dict[UUID, Standing | Outcome] = dict(Standing.objects.in_bulk(ids))
    rows = {row: pk for pk, others in merged.items() for row in [pk, *others]}
    knocks = knocks_by_person(rows, today) if rows else {}
    for pk, others in merged.items():
        hers = {knock.pk: knock for row in [pk, *others] for knock in knocks[row]}.values()
        found[pk] = work_out(sorted(hers, key=lambda k: (k.at, k.pk), reverse=True))
    return found


def _urgent(rows: Mapping[UUID, UUID]) -> set[UUID]:
    sought = FollowUp.objects.filter(person__in=list(rows), closed_at__isnull=True)
    return {rows[pk] for pk in sought.values_list("person_id", flat=True)}


def with_last_met(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people with `last_met_on`, by whichever of her rows; None for one never met."""
    of_merged = (
        Standing.objects.filter(person__merged_into=OuterRef("pk"), last_met_on__isnull=False)
        .order_by("-last_met_on")
        .values("last_met_on")[:1]
    )
    never = Value(date.min, DateField())
    return people.annotate(
        last_met_on=NullIf(
            Greatest(
                Coalesce("standing__last_met_on", never), Coalesce(Subquery(of_merged), never)
            ),
            never,
        )
    )
