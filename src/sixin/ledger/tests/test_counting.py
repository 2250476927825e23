"""Periods: whole months from the tally and edges from the records give what the records give."""

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.ledger import counting, periods, posting
from sixin.ledger.periods import Period
from sixin.registers.models import Area

DAYS = some.dates(date(2025, 12, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("first", "last", "whole", "edges"),
    [
        ("2026-01-01", "2026-12-31", ("2026-01-01", "2026-12-01"), []),
        ("2026-01-02", "2026-01-30", None, [("2026-01-02", "2026-01-30")]),
        ("2026-01-01", "2026-01-30", None, [("2026-01-01", "2026-01-30")]),
        (
            "2026-01-31",
            "2026-03-01",
            ("2026-02-01", "2026-02-01"),
            [("2026-01-31", "2026-01-31"), ("2026-03-01", "2026-03-01")],
        ),
        ("2026-11-23", "2026-11-23", None, [("2026-11-23", "2026-11-23")]),
        ("2025-12-01", "2026-01-31", ("2025-12-01", "2026-01-01"), []),
    ],
)
def test_a_period_is_whole_months_and_edges(
    first: str, last: str, whole: tuple[str, str] | None, edges: list[tuple[str, str]]
) -> None:
    day = date.fromisoformat
    period = Period(day(first), day(last))
    assert period.whole_months() == (whole and tuple(map(day, whole)))
    assert period.edges() == [(day(a), day(b)) for a, b in edges]


@given(first=DAYS, last=DAYS)
def test_months_and_edges_cover_each_day_once(first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    period, covered = Period(first, last), Counter()
    stretches = period.edges()
    if whole := period.whole_months():
        stretches = [*stretches, (whole[0], periods.following(whole[1]) - timedelta(days=1))]
    for start, end in stretches:
        covered.update(start + timedelta(days=n) for n in range((end - start).days + 1))
    assert covered == Counter(first + timedelta(days=n) for n in range((last - first).days + 1))


@pytest.mark.django_db
@given(
    days=some.lists(some.tuples(DAYS, some.integers(1, 4), some.booleans()), max_size=12),
    first=DAYS,
    last=DAYS,
)
def test_sums_equal_what_stands_in_the_records(
    grid: Area, days: list[tuple[date, int, bool]], first: date, last: date
) -> None:
    first, last = min(first, last), max(first, last)
    before = counting.monthly(Area.objects.get_parent(grid), Period(first, last))
    for day, people, taken_back in days:
        _post(grid, day, people, taken_back)
    period = Period(first, last)
    sums = counting.monthly(Area.objects.get_parent(grid), period)
    expected = sum(n for day, n, taken_back in days if first <= day <= last and not taken_back)
    assert _people(sums) - _people(before) == expected
    records = counting.records_of({"visit.completed": None}, grid, period)
    assert sum(r.people for r in records) == _people(sums)


def _people(sums: counting.Monthly) -> int:
    return sum(s.people for s in sums.values())


def _post(grid: Area, day: date, people: int, taken_back: bool) -> None:
    now: datetime = clock.at(date(2026, 4, 1))
    record = posting.post(
        kind="visit.completed",
        variant="home",
        area=grid,
        parts=[posting.Beneficiary(UUID(int=n)) for n in range(people)],
        subject=uuid7(),
        occurred_at=clock.at(day, 8),
        by=UUID(int=99),
        now=now,
    )
    if taken_back:
        posting.reverse(record=record, by=UUID(int=99), now=now)
