"""Once a day, by whichever worker looks at the clock first."""

from datetime import date

import pytest
from django.db import connection

from sixin.base import clock
from sixin.registers.models import Area
from sixin.site import daily
from sixin.site.models import Occasion, RetentionRun

pytestmark = pytest.mark.django_db


def test_the_count_of_the_day_is_made_once() -> None:
    day = date(2026, 11, 23)
    assert daily.take_up(clock.at(day, 2, 59)) == []
    assert daily.take_up(clock.at(day, 3)) == [*daily.JOBS]
    assert daily.take_up(clock.at(day, 3, 10)) == []
    assert daily.take_up(clock.at(date(2026, 11, 24), 9)) == [*daily.JOBS]
    assert list(RetentionRun.objects.values_list("on", "made_by", "state")) == [
        (date(2026, 11, 24), None, "counted"), (day, None, "counted"),
    ]  # fmt: skip


def test_a_job_that_fails_gives_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_now: object) -> None:
        raise RuntimeError("the disk is full")

    moment = clock.at(date(2026, 11, 23), 4)
    with monkeypatch.context() as broken:
        broken.setitem(daily.JOBS, "retention.count", fail)
        with pytest.raises(RuntimeError):
            daily.take_up(moment)
    assert not Occasion.objects.exists()
    assert daily.take_up(moment) == [*daily.JOBS]


def test_the_database_learns_how_its_rows_lie(community: Area) -> None:
    """By numbers alone: a value kept for the planner would outlast her who is erased."""
    daily.take_up(clock.at(date(2026, 11, 23), 4))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'registers_area'")
            assert {letter for (stat,) in cursor for letter in stat} <= set("0123456789 ")
            assert "sqlite_stat4" not in connection.introspection.table_names(cursor)
