"""Two lists name one person differently; somebody compares, merges, and takes it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Login

HEADER = ["姓名", "身份证号", "性别", "出生日期", "电话", "家庭住址", "独居", "低保"]
FIRST = ["苌秀英", "", "女", "1943-07-09", "13909770201", "3号楼2单元502", "是", ""]
SECOND = ["苌秀瑛", "", "女", "1943-07-09", "13909770202", "", "", "是"]


@pytest.fixture
def bring(page: Page, tmp_path: Path) -> Callable[[str, list[str]], None]:
    """`bring("a.xlsx", row)`: import a roster of one row through the desk."""

    def brought(name: str, row: list[str]) -> None:
        book = Workbook()
        book.active.append(HEADER)
        book.active.append(row)
        book.save(tmp_path / name)
        page.goto("/imports/")
        page.get_by_label("名册文件").set_input_files(tmp_path / name)
        page.get_by_role("button", name="看一看这份名册").click()
        page.get_by_role("button", name="导入这份名册").click(timeout=30_000)
        expect(page.get_by_text("导入好了")).to_be_visible(timeout=30_000)

    return brought


def test_one_person_on_two_lists_becomes_one_and_two_again(
    page: Page, login: Login, axe: Callable[[Page], None], shoot: Callable[[Page, str], None],
    bring: Callable[[str, list[str]], None],
) -> None:  # fmt: skip
    login(page, "community_worker")
    bring("五月.xlsx", FIRST)
    bring("六月.xlsx", SECOND)
    page.get_by_role("link", name="看 1 对疑似重复").click()
    axe(page)
    shoot(page, "duplicates")
    page.goto("/duplicates/?q=changxiuying")
    page.get_by_role("link", name="比一比").click()
    expect(page.get_by_role("heading", name="这是同一个人吗？")).to_be_visible()
    axe(page)
    shoot(page, "duplicate")

    page.get_by_role("radio", name="留下“苌秀英”这一行").check()
    phone = page.get_by_role("row", name="电话")
    phone.get_by_text("13909770202").click()
    page.get_by_role("button", name="合并成一个人").click()
    said = page.get_by_role("status").filter(has_text="已把“苌秀瑛”并入“苌秀英”")
    expect(said).to_be_visible()
    axe(page)
    shoot(page, "duplicates-merged")
    page.goto("/people/?q=changxiuying")
    expect(page.get_by_role("main")).to_contain_text("苌秀英")
    expect(page.get_by_role("main")).not_to_contain_text("苌秀瑛")

    page.goto("/duplicates/?state=merged")
    page.get_by_role("button", name="撤销：苌秀瑛并入苌秀英").click()
    expect(page.get_by_text("又是两个人")).to_be_visible()
    page.goto("/duplicates/?q=changxiuying")
    page.get_by_role("link", name="比一比").click()
    page.get_by_role("button", name="不是同一人").click()
    expect(page.get_by_text("记下了：这是两个人")).to_be_visible()
    page.goto("/duplicates/?q=changxiuying")
    expect(page.get_by_text("没有这样的")).to_be_visible()


def test_pairs_and_rosters_are_the_desks_and_a_grid_worker_is_told_so(
    page: Page, login: Login, axe: Callable[[Page], None]
) -> None:
    login(page, "grid_worker")
    for address, name in (("/duplicates/", "疑似重复"), ("/imports/", "导入名册")):
        assert page.get_by_role("link", name=name).count() == 0
        page.goto(address)
        expect(page.get_by_text("您的角色用不到这一页")).to_be_visible()
        axe(page)
