"""The trail as pages: for the data protection role alone, in words, masked, and itself told."""

import io

import openpyxl
import pytest
from django.urls import reverse

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.registers.actions import changing, contacting, enrolling, merging
from sixin.registers.models import DuplicatePair
from tests.cast.second_step import enrol

PHONE, OTHER = "13909770001", "13909770002"


@pytest.fixture
def officer(community, today):
    made = enrolling.add_member(
        username="dpo", password=None, name="苏敏", role="data_protection", area=community,
        since=today.replace(year=2020),
    )  # fmt: skip
    enrol(made)
    return made


@pytest.fixture
def changed(zhang, wang_fang):
    changing.phone(person=zhang, phone=OTHER, by=wang_fang, now=clock.now())
    return Entry.objects.latest("pk")


def text_of(response):
    return " ".join(response.content.decode().split())


def test_it_is_for_the_data_protection_role_alone(sit, officer, li_wei, wang_fang, changed):
    for name, given in [("audit", []), ("audit-export", []), ("audit-entry", [changed.pk])]:
        address = reverse(name, args=given)
        assert sit(officer).get(address).status_code == 200
        for member in (li_wei, wang_fang):
            assert sit(member).get(address).status_code == 403
    assert reverse("audit") in sit(officer).get("/audit/").content.decode()
    assert reverse("audit") not in sit(li_wei).get("/people/").content.decode()


def test_a_change_is_told_as_people_say_it(sit, officer, changed):
    page = text_of(sit(officer).get("/audit/"))
    for words in ["王芳", "改了资料", "电话从 139****0001 改成 139****0002", "张秀英", "第一网格"]:
        assert words in page
    assert PHONE not in page
    assert OTHER not in page


def test_an_entry_opens(sit, officer, changed):
    page = text_of(sit(officer).get(reverse("audit-entry", args=[changed.pk])))
    for words in ["王芳 改了资料", "从 139****0001 改成 139****0002", str(changed.pk)]:
        assert words in page
    assert OTHER not in page


def test_filters_by_verb_member_person_and_days(
    sit, officer, changed, zhang, ma, wang_fang, li_wei
):
    who = contacting.Who(name="马小海", phone="13600000007")
    contacting.add(person=ma, who=who, by=li_wei, now=clock.now())
    client = sit(officer)

    def verbs(**asked):
        found = client.get("/audit/", asked).context["lines"]
        return {line.entry.verb for line in found}

    assert verbs(verb="contact.added") == {"contact.added"}
    assert verbs(by=str(wang_fang.pk)) == {"person.changed"}
    link = f"http://testserver/people/{ma.pk}/?kind=visits"
    assert verbs(about=link) == {"person.registered", "contact.added"}
    tomorrow = clock.today().replace(year=clock.today().year + 1).isoformat()
    assert verbs(since=tomorrow) == set()
    assert "contact.added" in verbs(until=tomorrow)


def test_rows_merged_into_a_person_are_her_trail_too(sit, officer, grid, zhang, li_wei):
    twin = enrolling.add_person(area=grid, name="张秀瑛", registered_on=zhang.registered_on)
    DuplicatePair.objects.create(first=zhang, second=twin, score=90, found_at=clock.now())
    merging.merge(kept=zhang, merged=twin, take=frozenset(), by=li_wei, now=clock.now())
    lines = sit(officer).get("/audit/", {"about": str(zhang.pk)}).context["lines"]
    assert {line.entry.subject for line in lines} == {str(zhang.pk), str(twin.pk)}


def test_what_was_pasted_without_an_id_is_told(sit, officer):
    page = sit(officer).get("/audit/", {"about": "张秀英"})
    assert "这里面没有编号" in page.content.decode()


def test_what_concerns_other_areas_is_not_there(sit, officer, elsewhere, outsider, today):
    theirs = enrolling.add_person(area=elsewhere, name="外面的人", registered_on=today, by=outsider)
    entry = Entry.objects.get(subject=str(theirs.pk))
    client = sit(officer)
    assert "外面的人" not in client.get("/audit/").content.decode()
    assert client.get(reverse("audit-entry", args=[entry.pk])).status_code == 404


def test_reading_is_told_and_shown_when_asked_for(sit, officer, changed):
    client = sit(officer)
    client.get("/audit/", {"verb": "person.changed"})
    client.get(reverse("audit-entry", args=[changed.pk]))
    read = Entry.objects.filter(verb="audit.read", by=officer.pk).order_by("pk")
    assert [entry.details for entry in read] == [
        {"filters": {"verb": "person.changed"}, "page": 1}, {"entry": str(changed.pk)}
    ]  # fmt: skip
    shown = client.get("/audit/").context["lines"]
    assert "audit.read" not in {line.entry.verb for line in shown}
    shown = client.get("/audit/", {"verb": "audit.read"}).context["lines"]
    assert {line.entry.verb for line in shown} == {"audit.read"}


def test_the_workbook_asks_why_and_says_who_when_and_why(sit, officer, changed):
    client = sit(officer)
    assert client.post("/audit/export/", {"why": ""}).status_code == 422
    got = client.post("/audit/export/?verb=person.changed", {"why": "other", "words": "年度检查"})
    rows = list(openpyxl.load_workbook(io.BytesIO(got.content)).active.values)
    assert rows[1][0].startswith("苏敏 于 ")
    assert "原因：其他；年度检查" in rows[1][0]
    assert rows[4][1:6] == (
        "王芳", "改了资料", "张秀英", "第一网格", "电话从 139****0001 改成 139****0002"
    )  # fmt: skip
    told = Entry.objects.get(verb="audit.exported")
    assert (told.reason, told.details["count"]) == ("其他；年度检查", 1)


def test_queries_do_not_grow_with_entries(sit, officer, queries, zhang, wang_fang):
    client = sit(officer)
    changing.phone(person=zhang, phone=OTHER, by=wang_fang, now=clock.now())
    few = queries(client, "/audit/")
    for number in range(30):
        phone = f"139097700{number + 10}"
        changing.phone(person=zhang, phone=phone, by=wang_fang, now=clock.now())
    assert queries(client, "/audit/") == few
