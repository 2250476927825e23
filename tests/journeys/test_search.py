"""The search box at the top of every page: by name, sound, door or number, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Axe = Callable[[Page], None]


@pytest.fixture
def desk(page: Page, login) -> Page:
    login(page, "community_worker")
    page.goto("/rules/")
    return page


@pytest.mark.parametrize("typed", ["张秀英", "zxy", "zhangxiuying", "3-2-501"])
def test_everyone_is_suggested_however_one_types(desk: Page, typed: str):
    desk.get_by_role("searchbox", name="找人").press_sequentially(typed, delay=20)
    expect(desk.locator("#found a", has_text="张秀英").first).to_be_visible()


def test_the_keyboard_alone_leads_to_a_story(desk: Page, axe: Axe):
    desk.keyboard.press("/")
    box = desk.get_by_role("searchbox", name="找人")
    expect(box).to_be_focused()
    box.press_sequentially("zhang", delay=20)
    first = desk.locator("#found a").first
    expect(first).to_be_visible()
    axe(desk)
    desk.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_contain_text("张")


def test_enter_opens_the_list_and_the_address_does_not_say_of_what(desk: Page):
    box = desk.get_by_role("searchbox", name="找人")
    box.fill("3-2-501")
    box.press("Enter")
    desk.wait_for_url("**/people/?s=*")
    assert "501" not in desk.url
    expect(desk.locator("table.people tbody tr", has_text="张秀英")).to_be_visible()
    expect(desk.locator(".chip")).to_have_text("去掉“3-2-501”")


def test_nobody_found_says_what_else_to_try(desk: Page):
    desk.get_by_role("searchbox", name="找人").press_sequentially("没有这个人", delay=20)
    expect(desk.locator("#found")).to_contain_text("没有找到“没有这个人”")


def test_without_a_script_the_box_still_finds(browser, desk: Page, base_url: str):
    context = browser.new_context(
        java_script_enabled=False, base_url=base_url, storage_state=desk.context.storage_state()
    )
    page = context.new_page()
    page.goto("/rules/")
    page.get_by_role("searchbox", name="找人").fill("zxy")
    page.get_by_role("searchbox", name="找人").press("Enter")
    expect(page.locator("table.people tbody tr").first).to_contain_text("张秀英")
    context.close()


def test_a_grid_worker_finds_only_the_people_of_the_grid(page: Page, login):
    login(page, "community_worker")
    page.goto("/people/")
    every = page.locator(".filters-count").inner_text()
    page.context.clear_cookies()
    login(page, "grid_worker")
    page.goto("/people/")
    expect(page.locator(".filters-count")).not_to_have_text(every)
