"""Hazards are reported once a visit, and withdrawn when that was a mistake."""

import pytest

from sixin.base.errors import NotAllowed
from sixin.base.ids import uuid7
from sixin.hazards import actions, queries
from sixin.hazards.models import Hazard
from sixin.rulebook.models import Rule


def report(people, now, item="hose", because_of=None, by=None, note=""):
    return actions.report(
        person=people.zhang, item=item, note=note, because_of=because_of,
        by=by or people.wang, now=now,
    )  # fmt: skip


def test_a_hazard_has_the_kind_of_its_item_and_the_place_of_the_person(people, now):
    hazard = report(people, now, "socket", note="烧焦了")
    assert (hazard.kind, hazard.item, hazard.area, hazard.note, hazard.state) == (
        "electricity",
        "socket",
        people.grid,
        "烧焦了",
        "reported",
    )


def test_an_item_that_is_on_no_checklist_is_refused(people, now):
    with pytest.raises(actions.UnknownItem) as refusal:
        report(people, now, "dragon")
    assert refusal.value.field == "hazards"
    assert not Hazard.objects.exists()


def test_a_county_adds_an_item_of_its_own(people, now):
    Rule.objects.create(
        rule_id="local.stove", topic="hazard.item", area="632801", valid_from=now.date(),
        when={"kind": "other", "item": "stove"}, value="other", label="煤炉没有烟道",
        label_en="Coal stove without flue", source="格尔木 2026", status="local",
    )  # fmt: skip
    assert report(people, now, "stove").kind == "other"


def test_the_same_item_of_the_same_visit_is_one_hazard(people, now):
    visit = uuid7()
    assert report(people, now, because_of=visit) == report(people, now, because_of=visit)
    assert Hazard.objects.count() == 1


def test_the_same_item_of_another_visit_is_another_hazard(people, now):
    report(people, now, because_of=uuid7())
    report(people, now, because_of=uuid7())
    assert queries.of_person(people.zhang).count() == 2


def test_what_was_withdrawn_is_no_longer_found_and_may_be_reported_again(people, now):
    visit = uuid7()
    hazard = report(people, now, because_of=visit)
    actions.take_back(hazard=hazard, by=people.wang, now=now)
    assert not queries.of_person(people.zhang).exists()
    assert not queries.standing_in(people.grid).exists()
    assert report(people, now, because_of=visit) != hazard
    with pytest.raises(actions.NothingToTakeBack):
        actions.take_back(hazard=hazard, by=people.wang, now=now)


def test_an_outsider_may_neither_report_nor_withdraw(people, now):
    with pytest.raises(NotAllowed):
        report(people, now, by=people.outsider)
    hazard = report(people, now)
    with pytest.raises(NotAllowed):
        actions.take_back(hazard=hazard, by=people.outsider, now=now)
    assert queries.of_person(people.zhang).count() == 1
