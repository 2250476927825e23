"""Pairs are compared side by side, merged or kept apart, and every decision can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from sixin.base import clock
from sixin.registers.actions import enrolling, merging
from sixin.registers.models import Area, Contact, DuplicatePair, Member, Merge, Person
from sixin.site.desk.imports import comparing

NOW = clock.at(date(2026, 11, 23), 9, 30)
REASONS = ["same_name_and_phone", "same_pinyin_and_birth"]


@pytest.fixture
def twin(zhang: Person) -> Person:
    """张秀瑛: 张秀英 again, from another list."""
    return enrolling.add_person(
        area=zhang.area, name="张秀瑛", sex="f", birth_date=zhang.birth_date,
        registered_on=date(2026, 11, 1), phone="13909770002", id_number="632801194203050006",
    )  # fmt: skip


@pytest.fixture
def pair(zhang: Person, twin: Person) -> DuplicatePair:
    return DuplicatePair.objects.create(
        first=zhang, second=twin, reasons=REASONS, score=92, found_at=NOW
    )


def chosen(**changed: str) -> dict[str, str]:
    answers = {"decision": "merge", "keep": "first", "name": "first", "phone": "first"}
    return answers | changed


def test_the_list_says_who_and_why(desk: Client, pair: DuplicatePair) -> None:
    page = desk.get("/duplicates/").text
    assert "姓名和电话都相同；姓名读音和出生日期都相同" in page
    assert "几乎一样" in page
    assert "张秀瑛" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("reason=same_name_and_phone", 1),
        ("reason=id_numbers_close", 0),
        ("reason=nonsense", 1),
        ("q=张秀瑛", 1),
        ("q=zhangxiu", 1),
        ("q=zxy", 1),
        ("q=李", 0),
        ("state=different", 0),
        ("state=nonsense", 1),
        ("page=99", 1),
    ],
)
def test_the_list_is_narrowed_by_the_address(
    desk: Client, pair: DuplicatePair, asked: str, found: int
) -> None:
    assert desk.get(f"/duplicates/?{asked}", follow=True).text.count("比一比：") == found


def test_nothing_to_look_at_teaches(desk: Client) -> None:
    page = desk.get("/duplicates/").text
    assert "没有要看的" in page
    assert "导入名册" in page


def test_the_comparison_shows_what_differs_and_hides_the_rest(
    desk: Client, pair: DuplicatePair, zhang: Person
) -> None:
    Person.objects.filter(pk=zhang.pk).update(id_number="632801194203050014")
    page = desk.get(f"/duplicates/{pair.pk}/").text
    assert "张秀<mark" in page
    assert "身份证号不一样，多半是两个人" in page
    assert "632801********" in page
    assert "632801194203050014" not in page
    assert page.count("≠") == 0  # the sign is drawn, the word is written
    assert page.count('class="compare-word">不同') == 3


def test_id_numbers_show_only_the_digits_that_differ() -> None:
    left, right = comparing._masked_but_for_differences("632801194203050014", "632801194208050022")
    assert left == [("632801*****", False), ("3", True), ("**00", False), ("14", True)]
    assert "".join(text for text, _d in right) == "632801*****8**0022"


def test_merging_keeps_what_was_chosen(
    desk: Client, pair: DuplicatePair, zhang: Person, twin: Person
) -> None:
    answer = desk.post(f"/duplicates/{pair.pk}/", chosen(phone="second"), follow=True)
    zhang.refresh_from_db()
    twin.refresh_from_db()
    assert twin.merged_into == zhang
    assert (zhang.name, zhang.phone, zhang.id_number) == (
        "张秀英", "13909770002", "632801194203050006",
    )  # fmt: skip
    undo = f"/duplicates/merges/{Merge.objects.get().pk}/undo/"
    assert "已把“张秀瑛”并入“张秀英”" in answer.text
    assert answer.text.count(f'action="{undo}"') == 2  # beside the message, and in the list
    assert "已经合并" in desk.get(f"/duplicates/{pair.pk}/").text


def test_the_right_row_may_be_the_one_to_keep(
    desk: Client, pair: DuplicatePair, zhang: Person, twin: Person
) -> None:
    desk.post(f"/duplicates/{pair.pk}/", chosen(keep="second"))
    twin.refresh_from_db()
    zhang.refresh_from_db()
    assert (zhang.merged_into, twin.name, twin.phone) == (twin, "张秀英", "13909770001")


def test_a_merge_is_undone_from_the_list(
    desk: Client, pair: DuplicatePair, zhang: Person, twin: Person
) -> None:
    desk.post(f"/duplicates/{pair.pk}/", chosen(name="second"))
    merge = Merge.objects.get()
    assert "张秀瑛" in desk.get("/duplicates/?state=merged").text
    page = desk.post(f"/duplicates/merges/{merge.pk}/undo/", follow=True).text
    assert "又是两个人" in page
    zhang.refresh_from_db()
    twin.refresh_from_db()
    assert (zhang.name, twin.merged_into) == ("张秀英", None)
    assert page.count("比一比：") == 1


def test_a_merge_that_was_built_upon_says_what_to_undo_first(
    desk: Client, pair: DuplicatePair, zhang: Person, ma: Person, li_wei: Member
) -> None:
    desk.post(f"/duplicates/{pair.pk}/", chosen())
    first = Merge.objects.get()
    zhang.refresh_from_db()
    merging.merge(kept=ma, merged=zhang, take=frozenset(), by=li_wei, now=clock.now())
    assert "先撤销后来的合并" in desk.get("/duplicates/?state=merged").text
    answer = desk.post(f"/duplicates/merges/{first.pk}/undo/")
    assert answer.status_code == 409
    assert "请先撤销那一次" in answer.text


def test_two_people_are_kept_apart_and_looked_at_again(desk: Client, pair: DuplicatePair) -> None:
    page = desk.post(f"/duplicates/{pair.pk}/", {"decision": "apart"}, follow=True).text
    assert "记下了：这是两个人" in page
    assert f'action="/duplicates/{pair.pk}/again/"' in page
    assert desk.get("/duplicates/?state=different").text.count("比一比：") == 1
    assert "李伟" in desk.get(f"/duplicates/{pair.pk}/").text
    page = desk.post(f"/duplicates/{pair.pk}/again/", follow=True).text
    assert "又放回“待看”了" in page
    assert DuplicatePair.objects.get().state == "open"


def test_a_choice_that_is_missing_is_asked_for_and_the_rest_kept(
    desk: Client, pair: DuplicatePair, twin: Person
) -> None:
    posted = chosen(keep="second", phone="second")
    del posted["name"]
    page = desk.post(f"/duplicates/{pair.pk}/", posted).text
    assert "还没有选好" in page
    assert 'name="keep" value="second" checked' in page
    assert 'name="phone" value="second" checked' in page
    assert Merge.objects.count() == 0


def test_what_was_decided_meanwhile_is_said(
    desk: Client, pair: DuplicatePair, zhang: Person, twin: Person, li_wei: Member
) -> None:
    merging.merge(kept=zhang, merged=twin, take=frozenset(), by=li_wei, now=NOW)
    page = desk.post(f"/duplicates/{pair.pk}/", chosen()).text
    assert "已经合并过" in page
    assert Merge.objects.count() == 1


def test_an_outsider_sees_no_pair_and_merges_none(
    sit: Callable[[Member], Client], outsider: Member, pair: DuplicatePair
) -> None:
    browser = sit(outsider)
    assert "张秀瑛" not in browser.get("/duplicates/").text
    assert browser.get(f"/duplicates/{pair.pk}/").status_code == 404
    assert browser.post(f"/duplicates/{pair.pk}/", chosen()).status_code == 404
    assert browser.post(f"/duplicates/{pair.pk}/again/").status_code == 404
    assert Merge.objects.count() == 0


def test_an_outsider_undoes_no_merge(
    sit: Callable[[Member], Client], outsider: Member, pair: DuplicatePair, desk: Client
) -> None:
    desk.post(f"/duplicates/{pair.pk}/", chosen())
    merge = Merge.objects.get()
    assert sit(outsider).post(f"/duplicates/merges/{merge.pk}/undo/").status_code == 404
    assert Merge.objects.get().undone_at is None


def test_a_pair_over_two_communities_is_shown_to_nobody_of_one(
    desk: Client, zhang: Person, elsewhere: Area
) -> None:
    theirs = enrolling.add_person(area=elsewhere, name="张秀英", registered_on=NOW.date())
    pair = DuplicatePair.objects.create(
        first=zhang, second=theirs, reasons=REASONS, score=92, found_at=NOW
    )
    assert desk.get(f"/duplicates/{pair.pk}/").status_code == 404


def test_only_who_keeps_the_registers_has_to_do_with_pairs(
    sit: Callable[[Member], Client], wang_fang: Member, pair: DuplicatePair
) -> None:
    browser = sit(wang_fang)
    refused = [
        browser.get("/duplicates/"),
        browser.get(f"/duplicates/{pair.pk}/"),
        browser.post(f"/duplicates/{pair.pk}/", chosen()),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    assert all("张秀英" not in answer.text for answer in refused)
    assert Merge.objects.count() == 0


def test_the_number_of_queries_does_not_grow(
    desk: Client, pair: DuplicatePair, grid: Area, ma: Person, li_wei: Member,
    django_assert_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    addresses = ["/duplicates/", f"/duplicates/{pair.pk}/", "/duplicates/?state=merged"]
    counted = []
    for more in (1, 25):
        for n in range(more):
            twin = enrolling.add_person(area=grid, name=f"马福{n}", registered_on=NOW.date())
            Contact.objects.create(person=twin, name="李敏")
            DuplicatePair.objects.create(
                first=ma, second=twin, reasons=REASONS, score=50, found_at=NOW
            )
            other = enrolling.add_person(area=grid, name=f"马贵{n}", registered_on=NOW.date())
            merging.merge(kept=ma, merged=other, take=frozenset(), by=li_wei, now=NOW)
        with django_assert_num_queries(200, exact=False) as told:
            for address in addresses:
                assert desk.get(address).status_code == 200
        counted.append(len(told))
    assert counted[0] == counted[1]


def test_everything_is_said_in_english_too(desk: Client, pair: DuplicatePair) -> None:
    desk.cookies["sixin_language"] = "en"
    assert "Same name and telephone; Names sound the same" in desk.get("/duplicates/").text
    assert "Merge into one person" in desk.get(f"/duplicates/{pair.pk}/").text
