"""Recording a visit once, and taking it back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sixin.base.errors import NotAllowed
from sixin.ledger import checking
from sixin.ledger.models import Part, PartRole, Record
from sixin.registers.models import Consent, Person
from sixin.visits import actions
from sixin.visits.models import Mode, Seen, SeenArea, Standing, State, Visit
from sixin.visits.reports import BadReport
from sixin.visits.tests import cast


def refused_field(report, by, now):
    with pytest.raises(BadReport) as refusal:
        actions.record(report=report, by=by, now=now)
    assert not Visit.objects.exists()
    assert not Record.objects.exists()
    return refusal.value.field


def test_meeting_her_posts_one_deed(people, now):
    visit = actions.record(report=cast.met(people.zhang, now, minutes=20), by=people.wang, now=now)
    record = Record.objects.get(pk=visit.record)
    assert (record.kind, record.variant, record.people, record.minutes) == (
        "visit.completed",
        "home",
        1,
        20,
    )
    assert record.area == people.grid
    standing = Standing.objects.get(person=people.zhang)
    assert (standing.last_met_on, standing.last_visit) == (now.date(), visit)


@pytest.mark.parametrize("outcome", ["no_answer", "refused", "away", "hospital", "moved", "died"])
def test_not_meeting_her_posts_nothing(people, now, outcome):
    visit = actions.record(report=cast.knock(people.zhang, now, outcome), by=people.wang, now=now)
    assert (visit.state, visit.record) == (outcome, None)
    assert not Record.objects.exists()


def test_a_joint_visit_is_one_deed_of_two(people, now):
    report = cast.met(people.zhang, now, minutes=30, colleagues=(people.li,))
    actions.record(report=report, by=people.wang, now=now)
    record = Record.objects.get()
    providers = Part.objects.filter(record=record, role=PartRole.PROVIDER)
    assert set(providers.values_list("party", flat=True)) == {people.wang.pk, people.li.pk}
    assert (record.people, record.minutes) == (1, 60)


def test_a_couple_is_two_person_times_and_one_deed(people, now):
    husband = cast.elder(people.grid, "李国庆", [], **cast.KEY)
    report = cast.met(people.zhang, now, also_met=(husband, people.zhang))
    actions.record(report=report, by=people.wang, now=now)
    assert Record.objects.get().people == 2
    assert Standing.objects.get(person=husband).last_met_on == now.date()


def test_sending_twice_records_once(people, now):
    report = cast.met(people.zhang, now, seen={SeenArea.SAFETY: Seen.CONCERN}, needs=("haircut",))
    first = actions.record(report=report, by=people.wang, now=now)
    later = now + timedelta(hours=3)
    assert actions.record(report=report, by=people.wang, now=later) == first
    assert (Visit.objects.count(), Record.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"outcome": State.REFUSED, "wellbeing": ""},
        {"note": "换了一句"},
        {"minutes": 15},
        {"needs": ("haircut",)},
        {"mode": Mode.PHONE},
    ],
)
def test_the_same_id_with_other_content_is_refused(people, now, other):
    report = cast.met(people.zhang, now)
    actions.record(report=report, by=people.wang, now=now)
    with pytest.raises(actions.AlreadyRecorded):
        actions.record(report=replace(report, **other), by=people.wang, now=now)
    assert Record.objects.count() == 1


def test_the_same_id_for_somebody_else_is_refused(people, now):
    report = cast.met(people.zhang, now)
    actions.record(report=report, by=people.wang, now=now)
    other = cast.elder(people.grid, "李国庆", [])
    with pytest.raises(actions.AlreadyRecorded):
        actions.record(report=replace(report, person=other), by=people.wang, now=now)


def test_a_backdated_visit_is_welcome_and_marked(people, now):
    visit = actions.record(report=cast.met(people.zhang, cast.ago(now, 3)), by=people.wang, now=now)
    assert visit.is_late is True
    assert Record.objects.get().counted_on == cast.ago(now, 3).date()


def test_a_visit_of_today_is_not_late(people, now):
    report = cast.met(people.zhang, now - timedelta(hours=8))
    assert actions.record(report=report, by=people.wang, now=now).is_late is False


def test_a_visit_in_the_future_is_refused(people, now):
    report = cast.met(people.zhang, now + timedelta(hours=1))
    assert refused_field(report, people.wang, now) == "occurred_at"


def test_meeting_her_without_saying_how_she_is_is_refused(people, now):
    assert refused_field(cast.met(people.zhang, now, wellbeing=""), people.wang, now) == "wellbeing"


def test_a_need_that_is_not_on_the_list_is_refused(people, now):
    report = cast.met(people.zhang, now, needs=("gold",))
    assert refused_field(report, people.wang, now) == "needs"


def test_her_child_is_told_only_with_her_consent(people, now):
    report = cast.met(people.zhang, now, child_told=True)
    assert refused_field(report, people.wang, now) == "child_told"
    Consent.objects.create(
        person=people.zhang, purpose="family_notice", given_on=now.date(), way="spoken"
    )
    visit = actions.record(report=report, by=people.wang, now=now)
    assert visit.child_told_at == now


def test_an_outsider_may_not_record(people, now):
    with pytest.raises(NotAllowed):
        actions.record(report=cast.met(people.zhang, now), by=people.outsider, now=now)
    assert not Visit.objects.exists()


def test_an_outsider_is_no_colleague(people, now):
    report = cast.met(people.zhang, now, colleagues=(people.outsider,))
    assert refused_field(report, people.wang, now) == "colleagues"


def test_nobody_meets_a_stranger_of_another_community_along_the_way(people, now):
    stranger = cast.elder(people.elsewhere, "陈桂兰", [])
    with pytest.raises(NotAllowed):
        actions.record(
            report=cast.met(people.zhang, now, also_met=(stranger,)), by=people.wang, now=now
        )


@pytest.mark.parametrize("outcome", ["moved", "died"])
def test_who_moved_or_died_leaves_the_register_and_comes_back_on_undo(people, now, outcome):
    visit = actions.record(report=cast.knock(people.zhang, now, outcome), by=people.wang, now=now)
    left = Person.objects.get(pk=people.zhang.pk)
    assert (left.left_on, left.left_reason) == (now.date(), outcome)
    actions.take_back(visit=visit, because="弄错了", by=people.wang, now=now)
    back = Person.objects.get(pk=people.zhang.pk)
    assert (back.left_on, back.left_reason) == (None, "")


def test_undoing_one_of_two_outcomes_keeps_the_other(people, now):
    moved, _died = (
        actions.record(report=cast.knock(people.zhang, when, outcome), by=people.wang, now=now)
        for when, outcome in [(cast.ago(now, 5), "moved"), (now, "died")]
    )
    actions.take_back(visit=moved, because="弄错了", by=people.wang, now=now)
    assert Person.objects.get(pk=people.zhang.pk).left_reason == "died"


def test_nobody_meets_those_who_have_left(people, now):
    then = cast.ago(now, 5)
    actions.record(report=cast.knock(people.zhang, then, "died"), by=people.wang, now=now)
    person = Person.objects.get(pk=people.zhang.pk)
    with pytest.raises(BadReport):
        actions.record(report=cast.met(person, now), by=people.wang, now=now)
    earlier = cast.met(person, cast.ago(now, 6))
    assert actions.record(report=earlier, by=people.wang, now=now).state == "completed"


def test_taking_back_restores_the_standing_and_reverses_the_record(people, now):
    then = cast.ago(now, 9)
    first = actions.record(report=cast.met(people.zhang, then), by=people.wang, now=then)
    second = actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    actions.take_back(visit=second, because="记错了人", by=people.wang, now=now)
    standing = Standing.objects.get(person=people.zhang)
    assert (standing.last_met_on, standing.last_visit) == (then.date(), first)
    assert sorted(Record.objects.values_list("sign", flat=True)) == [-1, 1, 1]
    assert list(checking.differences()) == []


def test_a_visit_is_taken_back_once(people, now):
    visit = actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    actions.take_back(visit=visit, because="记错了", by=people.wang, now=now)
    with pytest.raises(actions.NothingToTakeBack):
        actions.take_back(visit=visit, because="记错了", by=people.wang, now=now)
    assert Record.objects.count() == 2


def test_what_was_taken_back_is_not_recorded_again_by_an_old_form(people, now):
    report = cast.met(people.zhang, now)
    visit = actions.record(report=report, by=people.wang, now=now)
    actions.take_back(visit=visit, because="记错了", by=people.wang, now=now)
    with pytest.raises(actions.AlreadyRecorded):
        actions.record(report=report, by=people.wang, now=now)


def test_an_outsider_may_not_take_back(people, now):
    visit = actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    with pytest.raises(NotAllowed):
        actions.take_back(visit=visit, because="", by=people.outsider, now=now)
    assert Visit.objects.get().state == "completed"
