"""A roster comes in: looked at, corrected, confirmed, taken over; refused where it cannot be."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.test import Client
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from sixin.audit.models import Entry
from sixin.registers.models import Area, Person, RosterImport
from sixin.registers.models.rosters import ImportState
from sixin.site.desk.imports.tests import rosters
from sixin.site.desk.imports.tests.conftest import Bring
from sixin.site.desk.imports.tests.rosters import LI, UNSURE, WRONG, ZHANG
from sixin.site.templatetags import words

WHOLE = {"whole": "on", "whole_because": "要改好再导入"}


def names() -> list[str]:
    return sorted(Person.objects.values_list("name", flat=True))


def test_a_roster_waits_to_be_read_under_its_id(desk: Client, community: Area) -> None:
    file = rosters.upload(rosters.workbook(ZHANG))
    answer = desk.post("/imports/", {"community": community.pk, "file": file})
    row = RosterImport.objects.get()
    assert answer.url == f"/imports/{row.pk}/"
    assert (row.state, row.file_name) == ("reading", "张桂兰家的名册.xlsx")
    kept = [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert kept == [f"{row.pk}.xlsx"]
    assert DBTaskResult.objects.count() == 1
    assert "排着队" in desk.get(answer.url).text


def test_the_preview_tells_what_would_be_and_changes_nothing(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, LI, WRONG, UNSURE)
    assert row.state == ImportState.READY
    counts = {name: row.report[name] for name in ("rows", "created", "unchanged", "rejected")}
    assert counts == {"rows": 4, "created": 3, "unchanged": 0, "rejected": 1}
    assert names() == []
    page = desk.get(f"/imports/{row.pk}/").text
    assert "只导入有效的 3 行" in page
    assert "身份证号的校验位不对" in page
    assert "第 5 行" in page


def test_each_part_of_the_preview_opens(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, LI, WRONG, UNSURE)
    notices = desk.get(f"/imports/{row.pk}/?show=notices").text
    assert "“宗教信仰”一列不收集" in notices
    assert "这一行是合计" in notices
    rows = desk.get(f"/imports/{row.pk}/?show=rows").text
    assert "1947-10" in rows
    assert "139****0011" in rows
    assert "13909770011" not in rows
    assert rows.count("cell-bad") == 1
    columns = desk.get(f"/imports/{row.pk}/?show=columns").text
    assert columns.count("<select") == len(rosters.HEADER)


def test_problems_are_narrowed_to_one_kind(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG, UNSURE)
    page = desk.get(f"/imports/{row.pk}/?show=problems&code=sex_unreadable").text
    assert "看不出是男是女" in page
    assert "请照证件逐位核对" not in page
    assert "1 处" in page


def test_a_column_is_corrected_and_the_file_read_again(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    header = ["姓名", "出生日期", "备用"]
    row = bring(content=rosters.workbook(["张桂兰", "1941-03-05", "13909770011"], header=header))
    posted = {"sheet": "台账", "c0": "name", "c1": "birth_date", "c2": "phone"}
    desk.post(f"/imports/{row.pk}/columns/", posted)
    assert RosterImport.objects.get().state == ImportState.READING
    work()
    row = RosterImport.objects.get()
    assert (row.state, row.mapping) == (ImportState.READY, {"台账": {"2": "phone"}})
    assert row.report["first_rows"]["台账"][0]["phone"] == "139****0011"


def test_a_correction_that_makes_no_sense_is_kept_and_explained(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG)
    posted = {f"c{n}": "ignored" for n in range(len(rosters.HEADER))} | {"sheet": "台账"}
    answer = desk.post(f"/imports/{row.pk}/columns/", posted)
    assert answer.status_code == 422
    assert "要有一列是“姓名”" in answer.text
    assert answer.text.count('<option value="ignored" selected>') == len(rosters.HEADER)
    posted |= {"c0": "name", "c1": "name"}
    assert "已经是 A 列" in desk.post(f"/imports/{row.pk}/columns/", posted).text
    nowhere = desk.post(f"/imports/{row.pk}/columns/", posted | {"sheet": "没有的表"})
    assert nowhere.status_code == 404
    assert RosterImport.objects.get().mapping == {}


def test_a_sheet_that_was_not_understood_can_be_explained(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    rows = [["甲", "乙"], ["张桂兰", "1941-03-05"], ["李国庆", "1947-10-01"]]
    row = bring(content=rosters.workbook(*rows[1:], header=rows[0]))
    assert row.report["rows"] == 0
    page = desk.get(f"/imports/{row.pk}/?show=columns").text
    assert "没有认出名册" in page
    posted = {"sheet": "台账", "c0": "name", "c1": "birth_date"}
    desk.post(f"/imports/{row.pk}/columns/", posted)
    work()
    told = RosterImport.objects.get().report["first_rows"]["台账"]
    assert "张桂兰" in [one["name"] for one in told]


def test_valid_rows_are_taken_over(desk: Client, bring: Bring, work: Callable[[], int]) -> None:
    row = bring(ZHANG, LI, WRONG)
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
    assert RosterImport.objects.get().state == ImportState.APPLYING
    work()
    row = RosterImport.objects.get()
    assert (row.state, row.report["created"], row.report["rejected"]) == ("applied", 2, 1)
    assert row.applied_at
    assert names() == ["张桂兰", "李国庆"]
    page = desk.get(f"/imports/{row.pk}/").text
    assert "导入好了" in page
    assert "有 1 行没有收下" in page


def test_all_or_nothing_takes_nothing_and_waits_again(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    row = bring(ZHANG, LI, WRONG)
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "all"})
    work()
    assert (RosterImport.objects.get().state, names()) == (ImportState.READY, [])
    assert "一行也没有导入" in desk.get(f"/imports/{row.pk}/").text


def test_pressing_twice_imports_once(desk: Client, bring: Bring, work: Callable[[], int]) -> None:
    row = bring(ZHANG)
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
    assert work() == 1
    assert names() == ["张桂兰"]


def test_the_same_file_again_changes_nothing(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    for _time in range(2):
        row = bring(ZHANG, LI)
        desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
        work()
    row = RosterImport.objects.latest("created_at")
    assert (row.report["created"], row.report["unchanged"]) == (0, 2)
    assert names() == ["张桂兰", "李国庆"]


def test_no_choice_is_asked_for_again(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    page = desk.post(f"/imports/{row.pk}/confirm/", {}, follow=True).text
    assert "请先选一种导入办法" in page
    assert RosterImport.objects.get().state == ImportState.READY


def test_the_example_is_a_roster_without_a_fault(desk: Client, bring: Bring) -> None:
    content = desk.get("/imports/example.xlsx").content
    row = bring(content=content)
    counts = {name: row.report[name] for name in ("rows", "created", "rejected")}
    assert counts == {"rows": 3, "created": 3, "rejected": 0}
    assert row.report["problem_codes"] == {}


def test_the_report_names_every_problem(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG, UNSURE)
    address = f"/imports/{row.pk}/report.json"
    assert "为什么要导出" in desk.get(address).content.decode()
    told = json.loads(desk.post(address, {"why": "mend"}).content)
    assert told["taken"].endswith("导出；原因：核对名册")
    assert (told["rows"], told["created"], told["rejected"]) == (3, 2, 1)
    assert [(p["row"], p["code"]) for p in told["problems"]] == [
        (4, "id_check_digit"), (5, "sex_unreadable"), (5, "phone_unreadable"),
    ]  # fmt: skip
    assert told["problems"][0]["message"].startswith("身份证号的校验位不对")


def test_the_marked_workbook_holds_the_rows_to_mend(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    number = WRONG[1]
    for whole, shown in [({}, words.masked(number)), (WHOLE, number)]:
        answer = desk.post(f"/imports/{row.pk}/marked.xlsx", {"why": "mend", **whole})
        assert "refused-" in answer.headers["Content-Disposition"]
        book = load_workbook(BytesIO(answer.content))
        cells = [[one.value for one in line] for line in book.active.iter_rows()]
        assert [line[0] for line in cells] == ["姓名", "马兰"]
        assert cells[1][1] == shown
        assert "原因：核对名册" in book.properties.description
    told = Entry.objects.filter(verb="roster.exported").order_by("pk")
    assert [one.details for one in told] == [{"count": 1}, {"count": 1, "whole": True}]


def test_whole_numbers_take_a_reason_of_their_own(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    answer = desk.post(f"/imports/{row.pk}/marked.xlsx", {"why": "mend", "whole": "on"})
    assert answer.status_code == 422
    assert "请写一句为什么号码要完整的。" in answer.content.decode()


def test_the_page_of_problems_shows_no_whole_number(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    page = desk.get(f"/imports/{row.pk}/?show=problems").content.decode()
    assert words.masked(WRONG[1]) in page
    assert WRONG[1] not in page


def test_the_number_of_queries_does_not_grow(
    desk: Client, bring: Bring, django_assert_num_queries: Callable[..., object]
) -> None:
    few = bring(ZHANG, WRONG)
    counted = []
    for rows in (1, 40):
        many = [[f"马兰{n}", *WRONG[1:]] for n in range(rows)]
        row = bring(*many) if rows > 1 else few
        with django_assert_num_queries(100, exact=False) as told:
            desk.get("/imports/")
            desk.get(f"/imports/{row.pk}/?show=problems")
            desk.get(f"/imports/{row.pk}/?show=columns")
        counted.append(len(told))
    assert counted[0] == counted[1]


def test_everything_is_said_in_english_too(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    desk.cookies["sixin_language"] = "en"
    page = desk.get(f"/imports/{row.pk}/").text
    assert "Import this roster" in page
    assert "row refused" in page
