"""Different people: what touches say is what the records say, whatever happened in between."""

from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as some

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.ledger import checking, posting, reaching, touching
from sixin.ledger.figures import Reach
from sixin.ledger.models import PartRole, Record, Touch
from sixin.ledger.periods import Period
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Person

MET = Reach(code="t.met", name="", unit="", definition="", source="",
            kinds={"visit.completed": None})  # fmt: skip
WORKER = UUID(int=99)
NOW: datetime = clock.at(date(2026, 5, 1))
DAYS = some.dates(date(2025, 12, 20), date(2026, 4, 10))
# day, in which grid, which two people (maybe one twice), taken back?
deeds = some.lists(
    some.tuples(DAYS, some.booleans(), some.sets(some.integers(0, 4), max_size=2), some.booleans()),
    max_size=14,
)


@pytest.fixture
def places(community: Area, grid: Area, second_grid: Area) -> tuple[Area, Area, Area]:
    """A community and two of its grids."""
    return community, grid, second_grid


def _people(area: Area) -> list[Person]:
    return [
        enrolling.add_person(area=area, name=f"老人{n}", registered_on=date(2025, 1, 1))
        for n in range(5)
    ]


def _post(area: Area, day: date, served: list[Person], taken_back: bool) -> None:
    record = posting.post(
        kind="visit.completed",
        variant="home",
        area=area,
        parts=[*(posting.Beneficiary(one.pk) for one in served), posting.Provider(WORKER, 10)],
        subject=uuid7(),
        occurred_at=clock.at(day, 8),
        by=WORKER,
        now=NOW,
    )
    if taken_back:
        posting.reverse(record=record, by=WORKER, now=NOW)


def _in_records(area: Area, period: Period, kept: dict[UUID, UUID]) -> int:
    """The plain way: every standing record of the area, one by one."""
    seen = set()
    for record in Record.objects.filter(sign=1, reversed_by__isnull=True):
        inside = record.area.path.startswith(area.path)
        if inside and period.first <= record.counted_on <= period.last:
            parts = record.parts.filter(role=PartRole.BENEFICIARY)
            seen |= {kept.get(part.party, part.party) for part in parts}
    return len(seen)


@given(deeds=deeds, first=DAYS, last=DAYS, merge=some.booleans())
def test_people_reached_are_those_of_the_records(
    places: tuple[Area, Area, Area], deeds: list, first: date, last: date, merge: bool
) -> None:
    community, one, other = places
    period = Period(min(first, last), max(first, last))
    with transaction.atomic():
        people = _people(one)
        for day, elsewhere, who, taken_back in deeds:
            _post(other if elsewhere else one, day, [people[n] for n in who], taken_back)
        if merge:
            Person.objects.filter(pk=people[1].pk).update(merged_into=people[0])
        kept = {people[1].pk: people[0].pk} if merge else {}
        for place in (community, one, other):
            assert reaching.reach(MET, place, period) == _in_records(place, period, kept)
        by_place = reaching.by_place(MET, community, period)
        for place in (one, other):
            assert by_place.get(place.path, 0) == _in_records(place, period, kept)
        assert list(checking.differences()) == []
        transaction.set_rollback(True)


def test_a_touch_that_is_wrong_is_named_and_mended(places: tuple[Area, Area, Area]) -> None:
    _community, grid, _other = places
    people = _people(grid)
    _post(grid, date(2026, 1, 5), people[:1], False)
    Touch.objects.update(records=2)
    assert [line.split(" in area")[0] for line in checking.differences()] == [
        f"touches of {people[0].pk}"
    ]
    touching.rebuild()
    assert list(checking.differences()) == []


def test_a_figure_of_some_variants_is_counted_from_the_parts(
    places: tuple[Area, Area, Area],
) -> None:
    community, grid, _other = places
    people = _people(grid)
    _post(grid, date(2026, 1, 5), people[:2], False)
    for variant, count in [("home", 2), ("phone", 0)]:
        some_of = Reach(code="t.some", name="", unit="", definition="", source="",
                        kinds={"visit.completed": frozenset({variant})})  # fmt: skip
        year = Period(date(2026, 1, 1), date(2026, 12, 31))
        assert reaching.reach(some_of, community, year) == count
