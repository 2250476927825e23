"""A round: chosen on the list, planned, walked, printed."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Login


def plan(page: Page, name: str, first: int) -> None:
    """Choose three elders of the list, from the `first` on, and plan a round for them."""
    page.goto("/due/?planned=no")
    boxes = page.locator("tbody:not(:has-text('先找到人')) input[name=person]")
    for number in range(first, first + 3):
        boxes.nth(number).check()
    page.get_by_role("button", name="把选中的 3 位排成一轮").click()
    page.get_by_label("这一轮叫什么").fill(name)


def test_a_round_is_planned_walked_and_changed(page: Page, login: Login, axe, shoot):
    login(page, "community_worker")
    plan(page, "冬至前看一遍", 0)
    axe(page)
    page.get_by_role("button", name="排好这一轮").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("冬至前看一遍")
    expect(page.get_by_role("status")).to_contain_text("排好了，共 3 位。")
    expect(page.locator(".stop-line")).to_have_count(3)
    axe(page)
    shoot(page, "round")

    page.get_by_role("link", name=re.compile("记走访")).first.click()
    page.get_by_text("见到了", exact=True).click()
    page.get_by_label("好", exact=True).check()
    page.get_by_role("button", name="记下这次走访").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("冬至前看一遍")
    expect(page.locator(".stop-line .mark-done")).to_have_count(1)

    page.locator(".stop-acts").get_by_role("link", name=re.compile("^改")).first.click()
    axe(page)
    page.get_by_label("不去了，因为").fill("去女儿家过冬了")
    page.get_by_role("button", name="从这一轮拿掉").click()
    expect(page.get_by_text("去女儿家过冬了")).to_be_visible()
    expect(page.locator(".stop-line")).to_have_count(2)
    axe(page)
    page.get_by_role("button", name=re.compile("放回安排")).click()
    expect(page.locator(".stop-line")).to_have_count(3)


def test_a_colleague_is_added_to_a_stop(page: Page, login: Login):
    login(page, "community_worker")
    plan(page, "雪后看一遍", 6)
    page.get_by_role("button", name="排好这一轮").click()
    page.locator(".stop-acts").get_by_role("link", name=re.compile("^改")).first.click()
    chosen = page.locator("input[name=members]:not(:checked)").first
    chosen.check()
    name = page.locator(f"label[for={chosen.get_attribute('id')}]")
    page.get_by_role("button", name="就这些人去").click()
    expect(page.get_by_role("status")).to_contain_text("去")
    assert name.count() == 0


def test_impossible_days_are_said_at_the_field(page: Page, login: Login, axe):
    login(page, "community_worker")
    plan(page, "倒着排", 9)
    page.get_by_label("从哪天").fill("2099-03-02")
    page.get_by_label("到哪天").fill("2099-03-01")
    page.get_by_role("button", name="排好这一轮").click()
    expect(page.get_by_role("alert")).to_contain_text("结束日期在开始日期以前")
    expect(page.get_by_label("这一轮叫什么")).to_have_value("倒着排")
    axe(page)


def test_round_sheets_are_printed_in_large_type(page: Page, login: Login, axe):
    login(page, "community_worker")
    plan(page, "纸上走一遍", 12)
    page.get_by_role("button", name="排好这一轮").click()
    page.get_by_role("button", name="打印走访单").click()
    sheet = page.locator(".round-sheet.paper-large").first
    expect(sheet).to_contain_text("两次敲门没人应")
    size = sheet.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 29  # 22 pt
    axe(page)
    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()


def test_the_list_of_rounds_says_how_far_each_has_come(page: Page, login: Login, axe, shoot):
    login(page, "community_worker")
    page.goto("/rounds/")
    expect(page.get_by_role("heading", level=1)).to_have_text("走访安排")
    axe(page)
    shoot(page, "rounds")
