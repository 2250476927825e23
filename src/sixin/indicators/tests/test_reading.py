"""Whatever is done, in whatever order and taken back: the rows behind a figure sum up to it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as some

from sixin.base import clock
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.indicators.catalogue import CATALOGUE
from sixin.indicators.reading import Reading
from sixin.ledger import checking
from sixin.ledger.figures import Flow, Ratio, Reach
from sixin.ledger.models import Part, PartRole
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, Person
from sixin.visits import actions as visits
from sixin.visits.reports import Report
from sixin.volunteers import actions as volunteers

DAYS = some.dates(date(2026, 8, 20), date(2026, 11, 23))
deeds = some.lists(
    some.tuples(
        some.sampled_from(["visit", "call", "certify", "hold", "serve"]),
        DAYS,
        some.integers(0, 3),
        some.booleans(),
    ),
    max_size=8,
)
# Some deeds are sent twice, and all arrive in any order.
arrivals = deeds.flatmap(
    lambda rows: some.tuples(
        some.just(rows), some.permutations([*range(len(rows)), *range(len(rows) // 2)])
    )
)


@dataclass
class Team:
    community: Area
    grids: list[Area]
    by: Member
    now: datetime
    people: list[Person]


@pytest.fixture
def team(community: Area, grid: Area, second_grid: Area, li_wei: Member, now: datetime) -> Team:
    people = [
        enrolling.add_person(
            area=[grid, second_grid][n % 2],
            name=f"老人{n}",
            birth_date=date(1945, 1, 1),
            registered_on=date(2025, 1, 1),
        )
        for n in range(4)
    ]
    return Team(community, [grid, second_grid], li_wei, now, people)


def do(team: Team, kind: str, day: date, who: int, reports: dict[Any, Report], key: int) -> Any:
    """One deed; returns how to take it back."""
    person, at = team.people[who], clock.at(day, 9)
    asked: dict[str, Any] = {"by": team.by, "now": team.now}
    if kind in ("visit", "call"):
        report = Report(
            person=person, outcome="completed", occurred_at=clock.at(day, 9, key), wellbeing="good",
            minutes=10, mode="home" if kind == "visit" else "phone",
        )  # fmt: skip
        report = reports.setdefault(key, report)
        made = visits.record(report=replace(report), **asked)
        return lambda: visits.take_back(visit=made, because="", **asked)
    if kind == "certify":
        done = certifications.record_done(
            person=person, benefit="pension", channel="home", done_on=day, **asked
        )
        return lambda: certifications.take_back(certification=done, **asked)
    if kind == "hold":
        held = events.hold(
            area=team.community, kind="lecture", title="讲座", place="", held_at=at, minutes=60,
            came=team.people[who:], members=[], partner=None, **asked,
        )  # fmt: skip
        return lambda: events.take_back(event=held, **asked)
    served = volunteers.serve(
        person=person, kind="errand", place="home", served_at=at, minutes=30, members=[],
        confirmed_by="本人", **asked,
    )  # fmt: skip
    return lambda: volunteers.take_back(service=served, **asked)


def value_of_rows(reading: Reading, code: str) -> int:
    """What the rows say, one by one, page after page."""
    figure, rows, start = CATALOGUE[code], [], 0
    while page := list(reading.rows(code, start, 3)):
        rows += page
        start += 3
    assert len({row.pk for row in rows}) == len(rows) == reading.count_rows(code)
    assert {row.pk for row in rows} == {row.pk for row in reading.behind(code)}
    if isinstance(figure, Flow):
        return sum(1 if figure.measure == "deeds" else row.people for row in rows)
    if isinstance(figure, Reach):
        parts = Part.objects.filter(record__in=rows, role=PartRole.BENEFICIARY)
        return len(set(parts.values_list("party", flat=True)))
    return len(rows)


@given(arrivals=arrivals, first=DAYS, last=DAYS)
def test_rows_months_and_places_sum_up_to_every_figure(
    team: Team, arrivals: tuple[list[Any], list[int]], first: date, last: date
) -> None:
    rows, order = arrivals
    reports: dict[Any, Report] = {}
    with transaction.atomic():
        undo = {n: do(team, *rows[n][:3], reports, n) for n in order}
        for n, (kind, _day, _who, taken_back) in enumerate(rows):
            # The same certification twice is one certification, taken back once.
            if taken_back and kind != "certify":
                undo[n]()
        assert list(checking.differences()) == []
        for area in (team.community, *team.grids):
            agree(Reading(area, min(first, last), max(first, last)))
        transaction.set_rollback(True)


def agree(reading: Reading) -> None:
    for code, figure in CATALOGUE.items():
        value = reading.value(code).value
        if isinstance(figure, Ratio):
            above, below = (reading.value(c).value for c in (figure.above, figure.below))
            assert value == (round(100 * above / below, 1) if below else None)
            continue
        assert value_of_rows(reading, code) == value
        if shares := reading.shares(code):
            assert sum(int(share.value or 0) for share in shares) == value
        if isinstance(figure, Flow):
            assert sum(n for _month, n in reading.trend(code)) == value


def test_a_ratio_is_divided_place_by_place(team: Team) -> None:
    do(team, "visit", date(2026, 11, 2), 0, {}, 0)
    reading = Reading(team.community, date(2026, 11, 1), date(2026, 11, 30))
    shares = [
        (s.place.name, s.above, s.below, s.value) for s in reading.shares("visits.reach_rate")
    ]
    assert shares == [("第一网格", 1, 2, 50.0), ("第二网格", 0, 2, 0.0)]
    assert reading.value("visits.reach_rate").value == 25.0


def test_who_was_met_in_two_grids_counts_once_and_the_places_say_so(team: Team) -> None:
    person = team.people[0]
    do(team, "visit", date(2026, 9, 2), 0, {}, 0)
    Person.objects.filter(pk=person.pk).update(area=team.grids[1])
    team.people[0] = Person.objects.get(pk=person.pk)
    do(team, "visit", date(2026, 10, 2), 0, {}, 0)
    reading = Reading(team.community, date(2026, 9, 1), date(2026, 10, 31))
    assert reading.value("visits.people").value == 1
    assert [(s.place and s.place.name, s.value) for s in reading.shares("visits.people")] == [
        ("第一网格", 1),
        ("第二网格", 1),
        (None, -1),
    ]
