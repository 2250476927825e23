"""Urgent follow-ups: what opens them, what closes them, what opens them again."""

from datetime import timedelta

import pytest

from sixin.base.errors import NotAllowed
from sixin.visits import actions
from sixin.visits.models import FollowUp, FollowUpStep, Mode, State
from sixin.visits.tests import cast


def knock(people, now, days, outcome=State.NO_ANSWER, person=None, **more):
    """One knock that many days ago, recorded at once."""
    when = cast.ago(now, days)
    report = cast.knock(person or people.zhang, when, outcome, **more)
    return actions.record(report=report, by=people.wang, now=when)


def meet(people, now, days, **more):
    when = cast.ago(now, days)
    return actions.record(
        report=cast.met(people.zhang, when, **more), by=people.wang, now=max(when, now)
    )


def open_ones():
    return FollowUp.objects.filter(closed_at__isnull=True)


def test_one_failed_knock_opens_nothing(people, now):
    knock(people, now, 1)
    assert not FollowUp.objects.exists()


def test_two_failed_knocks_at_the_high_level_open_exactly_one(people, now):
    knock(people, now, 3)
    second = knock(people, now, 2)
    knock(people, now, 1)
    row = FollowUp.objects.get()
    assert (row.person, row.because_of, row.closed_at) == (people.zhang, second, None)


def test_below_the_high_level_knocks_open_nothing(people, now):
    key = cast.elder(people.grid, "李国庆", ["living_alone"], **cast.KEY)
    for days in (3, 2, 1):
        knock(people, now, days, person=key)
    assert not FollowUp.objects.exists()


def test_calls_that_ring_out_are_no_knocks(people, now):
    for days in (3, 2, 1):
        knock(people, now, days, mode=Mode.PHONE)
    assert not FollowUp.objects.exists()


def test_word_of_her_between_two_knocks_breaks_the_row(people, now):
    knock(people, now, 3)
    knock(people, now, 2, State.AWAY)
    knock(people, now, 1)
    assert not FollowUp.objects.exists()


def test_meeting_her_closes_it(people, now):
    knock(people, now, 3)
    knock(people, now, 2)
    visit = meet(people, now, 0)
    row = FollowUp.objects.get()
    assert (row.closed_at, row.closed_by, row.closed_by_visit) == (now, people.wang, visit)


def test_meeting_her_at_her_husbands_door_closes_it(people, now):
    husband = cast.elder(people.grid, "李国庆", [], **cast.KEY)
    knock(people, now, 3)
    knock(people, now, 2)
    report = cast.met(husband, now, also_met=(people.zhang,))
    actions.record(report=report, by=people.wang, now=now)
    assert not open_ones().exists()


@pytest.mark.parametrize("outcome", ["hospital", "moved", "died", "refused", "away"])
def test_a_visit_that_tells_where_she_is_closes_it(people, now, outcome):
    knock(people, now, 3)
    knock(people, now, 2)
    knock(people, now, 1, outcome)
    assert not open_ones().exists()


def test_a_late_report_of_an_earlier_meeting_leaves_it_open(people, now):
    knock(people, now, 3)
    knock(people, now, 2)
    meet(people, now, 5)
    assert open_ones().count() == 1


def test_a_late_report_of_a_meeting_in_between_closes_it(people, now):
    knock(people, now, 4)
    knock(people, now, 2)
    meet(people, now, 3)
    assert not open_ones().exists()


def test_taking_back_a_knock_closes_what_it_opened(people, now):
    knock(people, now, 3)
    second = knock(people, now, 2)
    actions.take_back(visit=second, because="敲错了门", by=people.wang, now=now)
    assert not open_ones().exists()


def test_taking_back_the_meeting_opens_a_new_one_that_says_so(people, now):
    knock(people, now, 3)
    second = knock(people, now, 2)
    visit = meet(people, now, 0)
    closed = FollowUp.objects.get()
    actions.take_back(visit=visit, because="认错了人", by=people.wang, now=now)
    row = open_ones().get()
    assert (row.reopens, row.because_of, row.opened_at) == (closed, second, now)
    closed.refresh_from_db()
    assert closed.closed_at == now


def test_after_a_person_closed_it_old_knocks_do_not_count(people, now):
    knock(people, now, 3)
    knock(people, now, 2)
    actions.close(
        follow_up=open_ones().get(), outcome="女儿接走了", by=people.li, now=cast.ago(now, 1)
    )
    knock(people, now, 0)
    assert not open_ones().exists()


def test_steps_are_logged_with_time_and_name(people, now):
    knock(people, now, 3)
    knock(people, now, 2)
    row = open_ones().get()
    actions.take_step(follow_up=row, step="neighbour", note="说去买菜", by=people.wang, now=now)
    actions.take_step(
        follow_up=row, step="child", note="", by=people.li, now=now + timedelta(minutes=9)
    )
    logged = FollowUpStep.objects.values_list("step", "note", "taken_at", "taken_by__name")
    assert list(logged) == [
        ("neighbour", "说去买菜", now, "王芳"),
        ("child", "", now + timedelta(minutes=9), "李伟"),
    ]


def test_a_closed_one_takes_no_steps_and_is_closed_once(people, now):
    knock(people, now, 3)
    knock(people, now, 2)
    row = open_ones().get()
    actions.close(follow_up=row, outcome=" 在医院 ", by=people.wang, now=now)
    assert FollowUp.objects.get().outcome == "在医院"
    with pytest.raises(actions.FollowUpClosed):
        actions.take_step(follow_up=row, step="child", note="", by=people.wang, now=now)
    with pytest.raises(actions.FollowUpClosed):
        actions.close(follow_up=row, outcome="在家", by=people.wang, now=now)


def test_closing_needs_words(people, now):
    knock(people, now, 3)
    knock(people, now, 2)
    with pytest.raises(actions.SaysNothing):
        actions.close(follow_up=open_ones().get(), outcome="  ", by=people.wang, now=now)
    assert open_ones().count() == 1


def test_an_outsider_may_not_touch_it(people, now):
    knock(people, now, 3)
    knock(people, now, 2)
    row = open_ones().get()
    with pytest.raises(NotAllowed):
        actions.close(follow_up=row, outcome="在家", by=people.outsider, now=now)
    with pytest.raises(NotAllowed):
        actions.take_step(follow_up=row, step="child", note="", by=people.outsider, now=now)
