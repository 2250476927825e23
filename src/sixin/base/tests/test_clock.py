"""Dates are counted in China, and ids sort by time."""

from datetime import UTC, date, datetime

import pytest

from sixin.base import clock
from sixin.base.ids import uuid7


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-01-01T15:59:59", date(2026, 1, 1)), ("2026-01-01T16:00:00", date(2026, 1, 2))],
)
def test_a_day_begins_at_midnight_in_shanghai(moment: str, day: date) -> None:
    assert clock.day_of(datetime.fromisoformat(moment).replace(tzinfo=UTC)) == day


def test_a_leap_day_years_before_is_the_28th() -> None:
    assert clock.years_before(date(2028, 2, 29), 60) == date(1968, 2, 29)
    assert clock.years_before(date(2028, 2, 29), 61) == date(1967, 2, 28)


def test_ids_are_of_version_7_and_sort_as_they_were_made() -> None:
    made = [uuid7() for _ in range(1000)]
    assert {one.version for one in made} == {7}
    assert sorted(made) == made
