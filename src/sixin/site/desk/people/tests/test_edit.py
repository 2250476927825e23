"""The register changed at the desk: one topic at a time, kept input, and who may."""

from collections.abc import Callable

import pytest
from django.test import Client

from sixin.base import clock
from sixin.registers.models import Area, Contact, Member, Person

Sit = Callable[[Member], Client]
TODAY = clock.today()


def test_every_topic_stands_on_the_page_with_a_way_to_change_it(
    zhang: Person, sit: Sit, li_wei: Member, wang_fang: Member
) -> None:
    Contact.objects.create(person=zhang, name="李敏", phone="13812345521")
    base = f"/people/{zhang.pk}/edit/"
    page = sit(li_wei).get(base).text
    for topic in ("identity", "phone", "door", "note", "gone", "tag", "contact", "consent"):
        assert f'href="{base}{topic}/"' in page
        assert sit(li_wei).get(f"{base}{topic}/").status_code == 200
    page = sit(wang_fang).get(base).text
    shown = [t for t in ("identity", "phone", "door", "gone") if f'href="{base}{t}/"' in page]
    assert shown == ["phone"]


@pytest.mark.parametrize("topic", ["identity", "door", "gone"])
def test_who_walks_the_grid_is_told_who_changes_this(
    topic: str, zhang: Person, sit: Sit, wang_fang: Member
) -> None:
    answer = sit(wang_fang).get(f"/people/{zhang.pk}/edit/{topic}/")
    assert answer.status_code == 403
    assert "由社区负责人或社区工作人员来改" in answer.text


@pytest.mark.parametrize(
    ("topic", "typed", "sentence"),
    [
        ("identity", {"name": "张秀英", "id_number": "63280119420305", "sex": "f"},
         "身份证号是 14 位"),
        ("identity", {"name": "", "sex": "f"}, "这一项要填。"),
        ("phone", {"phone": "12345"}, "不像电话号码"),
        ("door", {"area": "632801001902", "address": "1-1-101"}, "请从列出的几项里选一项。"),
        ("tag", {"tag": "dementia", "since": "去年", "source": "self"}, "日期看不懂"),
        ("tag", {"tag": "living_alone", "since": "2026-01-01", "source": "self"},
         "请从列出的几项里选一项。"),
        ("contact", {"name": "李敏", "phone": "", "priority": "1"}, "这一项要填。"),
        ("consent", {"purpose": "photo", "given_on": "2999-01-01", "way": "spoken"},
         "这一天还没有到"),
        ("gone", {"reason": "moved", "on": "2999-01-01"}, "这一天还没有到"),
        ("gone", {"on": "2026-01-01"}, "请从列出的几项里选一项。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_keeps_what_was_typed_and_changes_nothing(
    topic: str, typed: dict[str, str], sentence: str, zhang: Person, elsewhere: Area, sit: Sit,
    li_wei: Member,
) -> None:  # fmt: skip
    before = Person.objects.values().get(pk=zhang.pk)
    answer = sit(li_wei).post(f"/people/{zhang.pk}/edit/{topic}/", typed)
    assert answer.status_code == 200
    assert sentence in answer.text
    for name, value in typed.items():
        assert answer.context["form"][name].value() == value
    assert Person.objects.values().get(pk=zhang.pk) == before
    assert (zhang.tags.count(), zhang.contacts.count(), zhang.consents.count()) == (1, 0, 0)


@pytest.mark.parametrize(
    ("topic", "typed", "shown"),
    [
        ("identity", {"name": "张秀瑛", "birth": "1942-03", "sex": "f"}, "张秀瑛"),
        ("phone", {"phone": "0979-8412345"}, "097****2345"),
        ("door", {"area": "632801001901002", "address": "7-1-201"}, "7-1-201"),
        ("note", {"note": "耳背"}, "耳背"),
        ("tag", {"tag": "dementia", "since": "2026-01-01", "source": "cert"}, "认知障碍"),
        ("contact", {"name": "李敏", "relation": "女儿", "phone": "13812345521", "priority": "1"},
         "138****5521"),
        ("consent", {"purpose": "photo", "given_on": "2026-01-01", "way": "spoken"}, "拍照留存"),
        ("gone", {"reason": "moved", "on": "2026-01-01"}, "迁出"),
    ],
)  # fmt: skip
def test_each_topic_is_noted_and_shown(
    topic: str, typed: dict[str, str], shown: str, zhang: Person, second_grid: Area, sit: Sit,
    li_wei: Member,
) -> None:  # fmt: skip
    client, base = sit(li_wei), f"/people/{zhang.pk}/edit/"
    answer = client.post(f"{base}{topic}/", typed, follow=True)
    assert answer.redirect_chain[-1][0] == base
    assert "已记下。" in answer.text
    assert shown in answer.text


def test_rows_of_hers_are_ended_changed_withdrawn_and_removed(
    zhang: Person, ma: Person, sit: Sit, li_wei: Member
) -> None:
    client, base = sit(li_wei), f"/people/{zhang.pk}/edit/"
    consent = {"purpose": "photo", "given_on": "2026-01-01", "way": "spoken"}
    contact = {"name": "李敏", "phone": "13812345521", "priority": "1"}
    client.post(f"{base}consent/", consent)
    client.post(f"{base}contact/", contact)
    fact, who, agreed = zhang.tags.get(), zhang.contacts.get(), zhang.consents.get()
    client.post(f"{base}tag/{fact.pk}/", {"until": "2026-01-01"})
    client.post(f"{base}contact/{who.pk}/", contact | {"place": "上海"})
    client.post(f"{base}consent/{agreed.pk}/", {"on": "2026-02-01"})
    fact.refresh_from_db()
    who.refresh_from_db()
    agreed.refresh_from_db()
    assert (str(fact.until), who.place, str(agreed.withdrawn_on)) == (
        "2026-01-01", "上海", "2026-02-01",
    )  # fmt: skip
    assert client.get(f"/people/{ma.pk}/edit/tag/{fact.pk}/").status_code == 404
    assert client.get(f"{base}nonsense/").status_code == 404
    client.post(f"{base}contact/{who.pk}/remove/")
    assert zhang.contacts.count() == 0


def test_who_left_by_mistake_comes_back(zhang: Person, sit: Sit, li_wei: Member) -> None:
    Person.objects.filter(pk=zhang.pk).update(left_on=TODAY, left_reason="died")
    client = sit(li_wei)
    assert "记错了，还在册" in client.get(f"/people/{zhang.pk}/edit/").text
    client.post(f"/people/{zhang.pk}/edit/back/")
    zhang.refresh_from_db()
    assert zhang.left_on is None


def test_somebody_new_is_registered(sit: Sit, li_wei: Member, grid: Area) -> None:
    typed = {"name": "曾秀兰", "birth": "1950", "sex": "f", "area": grid.code,
             "address": "2-1-101", "tags": ["living_alone"]}  # fmt: skip
    answer = sit(li_wei).post("/people/new/", typed)
    made = Person.objects.get()
    assert answer.headers["Location"] == f"/people/{made.pk}/"
    assert (made.name, made.area, made.birth_precision) == ("曾秀兰", grid, "year")


def test_a_namesake_is_shown_before_another_is_made(
    zhang: Person, sit: Sit, li_wei: Member, grid: Area
) -> None:
    client = sit(li_wei)
    typed = {"name": "张秀英", "birth": "1942-03-05", "sex": "", "area": grid.code}
    answer = client.post("/people/new/", typed)
    assert "册上已经有一位" in answer.text
    assert f"/people/{zhang.pk}/" in answer.text
    assert answer.context["form"]["birth"].value() == "1942-03-05"
    assert Person.objects.count() == 1
    client.post("/people/new/", typed | {"another": "on"})
    assert Person.objects.count() == 2


def test_only_the_desk_registers_and_only_for_its_own_areas(
    sit: Sit, li_wei: Member, wang_fang: Member, elsewhere: Area
) -> None:
    assert sit(wang_fang).get("/people/new/").status_code == 403
    answer = sit(li_wei).post("/people/new/", {"name": "某人", "area": elsewhere.code})
    assert "请从列出的几项里选一项。" in answer.text
    assert not Person.objects.exists()
