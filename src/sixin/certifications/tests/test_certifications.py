"""Certifications are noted once a benefit and day, counted, and taken back."""

from datetime import timedelta

import pytest

from sixin.base.errors import NotAllowed
from sixin.certifications import actions, queries
from sixin.certifications.models import Certification
from sixin.ledger import checking
from sixin.ledger.models import Record
from sixin.registers.actions import enrolling
from sixin.registers.models import Person


def note(people, now, **more):
    values = {
        "person": people.zhang,
        "benefit": "pension",
        "channel": "home",
        "done_on": now.date(),
        "by": people.wang,
        "now": now,
    }
    return actions.record_done(**values | more)


def test_a_certification_posts_one_deed_by_its_channel(people, now):
    made = note(people, now, receipt_number="HX-1")
    record = Record.objects.get(pk=made.record)
    assert (record.kind, record.variant, record.people, record.counted_on) == (
        "certification.done",
        "home",
        1,
        now.date(),
    )
    assert record.subject == made.pk


def test_the_same_benefit_and_day_is_noted_once(people, now):
    assert note(people, now) == note(people, now, channel="remote")
    assert Record.objects.count() == 1


def test_two_benefits_on_one_day_are_two(people, now):
    note(people, now)
    note(people, now, benefit="old_age")
    assert queries.of_person(people.zhang).count() == 2


def test_one_noted_for_a_row_that_was_merged_is_hers(people, now):
    double = enrolling.add_person(area=people.grid, name="张秀英", registered_on=now.date())
    made = note(people, now, person=double)
    Person.objects.filter(pk=double.pk).update(merged_into=people.zhang)
    assert note(people, now) == made


def test_a_day_in_the_future_is_refused(people, now):
    with pytest.raises(actions.BadCertification) as refusal:
        note(people, now, done_on=now.date() + timedelta(days=1))
    assert refusal.value.field == "done_on"
    assert not Record.objects.exists()


@pytest.mark.parametrize("wrong", [{"benefit": "lottery"}, {"channel": "dove"}])
def test_an_unknown_benefit_or_channel_is_refused(people, now, wrong):
    with pytest.raises(actions.BadCertification):
        note(people, now, **wrong)
    assert not Certification.objects.exists()


def test_taking_back_reverses_the_record_once(people, now):
    made = note(people, now)
    actions.take_back(certification=made, by=people.wang, now=now)
    assert not queries.of_person(people.zhang).exists()
    assert sorted(Record.objects.values_list("sign", flat=True)) == [-1, 1]
    with pytest.raises(actions.BadCertification):
        actions.take_back(certification=made, by=people.wang, now=now)
    assert list(checking.differences()) == []


def test_after_it_was_taken_back_it_can_be_noted_again(people, now):
    made = note(people, now)
    actions.take_back(certification=made, by=people.wang, now=now)
    assert note(people, now) != made


def test_an_outsider_may_neither_note_nor_take_back(people, now):
    with pytest.raises(NotAllowed):
        note(people, now, by=people.outsider)
    made = note(people, now)
    with pytest.raises(NotAllowed):
        actions.take_back(certification=made, by=people.outsider, now=now)
    assert queries.of_person(people.zhang).count() == 1
