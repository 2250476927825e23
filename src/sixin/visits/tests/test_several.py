"""Many people at once say what each would say alone."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sixin.registers.actions import merging
from sixin.registers.models import Person
from sixin.visits import actions as visits
from sixin.visits.queries import due, several
from sixin.visits.tests import cast
from sixin.visits.tests.cast import Cast


@pytest.fixture
def several_people(people: Cast, now: datetime) -> list[Person]:
    """One met, one sought, one never met, one known under two rows, one whom nothing asks for."""
    met = cast.elder(people.grid, "李国庆", ["empty_nest"], **cast.KEY)
    never = cast.elder(people.other_grid, "曾玉兰", ["disabled_care"], **cast.KEY)
    twice = cast.elder(people.grid, "马福海", ["left_behind"], **cast.KEY)
    row = cast.elder(people.grid, "马福海", [], **cast.KEY)
    free = cast.elder(people.grid, "韩志强", [])
    for person, days in ((met, 9), (twice, 20), (row, 5)):
        visits.record(report=cast.met(person, cast.ago(now, days)), by=people.li, now=now)
    for days in (2, 1):
        visits.record(report=cast.knock(people.zhang, cast.ago(now, days)), by=people.li, now=now)
    merging.merge(kept=twice, merged=row, take=frozenset(), by=people.li, now=now)
    return [met, people.zhang, never, Person.objects.get(pk=twice.pk), free]


def test_each_is_told_what_is_told_to_one_alone(several_people: list[Person], today: date) -> None:
    asked = several.of_people(several_people, today)
    assert asked == {one.pk: due.of_person(one, today) for one in several_people}
    urgent = [entry.urgent if entry else None for _cadence, entry in asked.values()]
    assert urgent == [False, True, False, False, None]


def test_it_asks_the_same_for_one_and_for_many(several_people: list[Person], today: date) -> None:
    counts = []
    for people in (several_people[3:4], several_people):
        with CaptureQueriesContext(connection) as asked:
            several.of_people(people, today)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_levels_keep_the_order_of_the_people(several_people: list[Person], today: date) -> None:
    rows = Person.objects.filter(merged_into__isnull=True).order_by("-pinyin")
    levels = several.levels(rows, today)
    assert list(levels) == list(rows.values_list("pk", flat=True))
    assert {levels[one.pk]: one.name for one in several_people[1:2]} == {"high": "张秀英"}
    assert levels == {one.pk: due.of_person(one, today)[0].level for one in rows}


def test_the_last_meeting_counts_under_whichever_row(
    several_people: list[Person], today: date
) -> None:
    known = several.with_last_met(Person.objects.filter(merged_into__isnull=True))
    found = {one.name: one.last_met_on for one in known}
    assert found == {
        "李国庆": today - timedelta(days=9), "马福海": today - timedelta(days=5),
        "张秀英": None, "曾玉兰": None, "韩志强": None,
    }  # fmt: skip
