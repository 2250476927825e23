"""The pages of rights: found with a reason, handed over, erased in two steps, and only by who may."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from sixin.audit.models import Entry
from sixin.registers.models import Erasure, Member, Person
from sixin.site.rights.tests.life import NO_NAME, SECRETS, Life, found_anywhere

WHY = "本人书面申请"
Sit = Callable[[Member], Client]


@pytest.fixture
def officer(life: Life, sit: Sit, enrolled: Callable[[Member], Member]) -> Client:
    return sit(enrolled(life.officer))


def test_somebody_is_found_only_with_a_reason_and_never_by_the_address(
    life: Life, officer: Client
) -> None:
    page = officer.post("/rights/", {"text": SECRETS[3], "because": ""})
    assert "请写一下依据" in page.text
    assert "秦桂华" not in page.text
    page = officer.post("/rights/", {"text": SECRETS[3], "because": WHY})
    assert f'href="/rights/{life.person.pk}/"' in page.text
    assert SECRETS[3] not in page.text.replace(f'value="{SECRETS[3]}"', "")
    assert "秦桂华" not in officer.get("/rights/?text=秦桂华&because=x").text
    assert [entry.reason for entry in Entry.objects.filter(verb="person.sought")] == [WHY]


def test_her_page_counts_and_shows_no_value(life: Life, officer: Client) -> None:
    page = officer.get(f"/rights/{life.person.pk}/")
    assert page.status_code == 200
    counted = {line.holding.label: line.held for line in page.context["lines"]}
    assert (counted["visits.visit"], counted["registers.person"]) == (4, 2)
    assert not any(secret in page.text for secret in SECRETS[3:])


def test_the_copy_comes_as_a_file_that_no_cache_keeps(life: Life, officer: Client) -> None:
    address = f"/rights/{life.person.pk}/copy/"
    answer = officer.post(address, {"form": "json", "because": WHY})
    assert answer["Content-Disposition"].startswith('attachment; filename="record-')
    assert "no-store" in answer["Cache-Control"]
    assert json.loads(answer.content)["taken"]["because"] == WHY
    answer = officer.post(address, {"form": "pdf", "because": WHY})
    assert answer.content.startswith(b"%PDF")
    assert "请写一下依据" in officer.post(address, {"form": "pdf", "because": " "}).text
    assert officer.post(address, {"form": "exe", "because": WHY}).status_code == 200
    assert Entry.objects.filter(verb="person.exported").count() == 2


def test_a_row_that_was_merged_into_hers_leads_to_her(life: Life, officer: Client) -> None:
    twin = Person.objects.get(merged_into=life.person)
    assert officer.get(f"/rights/{twin.pk}/").context["person"] == life.person


def test_erasing_takes_two_steps(
    life: Life, officer: Client, django_capture_on_commit_callbacks
) -> None:
    address = f"/rights/{life.person.pk}/erase/"
    assert officer.get(address).context["sure"] is False
    assert "请选一下为什么要删除" in officer.post(address, {"because": WHY}).text
    said = {"ground": "asked", "because": WHY}
    asked = officer.post(address, said)
    assert (asked.context["sure"], Erasure.objects.count()) == (True, 0)
    again = officer.post(address, said | {"step": "sure"})
    assert "请先核对，再打上勾" in again.text
    assert Person.objects.get(pk=life.person.pk).name == "秦桂华"
    with django_capture_on_commit_callbacks(execute=True):
        done = officer.post(address, said | {"step": "sure", "sure": "on"}, follow=True)
    assert "已删除。数字没有变" in done.text
    assert str(life.person.pk) in done.text
    assert Person.objects.get(pk=life.person.pk).name == NO_NAME
    assert list(found_anywhere()) == []
    for gone in (address, f"/rights/{life.person.pk}/"):
        assert officer.get(gone).status_code == 404


def test_no_page_of_the_desk_breaks_over_who_was_erased(
    life: Life, officer: Client, sit: Sit
) -> None:
    address = f"/rights/{life.person.pk}/erase/"
    officer.post(address, {"ground": "asked", "because": WHY, "step": "sure", "sure": "on"})
    desk = sit(Member.objects.get(name="李伟"))
    for page in ("/", "/people/?state=all", "/people/?q=已删除", "/due/", "/rounds/", "/figures/",
                 "/figures/people.elders/", "/figures/visits.person_times/", "/duplicates/",
                 "/imports/"):  # fmt: skip
        answer = desk.get(page, follow=True)
        assert (page, answer.status_code) == (page, 200)
        assert f"/people/{life.person.pk}/" not in answer.text, page
    assert desk.get(f"/people/{life.person.pk}/").status_code == 404


def test_who_does_not_answer_for_rights_is_refused(life: Life, sit: Sit) -> None:
    for member in (life.worker, Member.objects.get(name="李伟")):
        browser = sit(member)
        for tail in ("", f"{life.person.pk}/", f"{life.person.pk}/erase/"):
            assert browser.get(f"/rights/{tail}").status_code == 403
        answer = browser.post(f"/rights/{life.person.pk}/copy/", {"form": "json", "because": WHY})
        assert answer.status_code == 403
        assert "个人信息权利" not in browser.get(f"/people/{life.person.pk}/").text


def test_the_officer_of_another_place_does_not_find_her(
    life: Life, sit: Sit, enrolled: Callable[[Member], Member]
) -> None:
    elsewhere = Member.objects.get(name="赵磊")
    elsewhere.roles.update(role="data_protection")
    browser = sit(enrolled(elsewhere))
    found = browser.post("/rights/", {"text": "秦桂华", "because": WHY})
    assert found.context["found"] == []
    for tail in ("", "erase/"):
        assert browser.get(f"/rights/{life.person.pk}/{tail}").status_code == 404
