"""Once a day, by whichever worker looks at the clock first."""

from datetime import date

import pytest

from sixin.base import clock
from sixin.site import daily
from sixin.site.models import Occasion, RetentionRun

pytestmark = pytest.mark.django_db


def test_the_count_of_the_day_is_made_once() -> None:
    day = date(2026, 11, 23)
    assert daily.take_up(clock.at(day, 2, 59)) == []
    assert daily.take_up(clock.at(day, 3)) == ["retention.count"]
    assert daily.take_up(clock.at(day, 3, 10)) == []
    assert daily.take_up(clock.at(date(2026, 11, 24), 9)) == ["retention.count"]
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
    assert daily.take_up(moment) == ["retention.count"]
