"""Posting, reversing, and what the database refuses."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.ledger import checking, counting, posting
from sixin.ledger.counting import Sums
from sixin.ledger.models import MonthTally, Part, Record
from sixin.ledger.periods import Period
from sixin.registers.models import Area

ELDER, SPOUSE, WORKER, COLLEAGUE = (UUID(int=n) for n in range(1, 5))


def _visit(area: Area, now: datetime, day: date = date(2026, 11, 20), **changes: object) -> Record:
    parts = [
        posting.Beneficiary(ELDER),
        posting.Beneficiary(SPOUSE),
        posting.Provider(WORKER, 20),
        posting.Provider(COLLEAGUE, 20),
    ]
    values: dict = {
        "kind": "visit.completed",
        "variant": "home",
        "area": area,
        "parts": parts,
        "subject": uuid7(),
        "occurred_at": clock.at(day, 23, 30),
        "by": WORKER,
        "now": now,
    }
    return posting.post(**{**values, **changes})


def test_two_workers_at_one_door_of_two_elders_are_one_deed_and_two_person_times(
    grid: Area, now: datetime
) -> None:
    record = _visit(grid, now)
    assert (record.people, record.minutes, record.counted_on) == (2, 40, date(2026, 11, 20))
    assert Part.objects.filter(record=record).count() == 4
    sums = counting.monthly(grid, Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert sums == {(date(2026, 11, 1), "visit.completed", "home"): Sums(1, 2, 40)}


def test_a_reversal_nets_out_on_the_same_day(grid: Area, now: datetime) -> None:
    record = _visit(grid, now)
    reversal = posting.reverse(record=record, by=WORKER, now=now + timedelta(days=40))
    assert reversal.counted_on == record.counted_on
    period = Period(date(2026, 11, 20), date(2026, 11, 20))
    assert set(counting.monthly(grid, period).values()) == {Sums(0, 0, 0)}
    assert not counting.records_of({"visit.completed": None}, grid, period).exists()
    assert list(checking.differences()) == []


def test_a_record_is_reversed_once(grid: Area, now: datetime) -> None:
    record = _visit(grid, now)
    reversal = posting.reverse(record=record, by=WORKER, now=now)
    for again in (record, reversal):
        with pytest.raises(posting.AlreadyReversed):
            posting.reverse(record=again, by=WORKER, now=now)
    assert Record.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "variant", "error"),
    [("visit.dreamt", "home", KeyError), ("visit.completed", "pigeon", ValueError)],
)
def test_an_unknown_kind_or_variant_is_not_posted(
    grid: Area, now: datetime, kind: str, variant: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        _visit(grid, now, kind=kind, variant=variant)
    assert Record.objects.count() == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_record SET people = 9",
        "DELETE FROM ledger_record",
        "UPDATE ledger_part SET minutes = 9",
        "DELETE FROM ledger_part",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove(
    grid: Area, now: datetime, sql: str
) -> None:
    _visit(grid, now)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert (Record.objects.get().people, Part.objects.count()) == (2, 4)


def test_check_ledger_names_a_tally_that_is_off_by_one(grid: Area, now: datetime) -> None:
    _visit(grid, now)
    MonthTally.objects.update(people=3)
    assert list(checking.differences()) == [
        f"tally of area {grid.pk}, 2026-11, visit.completed/home: (1, 3, 40), counted (1, 2, 40)"
    ]


def test_a_deed_counts_on_its_date_in_china_whatever_the_hour(grid: Area, now: datetime) -> None:
    late = _visit(grid, now, occurred_at=datetime.fromisoformat("2026-10-31T16:30:00+00:00"))
    assert late.counted_on == date(2026, 11, 1)
