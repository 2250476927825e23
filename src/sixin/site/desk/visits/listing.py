"""The due list as a page shows it: filtered, counted, in order, under headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from sixin.registers.models import Area, Person
from sixin.registers.queries import areas, people
from sixin.registers.queries.search import search
from sixin.site.desk.visits import doors
from sixin.site.desk.visits.doors import Door
from sixin.site.desk.visits.filters import WHEN, Filters, stage
from sixin.visits import reasons
from sixin.visits.models import Visit
from sixin.visits.queries import due, visits
from sixin.visits.queries.due import Due

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One elder on the list."""

    entry: Due
    door: Door
    person: Person
    visit: Visit | None

    @property
    def facts(self) -> str:
        """ "独居、84 岁"."""
        return reasons.facts(self.entry)

    @property
    def why(self) -> str:
        """ "23 天前见过；敲门 2 次没人应"."""
        return reasons.why(self.entry)

    @property
    def every(self) -> str:
        """ "每 7 天看望一次"."""
        return reasons.every(self.entry)

    @property
    def unverified(self) -> bool:
        """Is the rule that asks unverified?"""
        return reasons.unverified(self.entry)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    heading: str
    urgent: bool
    rows: list[Row]


@dataclass(slots=True)
class Listing:
    """The whole list of one request, before it is cut into pages. counts: by stage, unfiltered."""

    entries: list[Due]
    counts: dict[str, int]
    unplanned: int
    doors: dict[UUID, Door]
    planned: dict[UUID, UUID]
    flat: bool

    def page(self, number: str | None) -> "Page[Due]":
        """One page of entries."""
        return Paginator(self.entries, PAGE).get_page(number)

    def groups(self, entries: list[Due]) -> Iterator[Group]:
        """These entries as rows under headings, in their order; a query for each kind of row."""
        ids = [entry.person_id for entry in entries]
        known = Person.objects.only("name", "sex", "birth_date").in_bulk(ids)
        waiting = Visit.objects.prefetch_related("members").in_bulk(
            [self.planned[pk] for pk in ids if pk in self.planned]
        )
        visit_of = {visit.person_id: visit for visit in waiting.values()}
        for (urgent, _rank, heading), some in groupby(entries, self._heading):
            yield Group(
                heading,
                urgent,
                [
                    Row(
                        e,
                        self.doors[e.person_id],
                        known[e.person_id],
                        visit_of.get(e.person_id),
                    )
                    for e in some
                ],
            )

    def _heading(self, entry: Due) -> tuple[bool, object, str]:
        if entry.urgent:
            return (True, 0, _("紧急：先找到人"))
        if self.flat:
            return (False, 0, str(WHEN[stage(entry)]))
        door = self.doors[entry.person_id]
        return (False, door.group, door.heading)


def listing(places: list[Area], on: date, filters: Filters) -> Listing:
    """Everything that the filters leave of the due lists of these areas, in the order asked for."""
    entries = [entry for area in places for entry in due.due(area, on)]
    planned = {pk: v for area in places for pk, v in visits.planned_in(area, on).items()}
    counts = {"": len(entries)} | dict.fromkeys([when for when in WHEN if when], 0)
    for entry in entries:
        counts[stage(entry)] += 1
    unplanned = sum(entry.person_id not in planned for entry in entries)
    left = [entry for entry in entries if _wanted(entry, filters, planned)]
    if filters.q:
        meant = {pk for area in places for pk in _meant(area, filters.q)}
        left = [entry for entry in left if entry.person_id in meant]
    inside = [one for area in places for one in areas.inside(area)]
    found = doors.doors([entry.person_id for entry in left], inside)
    if filters.sort == "urgency":
        left.sort(key=lambda entry: (list(WHEN).index(stage(entry)), due.pressing(entry)))
    else:
        left.sort(key=lambda entry: (not entry.urgent, *found[entry.person_id].walking))
    return Listing(left, counts, unplanned, found, planned, filters.sort == "urgency")


def _meant(area: Area, text: str) -> list[UUID]:
    return list(
        search(people.living_in(area), text, areas.inside(area)).values_list("pk", flat=True)
    )


def _wanted(entry: Due, filters: Filters, planned: dict[UUID, UUID]) -> bool:
    return (
        (not filters.when or stage(entry) == filters.when)
        and (not filters.level or entry.cadence.level == filters.level)
        and (not filters.planned or (entry.person_id in planned) == (filters.planned == "yes"))
    )
