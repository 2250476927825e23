"""From a figure down to the elder behind it."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SIZES, Login

YEAR = "from=2026-01-01&to=2026-11-23"


def test_a_number_opens_to_its_records_and_on_to_the_elder(page: Page, login: Login, axe, shoot):
    login(page, "community_lead")
    page.get_by_role("navigation").get_by_role("link", name="指标").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("指标")
    page.goto(f"/figures/?{YEAR}")
    axe(page)
    shoot(page, "figures")
    number = page.locator("a.figure", has_text="上门走访")
    value = re.sub(r"\D", "", number.locator(".figure-value").inner_text())
    number.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("上门走访")
    expect(page.locator(".figure-sum")).to_contain_text(f"加起来是 {value} 人次")
    axe(page)
    shoot(page, "figure")
    page.locator("table a.name").first.click()
    expect(page).to_have_url(re.compile(r"/people/[0-9a-f-]{36}/"))


def test_the_places_sum_up_to_the_number(page: Page, login: Login):
    login(page, "community_lead")
    page.goto(f"/figures/visits.person_times/?{YEAR}")
    table = page.get_by_role("table", name="分片区")
    cells = table.locator("tbody td.num").all_inner_texts()
    total = table.locator("tfoot td.num").inner_text()
    assert sum(int(text.replace(",", "")) for text in cells) == int(total.replace(",", ""))
    names = table.locator("tbody th").all_inner_texts()
    assert names[0].startswith("第一网格")


def test_the_chart_is_drawn_and_its_table_stands_beside_it(page: Page, login: Login):
    login(page, "community_lead")
    page.goto(f"/figures/visits.person_times/?{YEAR}")
    expect(page.locator("figure .chart svg")).to_be_visible()
    page.get_by_text("看成表").click()
    expect(page.locator("figure tbody tr")).to_have_count(11)


def test_a_usual_period_and_a_grid_stand_in_the_address(page: Page, login: Login):
    login(page, "community_lead")
    page.goto("/figures/")
    page.get_by_role("link", name="去年").click()
    expect(page).to_have_url(re.compile(r"from=\d{4}-01-01&to=\d{4}-12-31"))
    page.get_by_role("combobox", name="片区").select_option(index=1)
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile(r"area=632801001901001"))


def test_days_the_wrong_way_round_keep_what_was_typed(page: Page, login: Login, axe):
    login(page, "community_lead")
    page.goto("/figures/?from=2026-10-01&to=2026-09-01")
    expect(page.locator(".errors")).to_contain_text("开始日期在结束日期以后")
    expect(page.get_by_label("从哪天")).to_have_value("2026-10-01")
    axe(page)


def test_a_ratio_shows_both_its_numbers_each_a_way_in(page: Page, login: Login, axe):
    login(page, "community_lead")
    page.goto(f"/figures/visits.reach_rate/?{YEAR}")
    expect(page.locator(".figures-parts a.figure")).to_have_count(2)
    axe(page)
    page.locator(".figures-parts a.figure").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("在册老人")


def test_the_rows_can_be_taken_away(page: Page, login: Login):
    login(page, "community_lead")
    page.goto(f"/figures/events.health_sessions/?{YEAR}")
    rows = page.locator("section table tbody tr[id]").count()
    page.get_by_role("link", name="下载 CSV").click()
    page.get_by_label("上报材料").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0] == "日期,做了什么,内容,老人,谁做的,片区,人次"
    assert len(lines) - 3 == rows
    assert lines[-1].endswith("导出；原因：上报材料")


def test_on_a_telephone_nothing_runs_off_the_side(page: Page, login: Login, axe):
    login(page, "community_lead")
    page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    for code in ("", "visits.person_times/", "visits.overdue/", "visits.reach_rate/"):
        page.goto(f"/figures/{code}?{YEAR}")
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        axe(page)
