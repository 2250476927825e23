"""A community worker brings a roster as offices send them, and a worker of ours takes it over."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Login

TITLE = ["育红巷社区2026年高龄独居老人台账（内部资料）"]
HEADER = [
    "序号", "老人姓名", "证件号码", "性别", "出生年月", "联系电话", "家庭住址", "是否独居",
    "宗教信仰", "家属联系人", "", "备用1",
]  # fmt: skip
BELOW = ["", "", "", "", "", "", "", "", "", "姓名", "电话", ""]
ROWS = [
    [1, "  冉 秀\n英 ", "632801194203050006", "女", "1942.3.5", "１３９０９７７０１０１",
     "3号楼2单元501", "√", "无", "冉敏", "13909770102", "不吃辣"],
    [2, "冉国庆", "", "男", "1947年10月", "0979-8400103", "3号楼1单元202", "", "", "", "", ""],
    [3, "冉福海", "632801194203050001", "男", "", "", "5号楼1单元301", "是", "", "", "", ""],
    [4, "冉桂兰", 6.32801194205e17, "女", "1942.5.1", "", "5号楼1单元302", "", "", "", "", ""],
    [5, "冉玉珍", "", "？", "1950-01-02", "无人接", "5号楼1单元303", "", "", "", "", ""],
]  # fmt: skip


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A title, merged cells, a two-row header, refused cells, a total, a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    for row in (TITLE, HEADER, BELOW, *ROWS, ["合计", "5人"], ["制表人：王芳"]):
        sheet.append(row)
    sheet.merge_cells("A1:L1")
    sheet.merge_cells("J2:K2")
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("说明").append(["本表每月1日更新"])
    path = tmp_path / "高龄独居老人台账.xlsx"
    book.save(path)
    return path


def figure(page: Page, label: str) -> str:
    return page.locator(".figure", has_text=label).locator(".figure-value").inner_text()


def names_in_marked_workbook(page: Page) -> list[str]:
    page.get_by_role("link", name="下载标好的表").click()
    page.get_by_label("核对名册").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    page.go_back()
    sheet = load_workbook(BytesIO(download.value.path().read_bytes())).active
    return [row[1].value for row in sheet.iter_rows(min_row=2)]


def have_it_read(page: Page, roster: Path) -> None:
    page.get_by_label("名册文件").set_input_files(roster)
    expect(page.get_by_text(roster.name)).to_be_visible()
    page.get_by_role("button", name="看一看这份名册").click()
    expect(page.get_by_role("heading", name="如果导入，会是这样")).to_be_visible(timeout=30_000)


def test_a_nasty_roster_is_looked_at_corrected_and_taken_over(
    page: Page, login: Login, axe: Callable[[Page], None], shoot: Callable[[Page, str], None],
    roster: Path,
) -> None:  # fmt: skip
    login(page, "community_worker")
    page.goto("/imports/")
    axe(page)
    shoot(page, "imports")
    have_it_read(page, roster)
    axe(page)
    shoot(page, "import-ready")
    assert [figure(page, label) for label in ("名册上的人", "新增", "没有收下")] == [
        "5行", "3人", "2行",
    ]  # fmt: skip
    expect(page.get_by_role("cell", name="后几位已经丢了")).to_be_visible()

    page.get_by_role("link", name="核对各列").click()
    axe(page)
    shoot(page, "import-columns")
    page.get_by_label("L 备用1").select_option("备注")
    page.get_by_role("button", name="按这样再看一遍").click()
    expect(page.get_by_role("heading", name="如果导入，会是这样")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="提醒").click()
    expect(page.get_by_text("“宗教信仰”一列不收集")).to_be_visible()
    expect(page.get_by_text("“备用1”一列不知道是什么")).to_have_count(0)
    page.get_by_role("link", name="前几行").click()
    expect(page.get_by_role("cell", name="冉秀英")).to_be_visible()
    axe(page)

    assert names_in_marked_workbook(page) == ["冉福海", "冉桂兰", "冉玉珍"]

    page.get_by_label("只导入有效的 3 行").check()
    page.get_by_role("button", name="导入这份名册").click()
    expect(page.get_by_text("导入好了")).to_be_visible(timeout=30_000)
    axe(page)
    shoot(page, "import-applied")
    page.goto("/people/?q=ranxiuying")
    expect(page.get_by_role("main")).to_contain_text("冉秀英")


def test_a_file_that_is_no_roster_is_refused_where_it_was_chosen(
    page: Page, login: Login, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    login(page, "community_worker")
    page.goto("/imports/")
    before = page.locator(".import-name").count()
    damaged = tmp_path / "名册.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and then nothing")
    page.get_by_label("名册文件").set_input_files(damaged)
    page.get_by_role("button", name="看一看这份名册").click()
    expect(page.get_by_role("alert")).to_contain_text("文件损坏，打不开")
    axe(page)
    page.goto("/imports/")
    assert page.locator(".import-name").count() == before


def test_it_works_without_a_script(
    browser: Browser, page: Page, login: Login, roster: Path
) -> None:
    login(page, "community_worker")
    plain = browser.new_context(
        base_url=page.url, java_script_enabled=False, storage_state=page.context.storage_state()
    )
    bare = plain.new_page()
    bare.goto("/imports/")
    bare.get_by_label("名册文件").set_input_files(roster)
    bare.get_by_role("button", name="看一看这份名册").click()
    ready = bare.get_by_role("heading", name="如果导入，会是这样")
    for _look in range(60):
        if ready.count():
            break
        bare.get_by_role("link", name="刷新看看").click()
    expect(ready).to_be_visible()
    bare.get_by_role("button", name="不导入了").click()
    expect(bare.get_by_text("文件已经删掉")).to_be_visible()
    plain.close()
