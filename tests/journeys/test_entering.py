"""Coming in and going out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

ROLES = ["community_lead", "community_worker", "grid_lead", "grid_worker"]


@pytest.mark.parametrize("role", ROLES)
def test_everyone_comes_in_by_their_own_name(page: Page, login, role: str):
    account = login(page, role)
    expect(page.get_by_role("banner")).to_contain_text(account["name"])


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(
    page: Page, accounts: list[dict[str, str]], axe: Callable[[Page], None]
):
    page.goto("/")
    page.locator("input[name=login]").fill(accounts[0]["username"])
    page.locator("input[name=password]").fill("not-this-one")
    page.locator("form:has(input[name=password]) [type=submit]").click()
    expect(page.locator("input[name=login]")).to_have_value(accounts[0]["username"])
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)


def test_the_way_in_can_be_used_by_everyone(page: Page, axe, shoot):
    page.goto("/")
    axe(page)
    shoot(page, "login")


def test_the_way_in_speaks_both_languages(page: Page, in_language):
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    in_language(page, "en")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
