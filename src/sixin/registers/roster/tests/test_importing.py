"""What an import does to the register, from month to month."""

from datetime import date, datetime, timedelta

import pytest

from sixin.base.errors import NotAllowed
from sixin.registers.actions import enrolling, leaving, merging
from sixin.registers.models import Area, DuplicatePair, Member, Person, PersonTag
from sixin.registers.roster import actions
from sixin.registers.roster.tests.sheets_made import HEADER, WANG, ZHANG, id_number, roster

ZHANG_ROW = {"姓名": "张秀英", "身份证号": ZHANG, "住址": "3号楼2单元501"}


@pytest.fixture
def bring(community: Area, li_wei: Member, now: datetime):
    """Imports rows for 李伟, so many days after the first time."""

    def bring(*rows, days: int = 0, header=None, **options):
        return actions.apply(
            file=roster(*rows, header=header),
            community=community,
            by=li_wei,
            now=now + timedelta(days=days),
            **options,
        )

    return bring


def codes(report):
    return [problem.code for problem in report.problems + report.notices]


def test_a_new_person_is_found_by_pinyin_and_door(bring, today: date):
    bring(ZHANG_ROW)
    person = Person.objects.select_related("household__building", "household__entrance").get()
    assert (person.pinyin, person.initials) == ("zhangxiuying", "zxy")
    assert (person.sex, person.birth_date) == ("f", date(1941, 3, 5))
    assert person.registered_on == today
    assert (person.household.building.number, person.household.entrance.number) == (3, 2)
    assert (person.household.floor, person.household.door) == (5, "501")


def test_next_month_changes_what_is_new_and_blanks_nothing(bring):
    bring({**ZHANG_ROW, "电话": "13909771234", "备注": "腿脚不便"})
    report = bring({**ZHANG_ROW, "住址": "", "电话": "13709771111", "备注": "耳背"}, days=30)
    person = Person.objects.get()
    assert (report.created, report.updated, report.unchanged) == (0, 1, 0)
    assert (person.phone, person.note) == ("13709771111", "腿脚不便\n耳背")
    assert person.household.address == "3号楼2单元501"


def test_tags_are_facts_from_the_day_of_the_import_and_are_not_stated_twice(bring, today: date):
    bring({**ZHANG_ROW, "独居": "是", "人员类别": "低保"})
    again = bring({**ZHANG_ROW, "独居": "√", "人员类别": "低保户"}, days=30)
    assert again.unchanged == 1
    rows = PersonTag.objects.order_by("tag").values_list("tag", "since", "until", "source")
    assert list(rows) == [
        ("living_alone", today, None, "roster"),
        ("low_income", today, None, "roster"),
    ]


def test_a_no_ends_a_tag_that_came_from_a_roster(bring, today: date):
    bring({**ZHANG_ROW, "独居": "是"})
    bring({**ZHANG_ROW, "独居": "否"}, days=30)
    assert PersonTag.objects.get().until == today + timedelta(days=29)


def test_a_no_leaves_what_was_seen_at_the_door(bring, today: date):
    bring(ZHANG_ROW)
    enrolling.tag(
        person=Person.objects.get(), tag="living_alone", since=today, source="observed", by=None
    )
    assert bring({**ZHANG_ROW, "独居": "否"}, days=30).unchanged == 1
    assert PersonTag.objects.get().until is None


def test_an_id_number_that_comes_later_belongs_to_the_person_of_that_name_and_door(bring):
    bring({"姓名": "张秀英", "住址": "3-2-501"})
    report = bring(ZHANG_ROW, days=30)
    assert (report.created, report.updated) == (0, 1)
    assert Person.objects.get().id_number == ZHANG


def test_a_slightly_different_name_under_the_same_id_number_is_a_correction(bring):
    bring(ZHANG_ROW)
    report = bring({**ZHANG_ROW, "姓名": "张秀瑛"}, days=30)
    assert codes(report) == ["name_changed"]
    assert Person.objects.get().name == "张秀瑛"


def test_another_name_under_the_same_id_number_is_refused(bring):
    bring(ZHANG_ROW)
    report = bring({**ZHANG_ROW, "姓名": "赵玉珍"}, days=30)
    assert (report.rejected, codes(report)) == (1, ["id_held_by_other_name"])
    assert Person.objects.get().name == "张秀英"


def test_two_of_one_name_and_birthday_need_an_id_number(bring):
    bring(
        {"姓名": "张秀英", "身份证号": ZHANG},
        {"姓名": "张秀英", "身份证号": id_number("19410305", 44)},
    )
    header = ["姓名", "出生日期"]
    report = bring({"姓名": "张秀英", "出生日期": "1941-03-05"}, header=header, days=30)
    assert (report.rejected, codes(report)) == (1, ["ambiguous_match"])


def test_a_person_of_another_community_is_not_taken_over(bring, elsewhere: Area, today: date):
    enrolling.add_person(area=elsewhere, name="张秀英", id_number=ZHANG, registered_on=today)
    report = bring(ZHANG_ROW)
    assert (report.rejected, codes(report)) == (1, ["registered_elsewhere"])
    assert Person.objects.get().area == elsewhere


def test_one_who_has_died_is_not_revived_by_a_list(bring, today: date, now):
    bring(ZHANG_ROW)
    leaving.leave(person=Person.objects.get(), on=today, reason="died", by=None, now=now)
    report = bring({**ZHANG_ROW, "电话": "13909771234"}, days=30)
    assert (report.rejected, codes(report)) == (1, ["has_left"])
    assert Person.objects.get().phone == ""


def test_a_merged_row_stands_for_the_person_who_was_kept(bring, li_wei: Member, now: datetime):
    bring({"姓名": "张秀英", "住址": "3-2-501"}, {"姓名": "张秀瑛", "身份证号": ZHANG})
    kept, merged = Person.objects.order_by("name").reverse()
    merging.merge(kept=kept, merged=merged, take=frozenset(), by=li_wei, now=now)
    report = bring({"姓名": "张秀英", "身份证号": ZHANG, "电话": "13909771234"}, days=30)
    assert (report.created, report.updated, report.rejected) == (0, 1, 0)
    kept.refresh_from_db()
    assert (kept.phone, kept.id_number) == ("13909771234", ZHANG)


def test_near_matches_go_to_the_duplicate_list_once(bring):
    bring({"姓名": "张秀英", "身份证号": ZHANG, "住址": "3-2-501"})
    report = bring({"姓名": "张秀瑛", "住址": "3-2-501"}, days=30)
    bring({"姓名": "张秀瑛", "住址": "3-2-501", "电话": "13909771234"}, days=60)
    pair = DuplicatePair.objects.get()
    assert (report.created, report.duplicates) == (1, 1)
    assert (pair.reasons, pair.score) == (["similar_name_same_door"], 45)


def test_the_reasons_of_near_matches(bring):
    bring(
        {"姓名": "王桂兰", "身份证号": id_number("19410305", 22), "电话": "13909771234"},
        {"姓名": "王桂兰", "身份证号": id_number("19410306", 22), "电话": "13909771234"},
        {"姓名": "王贵兰", "身份证号": id_number("19410305", 44)},
        {"姓名": "李玉珍", "身份证号": id_number("19500101", 22), "住址": "3-2-501"},
        {"姓名": "李玉英", "身份证号": id_number("19520101", 22), "住址": "3-2-501"},
    )
    found = DuplicatePair.objects.order_by("-score").values_list("reasons", flat=True)
    assert list(found) == [["id_numbers_close", "same_name_and_phone"], ["same_pinyin_and_birth"]]


def test_all_or_nothing_changes_nothing_when_a_row_is_refused(bring):
    rows = [ZHANG_ROW, {"姓名": "王建国", "身份证号": WANG[:-1]}]
    report = bring(*rows, mode=actions.ALL)
    assert (report.applied, report.rows, report.rejected) == (False, 2, 1)
    assert Person.objects.count() == 0
    assert bring(*rows).applied
    assert Person.objects.count() == 1


def test_a_person_corrects_what_a_column_is(bring):
    header = ["姓名", "身份证号", "号码二", "哪里"]
    row = {"姓名": "张秀英", "身份证号": ZHANG, "号码二": "13909771234", "哪里": "3-2-501"}
    mapping = {"1": {"2": "phone", "3": "address"}}
    report = bring(row, header=header, mapping=mapping)
    person = Person.objects.get()
    assert (person.phone, person.household.door) == ("13909771234", "501")
    assert [(c["letter"], c["field"]) for c in report.sheets[0]["columns"]] == [
        ("A", "name"),
        ("B", "id_number"),
        ("C", "phone"),
        ("D", "address"),
    ]


def test_progress_is_told_by_phase(bring):
    told = []
    bring(ZHANG_ROW, progress=lambda done, total, phase: told.append((phase, done <= total)))
    assert list(dict.fromkeys(told)) == [("read", True), ("match", True), ("write", True)]


def test_only_the_desk_of_the_community_imports(
    community: Area, county: Area, outsider: Member, wang_fang: Member, now: datetime
):
    for member in (outsider, wang_fang):
        with pytest.raises(NotAllowed):
            actions.apply(file=roster(ZHANG_ROW), community=community, by=member, now=now)
    with pytest.raises(actions.WrongPlace):
        actions.preview(file=roster(ZHANG_ROW), community=county, by=None, now=now)
    assert Person.objects.count() == 0


def test_contacts_are_mended_and_not_doubled(bring):
    bring({**ZHANG_ROW, "联系人": "李敏", "联系人电话": "13909771234"})
    bring({**ZHANG_ROW, "联系人": "李敏", "联系人电话": "13709771111"}, days=30)
    bring({**ZHANG_ROW, "联系人": "李强", "联系人电话": "13609771111"}, days=60)
    found = Person.objects.get().contacts.values_list("name", "phone", "priority")
    assert list(found) == [("李敏", "13709771111", 1), ("李强", "13609771111", 2)]


def test_a_building_with_and_without_its_estate_is_one(bring):
    bring(
        {"姓名": "张秀英", "身份证号": ZHANG, "住址": "育红小区3号楼2单元501"},
        {"姓名": "王建国", "身份证号": WANG, "住址": "3-2-501"},
    )
    assert len(set(Person.objects.values_list("household_id", flat=True))) == 1


def test_the_header_of_the_test_rosters_is_understood(bring):
    report = bring(ZHANG_ROW)
    fields = [column["field"] for column in report.sheets[0]["columns"]]
    assert len(fields) == len(HEADER)
    assert "" not in fields
