"""Finding somebody, reading the story, changing what is known, and taking a visit back."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

Axe = Callable[[Page], None]
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()


def unheard_of() -> str:
    """A name that nobody has yet, in letters."""
    return str(uuid4().int)[:12].translate(str.maketrans("0123456789", "abcdefghij"))


@pytest.fixture
def somebody(page: Page, login: Callable[[Page, str], dict[str, str]]) -> str:
    """The address of an elder whom this journey registered; nobody else reads or changes her."""
    login(page, "community_worker")
    page.goto("/people/new/")
    page.get_by_label("姓名", exact=True).fill(f"Meng {unheard_of()}")
    page.get_by_label("出生日期").fill("1939年4月")
    page.locator("label.choice", has_text="女").click()
    page.get_by_label("网格").select_option(index=2)
    page.get_by_label("住址").fill("77号楼2单元501")
    page.locator("label.choice", has_text="独居").click()
    page.get_by_role("button", name="登记上册").click()
    expect(page.get_by_text("已登记")).to_be_visible()
    return page.url


def record(page: Page) -> None:
    """From her page: at home and well."""
    page.get_by_role("link", name="记下这次走访").click()
    page.locator("label", has_text="见到了").first.click()
    page.locator("label", has_text="一般").first.click()
    page.locator("form .button-primary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Meng")


def test_a_list_is_narrowed_and_widened_by_chips(page: Page, login, axe: Axe, shoot):
    login(page, "community_worker")
    page.goto("/people/")
    axe(page)
    before = page.locator(".filters-count").inner_text()
    page.get_by_label("情况").select_option("living_alone")
    page.get_by_label("多久没见").select_option("7")
    page.get_by_role("button", name="筛选").click()
    chips = page.locator(".chip")
    expect(chips).to_have_count(2)
    expect(page.locator(".filters-count")).not_to_have_text(before)
    page.get_by_label("情况").select_option("chronic")
    page.get_by_role("button", name="筛选").click()
    expect(chips).to_have_count(3)
    axe(page)
    shoot(page, "people-filtered")
    page.locator(".chip", has_text="7 天以上没见").click()
    expect(chips).to_have_count(2)
    page.get_by_role("link", name="全部清空").click()
    expect(page.locator(".filters-count")).to_have_text(before)


def test_columns_sort_and_pages_turn_by_keyboard(page: Page, login, shoot):
    login(page, "community_worker")
    page.goto("/people/")
    shoot(page, "people")
    page.locator("thead").get_by_role("link", name="年龄").press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("年龄")
    page.get_by_role("link", name="下一页").press("Enter")
    expect(page.get_by_text("第 2 页")).to_be_visible()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("年龄")


def test_the_list_leaves_as_a_workbook(page: Page, login, axe: Axe):
    login(page, "community_worker")
    page.goto("/people/?tag=living_alone")
    page.get_by_role("link", name="导出 Excel").click()
    page.get_by_role("button", name="导出").click()
    expect(page.get_by_role("alert")).to_contain_text("请选一下为什么要导出")
    page.get_by_label("上门走访").check()
    axe(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="导出").click()
    assert started.value.suggested_filename == f"people-{TODAY}.xlsx"


def test_nobody_found_teaches_another_way(page: Page, login, axe: Axe, shoot):
    login(page, "grid_worker")
    page.goto("/people/?q=没有这个人")
    expect(page.get_by_role("heading", name="没有这样的人")).to_be_visible()
    axe(page)
    shoot(page, "people-none")


def test_a_story_opens_thread_by_thread(page: Page, login, axe: Axe, shoot):
    login(page, "community_worker")
    page.goto("/people/?hazard=open")
    page.locator("tbody a.name").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    shoot(page, "story")
    page.get_by_role("link", name="隐患").click()
    thread = page.locator(".moment details").first
    expect(thread.locator(".moment-more")).to_be_hidden()
    thread.locator("summary").press("Enter")
    expect(thread.locator(".moment-more")).to_be_visible()
    axe(page)


def test_a_visit_of_ones_own_is_taken_back_with_a_reason(
    page: Page, somebody: str, axe: Axe, shoot
):
    record(page)
    page.goto(somebody)
    page.locator(".moment summary").first.click()
    page.get_by_role("link", name="撤销这次记录").click()
    shoot(page, "take-back")
    page.get_by_role("button", name="撤销这次记录").click()
    expect(page.get_by_role("alert")).to_contain_text("这一项要填。")
    axe(page)
    page.get_by_label("为什么撤销").fill("记错了人")
    page.get_by_role("button", name="撤销这次记录").click()
    expect(page.get_by_text("已撤销。")).to_be_visible()
    expect(page.locator(".moment s")).to_have_text("上门")


def test_what_is_known_is_changed_one_topic_at_a_time(page: Page, somebody: str, axe: Axe, shoot):
    page.get_by_role("link", name="改资料").click()
    axe(page)
    shoot(page, "edit")
    page.get_by_role("link", name="加一位联系人").click()
    axe(page)
    page.get_by_label("姓名").fill("李敏")
    page.get_by_label("电话").fill("123")
    page.get_by_role("button", name="加上联系人").click()
    expect(page.get_by_label("姓名")).to_have_value("李敏")
    expect(page.get_by_role("alert")).to_contain_text("不像电话号码")
    shoot(page, "contact-refused")
    page.get_by_label("电话").fill("138 1234 5521")
    page.get_by_role("button", name="加上联系人").click()
    expect(page.get_by_text("138****5521")).to_be_visible()
    page.get_by_role("link", name="记下一项同意").click()
    page.locator("label.choice", has_text="走访后告知子女").click()
    page.locator("label.choice", has_text="当面口头").click()
    page.get_by_role("button", name="记下同意").click()
    page.get_by_role("link", name="改好了，回去看").click()
    expect(page.get_by_text("同意走访后告知子女")).to_be_visible()
    axe(page)
    page.locator(".masked-menu > summary").first.click()
    axe(page)
    page.get_by_role("button", name="打电话联系").click()
    expect(page.get_by_role("link", name="打给李敏")).to_have_attribute("href", "tel:13812345521")
    axe(page)
    shoot(page, "revealed")


def test_who_dies_leaves_the_list_quietly(page: Page, somebody: str, axe: Axe, shoot):
    page.goto(f"{somebody}edit/gone/")
    axe(page)
    page.locator("label.choice", has_text="去世").click()
    page.get_by_role("button", name="记下并从名单上拿下").click()
    page.goto(somebody)
    expect(page.get_by_text("已经去世")).to_be_visible()
    expect(page.get_by_role("link", name="记下这次走访")).to_have_count(0)
    axe(page)
    shoot(page, "story-left")


def test_somebody_of_the_same_name_is_shown_first(page: Page, somebody: str, axe: Axe, shoot):
    name = page.get_by_role("heading", level=1).inner_text().removesuffix("奶奶")
    page.goto("/people/new/")
    axe(page)
    shoot(page, "person-new")
    page.get_by_label("姓名", exact=True).fill(name)
    page.get_by_label("网格").select_option(index=2)
    page.get_by_role("button", name="登记上册").click()
    expect(page.get_by_text("册上已经有一位")).to_be_visible()
    expect(page.get_by_label("姓名", exact=True)).to_have_value(name)
    axe(page)
    page.locator("label.choice", has_text="是另一个人").click()
    page.get_by_role("button", name="登记上册").click()
    expect(page.get_by_text(f"已登记{name}")).to_be_visible()


def test_the_rules_are_read_and_searched(page: Page, login, axe: Axe, shoot):
    login(page, "grid_worker")
    page.goto("/rules/")
    axe(page)
    shoot(page, "rules")
    rows = page.locator("table.rules tbody tr")
    every = rows.count()
    page.get_by_label("核实了没有").select_option("verified")
    page.get_by_role("button", name="筛选").click()
    expect(rows).not_to_have_count(every)
    expect(page.get_by_role("heading", name="多久看望一次")).to_be_visible()


def test_the_rules_speak_english(page: Page, login, in_language, axe: Axe):
    login(page, "grid_worker")
    in_language(page, "en")
    page.goto("/rules/")
    expect(page.get_by_role("heading", name="How often to visit")).to_be_visible()
    axe(page)
