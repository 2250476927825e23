"""Recording a visit: three presses for a usual one, by hand, by keys, and without scripts."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sixin.base import clock
from tests.journeys.conftest import Login


@pytest.fixture
def somebody(page: Page, login: Login) -> Callable[[int], str]:
    """`somebody(3)`: open the form of the third-last elder of the last page of the due list."""
    login(page, "community_worker")

    def open_form(number: int) -> str:
        page.goto("/due/?sort=urgency&planned=no&page=999")
        row = page.locator("table.due tbody tr:not(.group)").nth(-number)
        name = row.locator("a.name").inner_text()
        row.get_by_role("link", name=re.compile("记走访")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        return name

    return open_form


def test_a_usual_visit_takes_three_presses_and_one_takes_it_back(page: Page, somebody, axe, shoot):
    somebody(1)
    axe(page)
    page.get_by_text("见到了", exact=True).click()
    page.get_by_label("好", exact=True).check()
    axe(page)
    page.get_by_role("button", name="记下这次走访").click()
    said = page.get_by_role("status").filter(has_text="记下了")
    expect(said).to_contain_text("见到了")
    said.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("status").filter(has_text="撤销了")).to_be_visible()


def test_a_usual_visit_by_keys_alone_takes_at_most_ten(page: Page, somebody):
    somebody(2)
    for key in ("Space", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="记下了")).to_be_visible()


def test_what_does_not_apply_is_not_asked(page: Page, somebody):
    somebody(3)
    expect(page.get_by_text("今天看着怎么样？")).to_be_hidden()
    page.get_by_text("外出", exact=True).click()
    expect(page.get_by_text("今天看着怎么样？")).to_be_hidden()
    expect(page.get_by_label("还想记一句")).to_be_visible()
    page.get_by_text("见到了", exact=True).click()
    expect(page.get_by_text("今天看着怎么样？")).to_be_visible()


def test_all_that_was_found_goes_with_it(page: Page, somebody, axe):
    somebody(3)
    page.get_by_text("见到了", exact=True).click()
    page.get_by_label("要留心").check()
    page.get_by_text("需要什么", exact=True).first.click()
    page.get_by_label("上门理发").check()
    page.get_by_text("家里有隐患", exact=True).click()
    page.get_by_label("煤气软管老化、开裂、发硬").check()
    page.get_by_text("办了认证", exact=True).click()
    page.get_by_label("养老金领取资格", exact=True).check()
    page.get_by_label("回执号").first.fill("HX-20261123")
    page.get_by_text("五个方面看了", exact=True).first.click()
    page.get_by_role("radiogroup", name="安全").get_by_text("有问题").click()
    page.get_by_text("时间、方式、同去的人").click()
    page.get_by_label("待了几分钟").fill("25")
    axe(page)
    page.get_by_role("button", name="记下这次走访").click()
    said = page.get_by_role("status").filter(has_text="记下了")
    expect(said).to_contain_text("1 处隐患；养老金领取资格认证")


def test_colleagues_are_found_by_pinyin(page: Page, somebody):
    somebody(4)
    page.get_by_text("见到了", exact=True).click()
    page.get_by_text("时间、方式、同去的人").click()
    names = page.locator("#colleagues label:visible")
    before = names.count()
    page.get_by_label("按姓名或拼音找同事").fill("wangf")
    expect(names).to_have_count(1)
    assert before > 8


def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(page: Page, somebody, axe):
    somebody(4)
    page.get_by_text("见到了", exact=True).click()
    page.get_by_label("一般", exact=True).check()
    page.get_by_label("还想记一句").fill("血压药快吃完了")
    page.get_by_text("时间、方式、同去的人").click()
    tomorrow = clock.today() + timedelta(days=2)
    page.get_by_label("哪天", exact=True).fill(f"{tomorrow}")
    page.get_by_role("button", name="记下这次走访").click()
    expect(page.get_by_role("alert")).to_contain_text("走访时间在将来")
    expect(page.get_by_label("还想记一句")).to_have_value("血压药快吃完了")
    expect(page.get_by_label("哪天", exact=True)).to_be_visible()
    axe(page)


def test_going_back_finds_that_it_is_recorded(page: Page, somebody, axe):
    somebody(5)
    page.get_by_text("见到了", exact=True).click()
    page.get_by_label("好", exact=True).check()
    page.get_by_role("button", name="记下这次走访").click()
    expect(page.get_by_role("status").filter(has_text="记下了")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("这张表已经记下了")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="另记一次走访").click()
    expect(page.get_by_text("敲门之后怎么样？")).to_be_visible()


def test_two_knocks_open_a_follow_up_that_is_worked_and_closed(
    page: Page, login: Login, axe, shoot
):
    login(page, "community_worker")
    page.goto("/due/?level=high&sort=urgency&planned=no&page=999")
    row = page.locator("table.due tbody tr:not(.group)").last
    address = row.get_by_role("link", name=re.compile("记走访")).get_attribute("href")
    for _knock in range(2):
        page.goto(address or "")
        page.get_by_text("没人应", exact=True).click()
        page.get_by_role("button", name="记下这次走访").click()
    expect(page).to_have_url(re.compile("/follow-ups/"))
    expect(page.get_by_role("link", name="120")).to_have_attribute("href", "tel:120")
    axe(page)
    shoot(page, "follow-up")
    page.get_by_role("button", name="问了邻居").click()
    expect(page.locator("ol.rows > li").first).to_contain_text("问了邻居")
    page.get_by_label("人在哪里，怎么样").fill("在女儿家，电话里说话清楚")
    page.get_by_role("button", name="办结").click()
    expect(page.get_by_text("在女儿家，电话里说话清楚")).to_be_visible()
    axe(page)


@pytest.fixture
def without_scripts(
    browser: Browser, browser_context_args: dict[str, object]
) -> Iterator[BrowserContext]:
    """A browser in which no script runs."""
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    yield context
    context.close()


def test_without_scripts_a_visit_is_recorded_all_the_same(
    without_scripts: BrowserContext, login: Login
):
    page = without_scripts.new_page()
    login(page, "grid_worker")
    page.goto("/due/")
    page.get_by_role("link", name=re.compile("记走访")).last.click()
    page.get_by_text("见到了", exact=True).click()
    page.get_by_label("好", exact=True).check()
    page.get_by_role("button", name="记下这次走访").click()
    expect(page.get_by_role("status").filter(has_text="记下了")).to_be_visible()
