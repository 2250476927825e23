"""A roster comes in: looked at, corrected, confirmed, taken over; refused where it cannot be."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from sixin.base import clock
from sixin.registers.models import Area, Member, Person, RosterImport
from sixin.registers.models.rosters import ImportState
from sixin.site.desk.imports import progress
from sixin.site.desk.imports.tests import rosters
from sixin.site.desk.imports.tests.conftest import Bring
from sixin.site.desk.imports.tests.rosters import LI, UNSURE, WRONG, ZHANG


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


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7 ...", "名册.xlsx", "这是 PDF，不是表格"),
        (b"PK\x03\x04 broken", "名册.xlsx", "文件损坏，打不开"),
        (b"   \n", "名册.csv", "这个文件是空的"),
        (b"hello", "名册.docx", "这不是认得的表格文件"),
    ],
)
def test_a_foreign_file_is_refused_kindly(
    desk: Client, community: Area, content: bytes, name: str, sentence: str
) -> None:
    posted = {"community": community.pk, "file": rosters.upload(content, name)}
    answer = desk.post("/imports/", posted)
    assert (answer.status_code, RosterImport.objects.count()) == (422, 0)
    assert sentence in answer.text
    assert not Path(settings.MEDIA_ROOT).exists()


def test_a_missing_file_is_asked_for(desk: Client, community: Area) -> None:
    assert "还没有选文件" in desk.post("/imports/", {"community": community.pk}).text


def test_what_only_reading_finds_out_becomes_a_sentence(bring: Bring, desk: Client) -> None:
    row = bring(content=rosters.broken())
    assert (row.state, names()) == (ImportState.FAILED, [])
    page = desk.get(f"/imports/{row.pk}/").text
    assert row.sentence in page
    assert "册子上什么都没有改动" in page


def test_a_worker_that_ended_is_noticed_and_replaced(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    row = bring(ZHANG)
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
    DBTaskResult.objects.all().delete()
    long_ago = clock.now() - timedelta(minutes=2)
    progress._tell(row.pk, "write", 10, 100, long_ago)
    page = desk.get(f"/imports/{row.pk}/").text
    assert "做到一半停了" in page
    assert "不会有人被导入两遍" in page
    desk.post(f"/imports/{row.pk}/again/")
    work()
    assert (RosterImport.objects.get().state, names()) == (ImportState.APPLIED, ["张桂兰"])


def test_a_queue_that_nobody_serves_is_noticed(desk: Client, community: Area) -> None:
    file = rosters.upload(rosters.workbook(ZHANG))
    desk.post("/imports/", {"community": community.pk, "file": file})
    row = RosterImport.objects.get()
    progress.queue(row.pk, clock.now() - timedelta(minutes=2))
    assert "后台好像没有在运行" in desk.get(f"/imports/{row.pk}/").text


def test_the_bar_tells_how_far_it_is_and_then_calls_for_the_page(
    desk: Client, bring: Bring
) -> None:
    row = bring(ZHANG)
    assert desk.get(f"/imports/{row.pk}/working/").headers["HX-Refresh"] == "true"
    RosterImport.objects.update(state=ImportState.APPLYING)
    progress._tell(row.pk, "write", 1200, 3000, clock.now())
    bar = desk.get(f"/imports/{row.pk}/working/").text
    assert 'max="3000" value="1200"' in bar
    assert "正在写进册子" in bar
    assert "<html" not in bar


def test_two_workers_at_one_job_leave_one_result(
    desk: Client, bring: Bring, work: Callable[[], int]
) -> None:
    row = bring(ZHANG, LI)
    desk.post(f"/imports/{row.pk}/confirm/", {"mode": "valid"})
    desk.post(f"/imports/{row.pk}/again/")
    assert work() == 2
    assert RosterImport.objects.get().report["created"] == 2
    assert names() == ["张桂兰", "李国庆"]


def test_giving_up_deletes_the_file(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    page = desk.post(f"/imports/{row.pk}/give-up/", follow=True).text
    assert "文件已经删掉" in page
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    assert "再读一次" not in desk.get(f"/imports/{row.pk}/").text


def test_the_example_is_a_roster_without_a_fault(desk: Client, bring: Bring) -> None:
    content = desk.get("/imports/example.xlsx").content
    row = bring(content=content)
    counts = {name: row.report[name] for name in ("rows", "created", "rejected")}
    assert counts == {"rows": 3, "created": 3, "rejected": 0}
    assert row.report["problem_codes"] == {}


def test_the_report_names_every_problem(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG, UNSURE)
    told = json.loads(desk.get(f"/imports/{row.pk}/report.json").content)
    assert (told["rows"], told["created"], told["rejected"]) == (3, 2, 1)
    assert [(p["row"], p["code"]) for p in told["problems"]] == [
        (4, "id_check_digit"), (5, "sex_unreadable"), (5, "phone_unreadable"),
    ]  # fmt: skip
    assert told["problems"][0]["message"].startswith("身份证号的校验位不对")


def test_the_marked_workbook_holds_the_rows_to_mend(desk: Client, bring: Bring) -> None:
    row = bring(ZHANG, WRONG)
    content = desk.get(f"/imports/{row.pk}/marked.xlsx").content
    sheet = load_workbook(BytesIO(content)).active
    assert [row[0].value for row in sheet.iter_rows()] == ["姓名", "马兰"]


@pytest.mark.parametrize("who", ["outsider", "wang_fang"])
def test_only_the_community_s_desk_has_to_do_with_its_imports(
    request: pytest.FixtureRequest, sit: Callable[[Member], Client], bring: Bring, who: str
) -> None:
    row = bring(ZHANG)
    browser = sit(request.getfixturevalue(who))
    for page in ("", "working/", "report.json", "marked.xlsx"):
        assert browser.get(f"/imports/{row.pk}/{page}").status_code == 404
    for step in ("columns/", "confirm/", "again/", "give-up/"):
        assert browser.post(f"/imports/{row.pk}/{step}", {"mode": "valid"}).status_code == 404
    assert RosterImport.objects.get().state == ImportState.READY
    assert "张桂兰家的名册" not in browser.get("/imports/").text


def test_nobody_imports_into_another_s_community(
    sit: Callable[[Member], Client], outsider: Member, wang_fang: Member, community: Area
) -> None:
    posted = {"community": community.pk, "file": rosters.upload(rosters.workbook(ZHANG))}
    assert "您不能往这个社区导入" in sit(outsider).post("/imports/", posted).text
    posted["file"] = rosters.upload(rosters.workbook(ZHANG))
    page = sit(wang_fang).post("/imports/", posted).text
    assert "由社区负责人或社区工作人员来做" in page
    assert RosterImport.objects.count() == 0


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
