"""Numbers on a person's page: masked, and in full for those who say why."""

import pytest
from django.urls import reverse

from sixin.audit.models import Entry
from sixin.registers.actions import contacting
from sixin.registers.models import Member, Person

PHONE, SON = "13909770001", "13600000009"


@pytest.fixture
def son(zhang, li_wei, now):
    who = contacting.Who(name="张小明", relation="儿子", phone=SON)
    return contacting.add(person=zhang, who=who, by=li_wei, now=now)


def address(person: Person) -> str:
    return reverse("person-reveal", args=[person.pk])


def test_the_page_holds_no_whole_number_and_no_way_to_call(sit, zhang, son, wang_fang):
    page = sit(wang_fang).get(reverse("person", args=[zhang.pk])).content.decode()
    assert "139****0001" in page
    assert "136****0009" in page
    assert PHONE not in page
    assert SON not in page
    assert "tel:" not in page


def test_with_a_reason_the_number_comes_and_can_be_called(sit, zhang, son, wang_fang):
    asked = {"field": f"contact.{son.pk}", "why": "call"}
    part = sit(wang_fang).post(address(zhang), asked, headers={"HX-Request": "true"})
    assert f'href="tel:{SON}"' in part.content.decode()
    assert "<html" not in part.content.decode()
    assert Entry.objects.filter(verb="value.revealed").count() == 1


def test_after_a_while_it_is_masked_again(sit, zhang, wang_fang):
    client = sit(wang_fang)
    given = client.post(
        address(zhang), {"field": "phone", "why": "call"}, headers={"HX-Request": "true"}
    )
    again = address(zhang) + "?field=phone"
    assert f'hx-get="{again}" hx-trigger="load delay:60s"' in given.content.decode()
    masked = client.get(again, headers={"HX-Request": "true"}).content.decode()
    assert ("139****0001" in masked, PHONE in masked) == (True, False)


def test_without_a_script_the_reason_is_asked_on_a_page_of_its_own(sit, zhang, wang_fang):
    client = sit(wang_fang)
    page = client.get(address(zhang) + "?field=phone")
    assert "为什么要看" in page.content.decode()
    refused = client.post(address(zhang), {"field": "phone", "why": "other", "words": ""})
    assert refused.status_code == 422
    assert PHONE not in refused.content.decode()
    shown = client.post(address(zhang), {"field": "phone", "why": "other", "words": "社区要核对"})
    assert PHONE in shown.content.decode()


def test_a_refusal_stands_where_the_number_would(sit, zhang, wang_fang):
    part = sit(wang_fang).post(
        address(zhang), {"field": "phone", "why": "other"}, headers={"HX-Request": "true"}
    )
    assert "请选一下或写一句为什么要看。" in part.content.decode()


def test_what_is_not_there_is_not_found(sit, zhang, ma, wang_fang, outsider):
    assert sit(wang_fang).get(address(zhang) + "?field=id_number").status_code == 404
    assert sit(outsider).post(address(zhang), {"field": "phone", "why": "call"}).status_code == 404


def test_a_number_that_is_left_masked_in_a_form_stays_as_it_is(
    sit, zhang: Person, son, wang_fang: Member
):
    client = sit(wang_fang)
    form = reverse("person-row", args=[zhang.pk, "contact", son.pk])
    page = client.get(form).content.decode()
    assert ("136****0009" in page, SON in page) == (True, False)
    sent = {"name": "张小明", "relation": "大儿子", "phone": "136****0009", "priority": "1"}
    client.post(form, sent)
    son.refresh_from_db()
    assert (son.relation, son.phone) == ("大儿子", SON)
    client.post(reverse("person-topic", args=[zhang.pk, "phone"]), {"phone": "139****0001"})
    zhang.refresh_from_db()
    assert zhang.phone == PHONE
    client.post(reverse("person-topic", args=[zhang.pk, "phone"]), {"phone": ""})
    zhang.refresh_from_db()
    assert zhang.phone == ""
