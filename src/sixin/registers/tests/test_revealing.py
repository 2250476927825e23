"""A masked value in full: who may see it, why, how often, and what the trail keeps of it."""

from datetime import timedelta

import pytest

from sixin.audit.models import Entry
from sixin.base.errors import NotAllowed
from sixin.registers.actions import contacting, enrolling, revealing
from sixin.registers.actions.revealing import CannotReveal, TooMany
from sixin.registers.models import Contact
from sixin.rulebook.models import Rule

MINUTE = timedelta(minutes=1)


@pytest.fixture
def see(zhang, wang_fang, now):
    """`see(field)` as the worker of her grid, to call her."""

    def seeing(field="phone", by=wang_fang, why="call", words="", at=now):
        return revealing.reveal(person=zhang, field=field, why=why, words=words, by=by, now=at).text

    return seeing


def told():
    return [entry for entry in Entry.objects.order_by("pk") if entry.verb == "value.revealed"]


def test_the_value_is_given_and_the_trail_tells_why_but_not_what(see, zhang, wang_fang):
    assert see() == "13909770001"
    (entry,) = told()
    assert (entry.by, entry.subject, entry.area) == (
        wang_fang.pk, str(zhang.pk), zhang.area.path
    )  # fmt: skip
    assert (entry.details, entry.reason) == ({"field": "phone", "why": "call"}, "")


def test_a_reason_in_words_is_kept(see):
    see(why="other", words=" 邻居托我问 ")
    assert told()[0].reason == "邻居托我问"


@pytest.mark.parametrize(("why", "words"), [("", ""), ("any", ""), ("other", " "), ("other", "1")])
def test_without_a_reason_nothing_is_given(see, why, words):
    with pytest.raises(CannotReveal):
        see(why=why, words=words)
    assert told() == []


def test_a_contact_s_and_a_colleague_s_number(see, zhang, li_wei, wang_fang, now):
    who = contacting.Who(name="张小明", phone="13600000009")
    contact = contacting.add(person=zhang, who=who, by=wang_fang, now=now)
    li_wei.phone = "13700000008"
    li_wei.save()
    assert see(f"contact.{contact.pk}") == "13600000009"
    assert see(f"member.{li_wei.pk}") == "13700000008"
    contact_told, member_told = told()
    assert (contact_told.subject, contact_told.kind) == (str(zhang.pk), "registers.contact")
    assert (member_told.subject, member_told.kind) == (str(li_wei.pk), "registers.member")


def test_what_is_not_hers_is_not_there(see, ma, outsider):
    contact = Contact.objects.create(person=ma, name="马小海", phone="13600000007")
    outsider.phone = "13700000006"
    outsider.save()
    fields = [f"contact.{contact.pk}", f"member.{outsider.pk}", "id_number", "name", "member.x", ""]
    for field in fields:
        with pytest.raises(CannotReveal):
            see(field)
    assert told() == []


def test_those_without_the_power_and_those_elsewhere_see_nothing(see, grid, outsider, today):
    volunteer = enrolling.add_member(
        username="v", password=None, name="孙", role="volunteer", area=grid, since=today
    )
    for by in (volunteer, outsider):
        with pytest.raises(NotAllowed):
            see(by=by)


def test_after_so_many_in_an_hour_it_stops_and_says_when_it_opens(see, now, li_wei):
    Rule.objects.filter(rule_id="reveal.limit.hour").update(value=3)
    for number in range(3):
        see(at=now + number * MINUTE)
    with pytest.raises(TooMany) as stopped:
        see(at=now + 59 * MINUTE)
    assert stopped.value.sentence == "您一小时里已经看了 3 次完整号码。11-23 10:30 以后可以再看。"
    assert len(told()) == 3
    assert see(at=now + 60 * MINUTE) == "13909770001"
    with pytest.raises(TooMany, match="10:31"):
        see(at=now + 60 * MINUTE)
    assert see(by=li_wei, at=now + 60 * MINUTE), "each member has a count of their own"


def test_the_day_has_a_limit_too(see, now):
    Rule.objects.filter(rule_id="reveal.limit.day").update(value=2)
    see()
    see(at=now + 90 * MINUTE)
    with pytest.raises(TooMany, match="一天里已经看了 2 次完整号码。11-24 09:30 以后"):
        see(at=now + 600 * MINUTE)
