"""Rounds: planned from a list, changed while they are walked."""

from datetime import timedelta

import pytest

from sixin.base.errors import NotAllowed
from sixin.registers.actions import leaving
from sixin.visits import actions
from sixin.visits.actions import NotPlanned, Stop
from sixin.visits.models import Round, State, Visit
from sixin.visits.queries import visits
from sixin.visits.reports import Report
from sixin.visits.tests import cast


def plan(people, now, stops, **more):
    day = now.date()
    values = {"first_day": day, "last_day": day + timedelta(days=4), "name": "敲门行动"} | more
    return actions.plan(area=people.community, stops=stops, by=people.li, now=now, **values)


def stop(people, now, person=None, member=None, days=0):
    return Stop(person or people.zhang, now.date() + timedelta(days=days), member)


def progress(people):
    row = visits.rounds_of(people.community).get()
    return row.planned, row.met, row.not_met


def test_a_round_has_one_planned_visit_for_each_stop(people, now):
    other = cast.elder(people.other_grid, "李国庆", [])
    made = plan(people, now, [stop(people, now, None, people.wang), stop(people, now, other)])
    rows = made.visits.order_by("person__name").values_list("person__name", "members__name")
    assert list(rows) == [("张秀英", "王芳"), ("李国庆", None)]
    assert progress(people) == (2, 0, 0)


def test_recording_a_stop_fills_it_in(people, now):
    made = plan(people, now, [stop(people, now, None, people.wang)])
    waiting = made.visits.get()
    report = cast.met(people.zhang, now, id=waiting.pk)
    assert actions.record(report=report, by=people.wang, now=now) == waiting
    assert progress(people) == (1, 1, 0)


@pytest.mark.parametrize("outcome", ["no_answer", "refused", "away", "hospital", "died"])
def test_a_stop_that_met_nobody_counts_as_such(people, now, outcome):
    made = plan(people, now, [stop(people, now)])
    report = cast.knock(people.zhang, now, outcome, id=made.visits.get().pk)
    actions.record(report=report, by=people.wang, now=now)
    assert progress(people) == (1, 0, 1)


def test_a_stop_cannot_be_recorded_for_somebody_else(people, now):
    made = plan(people, now, [stop(people, now)])
    other = cast.elder(people.grid, "李国庆", [])
    with pytest.raises(actions.AlreadyRecorded):
        actions.record(
            report=cast.met(other, now, id=made.visits.get().pk), by=people.wang, now=now
        )
    assert Visit.objects.get().state == "planned"


def test_taking_back_a_stop_plans_it_again(people, now):
    made = plan(people, now, [stop(people, now, None, people.wang)])
    report = cast.met(people.zhang, now, id=made.visits.get().pk)
    visit = actions.record(report=report, by=people.wang, now=now)
    actions.take_back(visit=visit, because="记错了", by=people.wang, now=now)
    again = made.visits.get(state=State.PLANNED)
    assert (again.person, again.planned_on, list(again.members.all())) == (
        people.zhang,
        now.date(),
        [people.wang],
    )
    assert progress(people) == (1, 0, 0)


def test_a_stop_is_taken_off_with_a_reason_and_put_back(people, now):
    visit = plan(people, now, [stop(people, now)]).visits.get()
    actions.cancel(visit=visit, because="去女儿家了", by=people.li, now=now)
    assert progress(people) == (0, 0, 0)
    actions.restore(visit=visit, by=people.li, now=now)
    assert progress(people) == (1, 0, 0)


def test_taking_a_stop_off_needs_a_reason(people, now):
    visit = plan(people, now, [stop(people, now)]).visits.get()
    with pytest.raises(NotPlanned) as refusal:
        actions.cancel(visit=visit, because=" ", by=people.li, now=now)
    assert refusal.value.field == "because"


def test_a_stop_that_was_taken_off_is_recorded_all_the_same(people, now):
    visit = plan(people, now, [stop(people, now)]).visits.get()
    actions.cancel(visit=visit, because="下雪", by=people.li, now=now)
    report = cast.met(people.zhang, now, id=visit.pk)
    assert actions.record(report=report, by=people.wang, now=now).state == "completed"
    with pytest.raises(NotPlanned):
        actions.restore(visit=visit, by=people.li, now=now)


def test_who_has_left_waits_in_vain_and_does_not_count(people, now):
    visit = plan(people, now, [stop(people, now)]).visits.get()
    leaving.leave(person=people.zhang, on=now.date(), reason="died", by=None, now=now)
    assert progress(people) == (0, 0, 0)
    actions.cancel(visit=visit, because="去世", by=people.li, now=now)
    with pytest.raises(NotPlanned):
        actions.restore(visit=visit, by=people.li, now=now)


def test_a_colleague_comes_along(people, now):
    visit = plan(people, now, [stop(people, now, None, people.wang)]).visits.get()
    actions.assign(visit=visit, to=[people.wang, people.li], by=people.li, now=now)
    assert set(visit.members.all()) == {people.wang, people.li}
    with pytest.raises(NotPlanned):
        actions.assign(visit=visit, to=[people.outsider], by=people.li, now=now)


@pytest.mark.parametrize(
    ("first", "last", "field"), [(3, 1, "last_day"), (-9, -2, "last_day"), (0, 200, "last_day")]
)
def test_impossible_days_are_refused(people, now, first, last, field):
    days = [now.date() + timedelta(days=n) for n in (first, last)]
    with pytest.raises(NotPlanned) as refusal:
        plan(people, now, [stop(people, now)], first_day=days[0], last_day=days[1])
    assert refusal.value.field == field
    assert not Round.objects.exists()


def test_a_round_without_stops_or_with_one_twice_is_refused(people, now):
    for stops in ([], [stop(people, now), stop(people, now, days=1)]):
        with pytest.raises(NotPlanned) as refusal:
            plan(people, now, stops)
        assert refusal.value.field == "people"


def test_a_stop_outside_the_days_or_the_area_is_refused(people, now):
    stranger = cast.elder(people.elsewhere, "陈桂兰", [])
    for stops in ([stop(people, now, days=9)], [stop(people, now, stranger)]):
        with pytest.raises(NotPlanned):
            plan(people, now, stops)
    assert not Visit.objects.exists()


def test_planning_is_for_those_who_plan(people, now):
    for member in (people.wang, people.outsider):
        with pytest.raises(NotAllowed):
            actions.plan(
                area=people.community,
                name="",
                first_day=now.date(),
                last_day=now.date(),
                stops=[stop(people, now)],
                by=member,
                now=now,
            )


def test_the_report_of_a_stop_has_its_id(people, now):
    visit = plan(people, now, [stop(people, now)]).visits.get()
    report = Report(person=people.zhang, outcome="away", occurred_at=now, id=visit.pk)
    actions.record(report=report, by=people.wang, now=now)
    assert list(Visit.objects.values_list("pk", "state")) == [(visit.pk, "away")]
