"""Two rows that were merged are one person to everybody: her story, the due list, the figures."""

from datetime import date, timedelta

import pytest

from sixin.base import clock
from sixin.ledger import checking, reaching
from sixin.ledger.counting import Period
from sixin.ledger.figures import Reach
from sixin.registers.actions import enrolling, merging
from sixin.registers.models import Area, Member, Merge, Person
from sixin.visits import actions
from sixin.visits.figures import FIGURES
from sixin.visits.queries import due, visits
from sixin.visits.reports import Report

TODAY = date(2026, 11, 23)
NOW = clock.at(TODAY, 9, 30)
PEOPLE: Reach = next(f for f in FIGURES if f.code == "visits.people")  # type: ignore[assignment]


@pytest.fixture
def twin(second_grid: Area) -> Person:
    """张秀英 once more, on the list of another grid."""
    row = enrolling.add_person(
        area=second_grid, name="张秀英", sex="f", birth_date=date(1942, 3, 5),
        registered_on=date(2025, 1, 1),
    )  # fmt: skip
    enrolling.tag(person=row, tag="disabled_care", since=date(2025, 1, 1), source="roster", by=None)
    return row


@pytest.fixture
def merged(zhang: Person, twin: Person, li_wei: Member) -> Merge:
    """Each row was met once, then they were merged."""
    for person, days in ((zhang, 9), (twin, 2)):
        at = NOW - timedelta(days=days)
        actions.record(
            report=Report(person=person, outcome="completed", wellbeing="good", occurred_at=at),
            by=li_wei,
            now=at,
        )
    return merging.merge(kept=zhang, merged=twin, take=frozenset(), by=li_wei, now=NOW)


def entries(area: Area) -> list[due.Due]:
    return due.due(area, TODAY, within=60)


def reached(area: Area) -> int:
    return reaching.reach(PEOPLE, area, Period(date(2026, 11, 1), TODAY))


def test_her_story_has_the_visits_of_both_rows(merged: Merge, zhang: Person) -> None:
    assert visits.of_person(zhang).count() == 2


def test_she_is_due_once_from_when_either_row_was_last_met(
    merged: Merge, zhang: Person, community: Area, grid: Area
) -> None:
    for area in (community, grid):
        assert [(e.person_id, e.last_met_on) for e in entries(area)] == [
            (zhang.pk, TODAY - timedelta(days=2))
        ]


def test_facts_of_both_rows_decide_how_often(merged: Merge, community: Area) -> None:
    assert entries(community)[0].tags == {"living_alone", "disabled_care"}


def test_she_is_one_of_the_people_reached(merged: Merge, community: Area) -> None:
    assert reached(community) == 1
    assert list(checking.differences()) == []


def test_a_further_visit_counts_for_her(
    merged: Merge, zhang: Person, community: Area, li_wei: Member
) -> None:
    zhang.refresh_from_db()
    actions.record(
        report=Report(person=zhang, outcome="completed", wellbeing="good", occurred_at=NOW),
        by=li_wei,
        now=NOW,
    )
    assert (visits.of_person(zhang).count(), reached(community)) == (3, 1)
    assert [e.last_met_on for e in entries(community)] == [TODAY]


def test_failed_knocks_at_either_row_add_up(
    merged: Merge, zhang: Person, community: Area, li_wei: Member
) -> None:
    merging.undo(merge=merged, by=li_wei, now=NOW)
    for person in Person.objects.filter(name="张秀英"):
        actions.record(
            report=Report(person=person, outcome="no_answer", occurred_at=NOW), by=li_wei, now=NOW
        )
    twin = Person.objects.exclude(pk=zhang.pk).get(name="张秀英")
    merging.merge(kept=zhang, merged=twin, take=frozenset(), by=li_wei, now=NOW)
    assert [e.failed_knocks for e in entries(community)] == [2]


def test_undone_they_are_two_again(
    merged: Merge, zhang: Person, twin: Person, community: Area, li_wei: Member
) -> None:
    merging.undo(merge=merged, by=li_wei, now=NOW)
    assert reached(community) == 2
    assert {(e.person_id, e.last_met_on) for e in entries(community)} == {
        (zhang.pk, TODAY - timedelta(days=9)),
        (twin.pk, TODAY - timedelta(days=2)),
    }
    assert visits.of_person(zhang).count() == 1
