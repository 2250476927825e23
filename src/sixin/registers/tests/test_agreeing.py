"""Dated facts, contacts and consents: stated, ended, withdrawn, and refused with a sentence."""

from datetime import date, datetime

import pytest

from sixin.base.errors import NotAllowed, Refused
from sixin.registers.actions import consenting, contacting, tagging
from sixin.registers.actions.contacting import Who
from sixin.registers.models import Contact, Member, Person

TODAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)


def test_a_fact_holds_from_a_day_until_a_day(
    zhang: Person, wang_fang: Member, now: datetime
) -> None:
    fact = tagging.state(
        person=zhang, tag="dementia", since=date(2026, 5, 1), source="cert", evidence=" 病历 ",
        by=wang_fang, now=now,
    )  # fmt: skip
    assert (fact.evidence, fact.recorded_by, fact.until) == ("病历", wang_fang, None)
    tagging.end(fact=fact, until=TODAY, by=wang_fang, now=now)
    fact.refresh_from_db()
    assert fact.until == TODAY


@pytest.mark.parametrize(
    ("tag", "source", "since", "field"),
    [
        ("living_alone", "self", TODAY, "tag"),
        ("rich", "self", TODAY, "tag"),
        ("dementia", "rumour", TODAY, "tag"),
        ("dementia", "self", TOMORROW, "since"),
        ("dementia", "self", date(1850, 1, 1), "since"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(
    tag: str, source: str, since: date, field: str,
    zhang: Person, wang_fang: Member, now: datetime,
) -> None:  # fmt: skip
    with pytest.raises(Refused) as why:
        tagging.state(person=zhang, tag=tag, since=since, source=source, by=wang_fang, now=now)
    assert why.value.field == field
    assert list(zhang.tags.values_list("tag", flat=True)) == ["living_alone"]


def test_a_fact_ends_once_and_not_before_it_began(
    zhang: Person, wang_fang: Member, now: datetime
) -> None:
    fact = zhang.tags.get()
    for day in (date(2024, 12, 31), TOMORROW):
        with pytest.raises(Refused):
            tagging.end(fact=fact, until=day, by=wang_fang, now=now)
    tagging.end(fact=fact, until=TODAY, by=wang_fang, now=now)
    with pytest.raises(Refused) as why:
        tagging.end(fact=fact, until=TODAY, by=wang_fang, now=now)
    assert why.value.sentence == "这一项已经结束了。"


def test_a_contact_is_added_changed_and_removed(
    zhang: Person, wang_fang: Member, now: datetime
) -> None:
    who = Who(name="李敏", relation="女儿", phone="138 1234 5521", place="上海", priority=20)
    contact = contacting.add(person=zhang, who=who, by=wang_fang, now=now)
    assert (contact.phone, contact.priority) == ("13812345521", 9)
    moved = Who(name="李敏", relation="女儿", phone="13812345521", place="西宁")
    contacting.change(contact=contact, who=moved, by=wang_fang, now=now)
    assert list(zhang.contacts.values_list("place", "priority")) == [("西宁", 1)]
    contacting.remove(contact=contact, by=wang_fang, now=now)
    with pytest.raises(Refused) as why:
        contacting.change(contact=contact, who=moved, by=wang_fang, now=now)
    assert why.value.sentence == "这位联系人已经删掉了。"


@pytest.mark.parametrize(
    ("who", "field"),
    [
        (Who(name=" ", phone="13812345521"), "name"),
        (Who(name="李敏", phone=""), "phone"),
        (Who(name="李敏", phone="12"), "phone"),
        (Who(name="李敏", phone="13812345521", relation="亲" * 21), "relation"),
    ],
)
def test_a_contact_that_nobody_can_call_is_refused(
    who: Who, field: str, zhang: Person, wang_fang: Member, now: datetime
) -> None:
    with pytest.raises(Refused) as why:
        contacting.add(person=zhang, who=who, by=wang_fang, now=now)
    assert why.value.field == field
    assert not Contact.objects.exists()


def test_she_agrees_once_and_may_withdraw(zhang: Person, wang_fang: Member, now: datetime) -> None:
    given = {"person": zhang, "purpose": "photo", "way": "spoken", "by": wang_fang, "now": now}
    consent = consenting.give(**given, given_on=date(2026, 3, 1), scope="只拍厨房")
    with pytest.raises(Refused) as why:
        consenting.give(**given, given_on=TODAY)
    assert why.value.sentence == "“拍照留存”已经同意过，还有效。"
    with pytest.raises(Refused):
        consenting.withdraw(consent=consent, on=date(2026, 2, 1), by=wang_fang, now=now)
    consenting.withdraw(consent=consent, on=TODAY, by=wang_fang, now=now)
    with pytest.raises(Refused):
        consenting.withdraw(consent=consent, on=TODAY, by=wang_fang, now=now)
    consenting.give(**given, given_on=TODAY)
    assert list(zhang.consents.values_list("withdrawn_on", flat=True)) == [TODAY, None]


@pytest.mark.parametrize(("purpose", "way"), [("everything", "spoken"), ("photo", "guessed")])
def test_a_consent_to_nothing_we_know_is_refused(
    purpose: str, way: str, zhang: Person, wang_fang: Member, now: datetime
) -> None:
    with pytest.raises(Refused):
        consenting.give(
            person=zhang, purpose=purpose, given_on=TODAY, way=way, by=wang_fang, now=now
        )


def test_an_outsider_notes_nothing(zhang: Person, outsider: Member, now: datetime) -> None:
    fact = zhang.tags.get()
    who = Who(name="李敏", phone="13812345521")
    with pytest.raises(NotAllowed):
        tagging.end(fact=fact, until=TODAY, by=outsider, now=now)
    with pytest.raises(NotAllowed):
        contacting.add(person=zhang, who=who, by=outsider, now=now)
    with pytest.raises(NotAllowed):
        consenting.give(
            person=zhang, purpose="photo", given_on=TODAY, way="spoken", by=outsider, now=now
        )
