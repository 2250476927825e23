"""Who is due, by when, and why."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from sixin.registers.actions import enrolling, leaving, merging
from sixin.registers.models import Person
from sixin.rulebook.models import Rule
from sixin.visits import actions, reasons
from sixin.visits.models import State, Visit
from sixin.visits.queries import due
from sixin.visits.tests import cast


@pytest.fixture(autouse=True)
def weekly_for_high(people):
    """The county asks for a weekly visit at the high level."""
    Rule.objects.create(
        rule_id="visit.county.high", topic="visit.frequency", area="632802",
        valid_from=date(2026, 1, 1), when={"level": "high"}, value=7, unit="天",
        label="高风险老人每周至少一次", label_en="Weekly", source="德令哈 2026", status="local",
    )  # fmt: skip


def listed(area, today, **more):
    names = dict(Person.objects.values_list("pk", "name"))
    return [names[entry.person_id] for entry in due.due(area, today, **more)]


def entry_of(person, today):
    return due.of_person(person, today)[1]


def test_whoever_was_never_met_is_due_since_she_is_on_the_register(people, today):
    entry = entry_of(people.zhang, today)
    assert (entry.due_on, entry.last_met_on) == (date(2025, 1, 1), None)
    assert entry.days_over == (today - date(2025, 1, 1)).days


def test_met_today_and_she_is_not_due_this_week(people, today, now):
    actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    assert listed(people.community, today) == []
    assert entry_of(people.zhang, today).due_on == today + timedelta(days=7)


def test_met_six_days_ago_and_she_is_due_tomorrow(people, today, now):
    then = cast.ago(now, 6)
    actions.record(report=cast.met(people.zhang, then), by=people.wang, now=then)
    [entry] = due.due(people.community, today)
    assert (entry.days_over, entry.due_on) == (-1, today + timedelta(days=1))


def test_a_call_counts_as_seeing_her(people, today, now):
    report = cast.met(people.zhang, now, mode="phone")
    actions.record(report=report, by=people.wang, now=now)
    assert listed(people.community, today) == []


def test_an_agreed_day_brings_a_visit_forward(people, today, now):
    agreed = today + timedelta(days=2)
    report = cast.met(people.zhang, now, next_on=agreed)
    actions.record(report=report, by=people.wang, now=now)
    [entry] = due.due(people.community, today)
    assert (entry.due_on, entry.agreed_on) == (agreed, agreed)


def test_an_agreed_day_does_not_put_a_rule_off(people, today, now):
    report = cast.met(people.zhang, now, next_on=today + timedelta(days=40))
    actions.record(report=report, by=people.wang, now=now)
    assert entry_of(people.zhang, today).due_on == today + timedelta(days=7)


def test_a_knock_without_answer_leaves_the_agreed_day_as_it_was(people, today, now):
    then = cast.ago(now, 3)
    report = cast.met(people.zhang, then, next_on=today)
    actions.record(report=report, by=people.wang, now=then)
    actions.record(report=cast.knock(people.zhang, now), by=people.wang, now=now)
    assert entry_of(people.zhang, today).due_on == today


def test_meeting_her_settles_what_was_agreed(people, today, now):
    then = cast.ago(now, 1)
    report = cast.met(people.zhang, then, next_on=today)
    actions.record(report=report, by=people.wang, now=then)
    actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    assert entry_of(people.zhang, today).agreed_on is None


def test_a_call_before_the_agreed_day_leaves_it_and_one_on_the_day_settles_it(people, today, now):
    then = cast.ago(now, 3)
    agreed = today + timedelta(days=2)
    report = cast.met(people.zhang, then, next_on=agreed)
    actions.record(report=report, by=people.wang, now=then)
    actions.record(report=cast.met(people.zhang, now, mode="phone"), by=people.wang, now=now)
    assert entry_of(people.zhang, today).agreed_on == agreed
    later = now + timedelta(days=2)
    actions.record(report=cast.met(people.zhang, later, mode="phone"), by=people.wang, now=later)
    assert entry_of(people.zhang, later.date()).agreed_on is None


def test_in_hospital_until_an_agreed_day_she_is_due_then(people, today, now):
    back = today + timedelta(days=5)
    report = cast.knock(people.zhang, now, State.HOSPITAL, next_on=back)
    actions.record(report=report, by=people.wang, now=now)
    entry = entry_of(people.zhang, today)
    assert (entry.due_on, entry.absence) == (back, "hospital")


def test_word_of_her_holds_for_one_period_at_most(people, today, now):
    report = cast.knock(people.zhang, now, State.AWAY, next_on=today + timedelta(days=90))
    actions.record(report=report, by=people.wang, now=now)
    assert entry_of(people.zhang, today).due_on == today + timedelta(days=7)


def test_away_without_an_agreed_day_she_stays_due(people, today, now):
    actions.record(report=cast.knock(people.zhang, now, State.AWAY), by=people.wang, now=now)
    entry = entry_of(people.zhang, today)
    assert (entry.due_on, entry.absence) == (date(2025, 1, 1), "away")


def test_nobody_is_due_without_a_rule_or_an_agreed_day(people, today):
    plain = cast.elder(people.grid, "马兰", ["low_income"], **cast.KEY)
    assert due.of_person(plain, today) == (due.of_person(plain, today)[0], None)
    assert listed(people.community, today) == ["张秀英"]


def test_an_agreed_day_makes_her_due_without_any_rule(people, today, now):
    plain = cast.elder(people.grid, "马兰", [], **cast.KEY)
    then = cast.ago(now, 2)
    report = cast.met(plain, then, next_on=today - timedelta(days=1))
    actions.record(report=report, by=people.wang, now=then)
    assert listed(people.community, today) == ["张秀英", "马兰"]
    assert entry_of(plain, today).days_over == 1


def test_an_unknown_age_is_an_elder_of_the_level_that_the_tags_give(people, today):
    unknown = cast.elder(people.grid, "李国庆", ["living_alone"])
    cadence, entry = due.of_person(unknown, today)
    assert (cadence.level, cadence.days, entry.age) == ("key", 30, None)


def test_those_known_to_be_young_are_not_elders(people, today):
    young = cast.elder(people.grid, "陈小", ["living_alone"], birth_date=date(1990, 1, 1))
    assert due.of_person(young, today)[1] is None


def test_a_tag_that_ended_asks_for_nothing(people, today):
    enrolling.untag(person=people.zhang, tag="living_alone", until=today)
    assert listed(people.community, today) == []


def test_those_who_left_are_not_listed(people, today, now):
    leaving.leave(person=people.zhang, on=today, reason="moved", by=None, now=now)
    assert listed(people.community, today) == []


def test_a_past_day_answers_as_it_was_then(people, today, now):
    then = today - timedelta(days=20)
    when = cast.at(then)
    actions.record(report=cast.met(people.zhang, when), by=people.wang, now=when)
    actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    leaving.leave(person=people.zhang, on=today, reason="moved", by=None, now=now)
    [entry] = due.due(people.community, today - timedelta(days=10))
    assert (entry.last_met_on, entry.days_over) == (then, 3)


def test_visits_to_a_merged_row_are_hers(people, today, now):
    double = cast.elder(people.grid, "张秀英", [], **cast.HIGH)
    actions.record(report=cast.met(double, now), by=people.wang, now=now)
    merging.merge(kept=people.zhang, merged=double, take=frozenset(), by=people.li, now=now)
    assert listed(people.community, today) == []
    assert entry_of(people.zhang, today).last_met_on == today


def test_a_merged_row_is_hers_even_from_another_grid(people, today, now):
    double = cast.elder(people.other_grid, "张秀英", [], **cast.HIGH)
    actions.record(report=cast.met(double, now), by=people.li, now=now)
    merging.merge(kept=people.zhang, merged=double, take=frozenset(), by=people.li, now=now)
    assert listed(people.grid, today) == []


def test_failed_knocks_of_merged_rows_are_counted_together(people, today, now):
    double = cast.elder(people.grid, "张秀英", [], **cast.HIGH)
    for who, days in [(people.zhang, 3), (double, 2), (people.zhang, 1)]:
        then = cast.ago(now, days)
        actions.record(report=cast.knock(who, then), by=people.wang, now=then)
    merging.merge(kept=people.zhang, merged=double, take=frozenset(), by=people.li, now=now)
    [entry] = due.due(people.community, today)
    assert entry.failed_knocks == 3


def test_urgent_comes_first_and_then_the_level_and_then_the_days(people, today, now):
    key = cast.elder(people.grid, "李国庆", ["living_alone"], **cast.KEY)
    late = cast.elder(people.other_grid, "马兰", ["empty_nest"], **cast.HIGH)
    for person, days in [(people.zhang, 8), (key, 200), (late, 20)]:
        then = cast.ago(now, days)
        actions.record(report=cast.met(person, then), by=people.li, now=then)
    assert listed(people.community, today) == ["马兰", "张秀英", "李国庆"]
    for hours in (2, 1):
        when = now - timedelta(hours=hours)
        actions.record(report=cast.knock(people.zhang, when), by=people.wang, now=now)
    assert listed(people.community, today) == ["张秀英", "马兰", "李国庆"]


def test_a_grid_lists_its_own(people, today):
    cast.elder(people.other_grid, "李国庆", ["living_alone"], **cast.KEY)
    assert listed(people.grid, today) == ["张秀英"]
    assert listed(people.elsewhere, today) == []


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(
    people, today, django_assert_num_queries
):
    for number in range(30):
        cast.elder(people.grid, f"李国庆{number}", ["living_alone"], **cast.KEY)
    with django_assert_num_queries(7):
        assert len(due.due(people.community, today)) == 31


def test_the_reason_says_who_and_what_and_by_which_rule(people, today, now):
    then = cast.ago(now, 23)
    actions.record(report=cast.met(people.zhang, then), by=people.wang, now=then)
    actions.record(report=cast.knock(people.zhang, now), by=people.wang, now=now)
    [entry] = due.due(people.community, today)
    with translation.override("zh-hans"):
        assert reasons.sentence(entry) == (
            "独居、84 岁；23 天前见过；敲门 1 次没人应；"
            "每 7 天看望一次：高风险老人每周至少一次（德令哈 2026）"
        )
    assert reasons.unverified(entry) is True


def test_taking_everything_back_leaves_her_as_if_nobody_had_come(people, today, now):
    before = entry_of(people.zhang, today)
    visit = actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    actions.take_back(visit=visit, because="记错了人", by=people.wang, now=now)
    assert entry_of(people.zhang, today) == before
    assert Visit.objects.get().state == "cancelled"
