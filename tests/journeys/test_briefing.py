"""From days chosen to a paper in hand, and from each of its numbers back to the records."""

import io

import docx
import pypdf
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SIZES, Login


def issue(page: Page) -> None:
    page.goto("/briefings/")
    page.get_by_label("从哪天").fill("2026-01-01")
    page.get_by_label("到哪天").fill("2026-11-23")
    page.get_by_role("button", name="出这份简报").click()
    expect(page.locator("article.briefing")).to_be_visible()


def test_a_briefing_is_issued_read_and_opened_number_by_number(
    page: Page, login: Login, axe, shoot
):
    login(page, "community_lead")
    page.goto("/briefings/")
    axe(page)
    shoot(page, "briefings")
    issue(page)
    expect(page.locator("article")).to_contain_text("入户走访200余人次")
    axe(page)
    shoot(page, "briefing")
    page.locator(".briefing-text a.number").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("上门走访")
    expect(page.locator("table tbody tr")).to_have_count(50)
    axe(page)
    shoot(page, "briefing-figure")
    page.locator("table a.name").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="回到简报").click()
    expect(page.locator("article.briefing")).to_be_visible()


def test_word_and_pdf_come_from_the_page(page: Page, login: Login):
    login(page, "community_lead")
    issue(page)
    written = page.locator(".briefing-text").first.inner_text()
    with page.expect_download() as word:
        page.get_by_role("link", name="下载 Word").click()
    paper = docx.Document(io.BytesIO(word.value.path().read_bytes()))
    assert written in [paragraph.text for paragraph in paper.paragraphs]
    with page.expect_download() as pdf:
        page.get_by_role("link", name="下载 PDF").click()
    assert pdf.value.suggested_filename.endswith("敲门行动简报.pdf")
    pages = pypdf.PdfReader(io.BytesIO(pdf.value.path().read_bytes())).pages
    assert "".join(written.split()) in "".join("".join(p.extract_text().split()) for p in pages)


def test_days_that_cannot_be_stay_in_the_form(page: Page, login: Login, axe):
    login(page, "community_lead")
    page.goto("/briefings/")
    page.get_by_label("从哪天").fill("2026-10-01")
    page.get_by_label("到哪天").fill("2026-09-01")
    page.get_by_role("button", name="出这份简报").click()
    expect(page.locator(".errors")).to_contain_text("开始日期在结束日期以后")
    expect(page.get_by_label("到哪天")).to_have_value("2026-09-01")
    axe(page)


def test_the_page_is_english_for_who_reads_english(page: Page, login: Login, in_language, axe):
    login(page, "community_lead")
    issue(page)
    in_language(page, "en")
    page.reload()
    expect(page.locator("article")).to_contain_text("Home visits: over 200 person-times (")
    axe(page)


def test_a_grid_worker_is_told_who_issues(page: Page, login: Login, axe):
    login(page, "grid_worker")
    page.goto("/briefings/")
    expect(page.locator("main")).to_contain_text("简报由社区负责人或社区工作人员来出")
    axe(page)


def test_on_a_telephone_the_briefing_fits(page: Page, login: Login, axe):
    login(page, "community_lead")
    issue(page)
    page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    axe(page)
