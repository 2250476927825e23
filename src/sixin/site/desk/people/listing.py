"""The people whom filters leave, in order, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from sixin.base import clock
from sixin.hazards.queries import standing_in
from sixin.registers import rules
from sixin.registers.models import Area, Member, Person
from sixin.registers.powers import Power
from sixin.registers.queries import people
from sixin.registers.queries.search import search
from sixin.site.desk.people.filters import BANDS, Filters
from sixin.site.desk.people.walking import Walked
from sixin.visits.policy import Cadence
from sixin.visits.queries import several
from sixin.visits.queries.due import Due

PAGE = 50
WHOLE = 2000  # the longest list that is shown, and printed, on one page
# An empty path stands above every other: hazards are then narrowed by who has them.
EVERYWHERE = Area(path="")


@dataclass(frozen=True, slots=True)
class Row:
    """A person in a list. due: her entry on the due list; None when nothing asks for her."""

    person: Person
    last_met_on: date | None
    cadence: Cadence
    due: Due | None


def found(filters: Filters, member: Member, power: Power) -> QuerySet[Person]:
    """The people whom all filters but the care level leave, in the order asked for.

    That of doors is left to `Walked`.
    """
    mine = rules.areas_of(member, filters.today, power)
    if filters.area:
        mine = mine.filter(rules.below(filters.area.path))
    chosen = several.with_last_met(people.within(mine))
    if filters.state != "all":
        chosen = chosen.filter(left_on__isnull=filters.state == "living")
    for tag in filters.tags:
        chosen = people.tagged(chosen, tag, filters.today)
    if filters.age:
        chosen = chosen.filter(_of_age(filters))
    if filters.seen:
        chosen = chosen.filter(_not_seen(filters))
    if filters.hazard:
        reported = standing_in(EVERYWHERE).order_by()
        kept = Coalesce("person__merged_into", "person")
        chosen = chosen.filter(pk__in=reported.values_list(kept, flat=True))
    if filters.q:
        chosen = search(chosen, filters.q, mine)
    return _sorted(chosen, filters)


def page(filters: Filters, member: Member, number: str | None) -> "Page[UUID]":
    """One page of ids; `count` of its paginator is how many there are."""
    size = WHOLE if filters.whole else PAGE
    ids: Any = _ids(filters, member, Power.SEE_PEOPLE)
    return Paginator(ids, size).get_page(number)


def rows(ids: list[UUID], today: date) -> list[Row]:
    """Everything that the list says of these people, in their order."""
    known = several.with_last_met(people.with_tags(Person.objects.select_related("area")))
    by_id = known.select_related("household").in_bulk(ids)
    here = [by_id[pk] for pk in ids if pk in by_id]
    asked = several.of_people(here, today)
    return [Row(person, getattr(person, "last_met_on", None), *asked[person.pk]) for person in here]


def every_row(filters: Filters, member: Member, power: Power) -> Iterator[Row]:
    """All of them for whom `member` has that power, read a few hundred at a time."""
    ids = list(_ids(filters, member, power))
    for start in range(0, len(ids), 500):
        yield from rows(ids[start : start + 500], filters.today)


def _ids(
    filters: Filters, member: Member, power: Power
) -> "QuerySet[Person, UUID] | Walked | list[UUID]":
    chosen = found(filters, member, power)
    ids = Walked(chosen) if filters.sort == "door" else chosen.values_list("pk", flat=True)
    if not filters.level:
        return ids
    levels = several.levels(chosen, filters.today)
    return [pk for pk in ids if levels.get(pk) == filters.level]


def _sorted(chosen: QuerySet[Person], filters: Filters) -> QuerySet[Person]:
    if filters.sort == "age":
        return chosen.order_by(F("birth_date").asc(nulls_last=True), "pinyin", "pk")
    if filters.sort == "seen":
        return chosen.order_by(F("last_met_on").asc(nulls_first=True), "pinyin", "pk")
    if filters.q and not filters.sort:
        return chosen
    return chosen.order_by("pinyin", "pk")


def _of_age(filters: Filters) -> Q:
    if filters.age == "unknown":
        return Q(birth_date__isnull=True)
    youngest, oldest = BANDS[filters.age]
    wanted = Q(birth_date__isnull=False)
    if youngest is not None:
        wanted &= Q(birth_date__lte=clock.years_before(filters.today, youngest))
    if oldest is not None:
        wanted &= Q(birth_date__gt=clock.years_before(filters.today, oldest + 1))
    return wanted


def _not_seen(filters: Filters) -> Q:
    never = Q(last_met_on__isnull=True)
    if filters.seen == "never":
        return never
    return never | Q(last_met_on__lte=filters.today - timedelta(days=int(filters.seen)))
