"""What is agreed holds from a day until a day, and nothing depends on it any longer."""

from datetime import date, datetime
from typing import Any

import pytest

from sixin.base.errors import Refused
from sixin.registers.actions import consenting, enrolling, merging
from sixin.registers.models import Area, Consent, Member, Person
from sixin.registers.models.ties import Purpose
from sixin.registers.queries import consents

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)
SPRING = date(2026, 3, 1)


@pytest.fixture
def child(grid: Area) -> Person:
    """小虎, born on 23 November 2012: fourteen today, thirteen yesterday."""
    born = date(2012, 11, 23)
    return enrolling.add_person(area=grid, name="小虎", birth_date=born, registered_on=SPRING)


@pytest.fixture
def agree(wang_fang: Member, now: datetime) -> Any:
    def give(person: Person, purpose: str = Purpose.PHOTO, **more: Any) -> Consent:
        said = {"given_on": SPRING, "way": "spoken", "by": wang_fang, "now": now} | more
        return consenting.give(person=person, purpose=purpose, **said)

    return give


@pytest.mark.parametrize("purpose", Purpose.values)
def test_it_holds_for_its_purpose_until_it_is_withdrawn(
    purpose: str, zhang: Person, agree: Any, wang_fang: Member, now: datetime
) -> None:
    consent = agree(zhang, purpose)
    held = {name for name in Purpose.values if consents.holds(zhang, name, TODAY)}
    assert held == {purpose}
    assert not consents.holds(zhang, purpose, date(2026, 2, 28))
    consenting.withdraw(consent=consent, on=TODAY, by=wang_fang, now=now)
    assert not consents.holds(zhang, purpose, TODAY)
    assert consents.holds(zhang, purpose, YESTERDAY)


def test_it_holds_up_to_the_last_day_that_was_agreed(zhang: Person, agree: Any) -> None:
    agree(zhang, until=YESTERDAY)
    assert consents.holds(zhang, Purpose.PHOTO, YESTERDAY)
    assert not consents.holds(zhang, Purpose.PHOTO, TODAY)
    again = agree(zhang, given_on=TODAY)
    assert consents.of(zhang, Purpose.PHOTO, TODAY) == again


def test_a_last_day_before_the_first_is_refused(zhang: Person, agree: Any) -> None:
    with pytest.raises(Refused) as why:
        agree(zhang, until=date(2026, 2, 28))
    assert why.value.field == "until"


def test_what_a_merged_row_agreed_to_is_hers_and_ends_with_hers(
    zhang: Person, ma: Person, agree: Any, li_wei: Member, wang_fang: Member, now: datetime
) -> None:
    mine, theirs = agree(zhang), agree(ma, way="written")
    family = agree(ma, Purpose.FAMILY_NOTICE)
    merging.merge(kept=zhang, merged=ma, take=frozenset(), by=li_wei, now=now)
    left_behind = Consent.objects.create(
        person=ma, purpose=Purpose.PUBLIC_WISH, given_on=SPRING, way="spoken"
    )
    assert consents.of(zhang, Purpose.PUBLIC_WISH, TODAY) == left_behind
    assert consents.of(zhang, Purpose.FAMILY_NOTICE, TODAY) == family
    consenting.withdraw(consent=mine, on=TODAY, by=wang_fang, now=now)
    theirs.refresh_from_db()
    assert theirs.withdrawn_on == TODAY
    assert not consents.holds(zhang, Purpose.PHOTO, TODAY)
    assert consents.holds(zhang, Purpose.FAMILY_NOTICE, TODAY)


def test_for_a_child_a_guardian_agrees(child: Person, agree: Any) -> None:
    with pytest.raises(Refused) as why:
        agree(child, given_on=YESTERDAY, guardian=" ")
    assert (why.value.field, why.value.sentence) == (
        "guardian", "小虎那天还不到 14 周岁，要由监护人同意。请写监护人的姓名。",
    )  # fmt: skip
    agree(child, given_on=YESTERDAY, guardian="李强")
    assert consents.holds(child, Purpose.PHOTO, TODAY)
    agree(child, Purpose.PUBLIC_WISH, given_on=TODAY)  # fourteen: agrees for herself


def test_what_a_child_agreed_to_alone_holds_for_nothing(child: Person, agree: Any) -> None:
    alone = Consent.objects.create(
        person=child, purpose=Purpose.PHOTO, given_on=SPRING, way="spoken"
    )
    assert not consents.holds(child, Purpose.PHOTO, TODAY)
    assert consents.now_and_before(child, TODAY) == ([], [alone])
    agree(child, guardian="李强")
    assert consents.holds(child, Purpose.PHOTO, TODAY)


@pytest.mark.parametrize(
    ("precision", "on", "needed"),
    [
        ("month", date(2026, 11, 29), True),
        ("month", date(2026, 11, 30), False),
        ("year", date(2026, 12, 30), True),
        ("year", date(2026, 12, 31), False),
    ],
)
def test_of_an_inexact_birth_date_the_youngest_age_counts(
    precision: str, on: date, needed: bool, child: Person
) -> None:
    child.birth_date = date(2012, 11 if precision == "month" else 1, 1)
    child.birth_precision = precision
    assert consents.needs_guardian(child, on) is needed


def test_who_has_no_birth_date_agrees_herself(zhang: Person, agree: Any) -> None:
    zhang.birth_date = None
    zhang.save()
    agree(zhang)
    assert consents.holds(zhang, Purpose.PHOTO, TODAY)
