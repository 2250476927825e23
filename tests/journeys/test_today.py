"""Today: the first page of everyone, whatever they answer for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Axe = Callable[[Page], None]
ROLES = ["community_lead", "community_worker", "grid_lead", "grid_worker"]


@pytest.mark.parametrize("role", ROLES)
def test_everyone_sees_what_waits_for_them(page: Page, login, axe: Axe, shoot, role: str):
    login(page, role)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("今天")
    expect(page.get_by_role("heading", name="本周走访")).to_be_visible()
    axe(page)
    shoot(page, f"today-{role}")


def test_the_most_pressing_stands_first_and_opens(page: Page, login):
    login(page, "community_worker")
    page.goto("/")
    first = page.locator(".todo-item").first
    expect(first.locator(".mark-urgent")).to_have_count(1)
    name = first.locator(".todo-title a").inner_text()
    first.locator(".todo-title a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_each_line_leads_to_its_list(page: Page, login):
    login(page, "community_worker")
    page.goto("/")
    page.get_by_role("link", name="看是哪几家").click()
    expect(page.locator(".chip", has_text="家里有隐患")).to_be_visible()
    expect(page.locator("table.people tbody tr").first).to_be_visible()


def test_a_community_is_looked_at_grid_by_grid(page: Page, login):
    login(page, "community_lead")
    page.goto("/")
    page.get_by_label("看哪一片").select_option(index=1)
    page.wait_for_url("**/?area=*")
    expect(page.get_by_label("看哪一片")).not_to_have_value("")
    expect(page.get_by_role("heading", level=1)).to_have_text("今天")


def test_the_page_prints_without_its_frame(page: Page, login):
    login(page, "grid_worker")
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.locator(".todo")).to_be_visible()
