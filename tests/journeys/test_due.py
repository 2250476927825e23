"""Whom to see: the list, its filters, its paper twin."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SIZES, Login


def rows(page: Page):
    return page.locator("table.due tbody tr:not(.group)")


def test_the_list_says_whom_to_see_and_why(page: Page, login: Login, axe, shoot):
    login(page, "community_worker")
    page.get_by_role("navigation").get_by_role("link", name="该看望").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("该看望的人")
    expect(rows(page).first).to_contain_text(re.compile("看望一次|约好"))
    axe(page)
    shoot(page, "due")


def test_filters_stand_in_the_address_and_go_again(page: Page, login: Login):
    login(page, "community_worker")
    page.goto("/due/")
    everyone = int(page.locator(".tabs [aria-current] .count").inner_text())
    page.get_by_label("关照等级").select_option("高风险")
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("level=high"))
    expect(page.get_by_label("关照等级")).to_have_value("high")
    page.get_by_role("link", name="清空").click()
    expect(page.locator(".tabs [aria-current] .count")).to_have_text(str(everyone))


def test_nobody_of_that_name_says_so(page: Page, login: Login, axe):
    login(page, "community_worker")
    page.goto("/due/?q=查无此人")
    expect(page.get_by_text("没有这样的人")).to_be_visible()
    axe(page)


def test_ticking_counts_and_the_box_above_ticks_all(page: Page, login: Login):
    login(page, "community_worker")
    page.goto("/due/")
    boxes = page.locator("input[name=person]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(page.get_by_role("button", name="把选中的 2 位排成一轮")).to_be_visible()
    page.get_by_label("选中这一页所有人").check()
    expect(page.locator("input[name=person]:checked")).to_have_count(boxes.count())


def test_the_paper_twin_is_large_and_has_boxes(page: Page, login: Login, axe):
    login(page, "grid_worker")
    page.goto("/due/")
    page.get_by_role("button", name="打印名单").click()
    expect(page.locator(".round-lines > li").first).to_contain_text("见到了")
    size = page.locator(".round-sheet").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(size.removesuffix("px")) >= 18
    axe(page)


def test_on_a_telephone_nothing_runs_off_the_side(page: Page, login: Login, axe):
    login(page, "grid_worker")
    page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    page.goto("/due/")
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    axe(page)
