"""The desk's scripts by themselves, under the strictest policy a page can be served with."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.contracts import tree

FRONT = tree.ROOT / "src" / "sixin" / "site" / "static" / "front"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'"
)
SHEET = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>页</title>
<script src="/theme.js"></script><link rel="stylesheet" href="/desk.css">
<script type="module" src="/desk.js"></script><script type="module" src="/charts.js"></script></head>
<body><button data-theme-set="dark" type="button">深色</button>
<button data-theme-toggle type="button">换颜色</button>
<input data-search aria-label="找人" value="张"><div data-search-results>
<a href="#1">张秀英</a><a href="#2">张国庆</a></div>
<form data-guard action="/sheet" method="get"><textarea name="note" aria-label="她说" maxlength="20" data-count="left">
</textarea><p id="left" data-count-text="还可以写 {n} 字"></p><button>记下</button></form>
<a id="away" href="/other">走开</a>
<svg width="24" height="24"><use href="/icons.svg#phone"></use></svg>
<figure data-chart="bar" data-chart-unit="户"><figcaption>每天走访</figcaption><details open>
<summary>表</summary><table><thead><tr><th>日</th><th>已见</th><th>未应</th></tr></thead><tbody>
<tr><td>周一</td><td>12</td><td>1</td></tr><tr><td>周二</td><td>7</td><td></td></tr></tbody></table>
</details></figure></body></html>"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """The built front end, and one page beside it."""

    def do_GET(self) -> None:
        if self.path.partition("?")[0] not in {"/sheet", "/other"}:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(SHEET.encode())

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_words: object) -> None:
        """The console belongs to the tests."""


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(FRONT))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def sheet(page: Page, complaints: list[str]) -> Page:
    page.goto("/sheet")
    return page


def test_a_chart_is_drawn_from_its_table_under_the_strict_policy(
    sheet: Page, complaints: list[str]
):
    chart = sheet.get_by_role("img", name="每天走访")
    expect(chart.locator("svg")).to_be_visible()
    expect(chart.locator("svg text", has_text="周二")).to_be_visible()
    chart.hover()
    assert complaints == []


def test_a_chart_follows_the_theme(sheet: Page):
    def colour() -> str:
        return sheet.evaluate("getComputedStyle(document.body).getPropertyValue('--chart-1')")

    in_light = colour()
    expect(sheet.locator(f"figure svg path[fill='{in_light}']").first).to_be_attached()
    sheet.get_by_text("深色").click()
    assert colour() != in_light
    expect(sheet.locator(f"figure svg path[fill='{colour()}']").first).to_be_attached()


def test_the_chosen_theme_is_there_before_the_next_page_is_painted(sheet: Page):
    expect(sheet.locator("html")).to_have_attribute("data-theme", "light")
    sheet.get_by_text("深色").click()
    sheet.goto("/other")
    expect(sheet.locator("html")).to_have_attribute("data-theme", "dark")
    expect(sheet.get_by_text("深色")).to_have_attribute("aria-pressed", "true")


def test_without_a_choice_the_page_follows_the_system(sheet: Page):
    sheet.emulate_media(color_scheme="dark")
    expect(sheet.locator("html")).to_have_attribute("data-theme", "dark")
    sheet.emulate_media(color_scheme="light")
    expect(sheet.locator("html")).to_have_attribute("data-theme", "light")


def test_slash_finds_the_search_and_arrows_walk_its_results(sheet: Page):
    field = sheet.get_by_label("找人")
    sheet.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("张")
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.press("ArrowDown")
    expect(sheet.get_by_text("张国庆")).to_be_focused()
    sheet.keyboard.press("ArrowDown")
    expect(sheet.get_by_text("张国庆")).to_be_focused()
    sheet.keyboard.press("Escape")
    expect(field).to_be_focused()


def test_slash_stays_a_letter_inside_a_field(sheet: Page):
    sheet.locator("textarea").fill("")
    sheet.keyboard.type("3/2/501")
    expect(sheet.locator("textarea")).to_have_value("3/2/501")


def test_a_field_says_how_much_it_still_takes(sheet: Page):
    expect(sheet.locator("#left")).to_have_text("还可以写 20 字")
    sheet.locator("textarea").fill("她精神很好")
    expect(sheet.locator("#left")).to_have_text("还可以写 15 字")


def test_a_half_written_form_asks_before_the_page_is_left(sheet: Page):
    asked: list[str] = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    sheet.on("dialog", stay)
    sheet.locator("textarea").press_sequentially("她")
    with sheet.expect_event("dialog"):
        sheet.locator("#away").click(no_wait_after=True)
    expect(sheet.locator("textarea")).to_have_value("她")
    assert asked == ["beforeunload"]


def test_a_sent_form_asks_nothing(sheet: Page):
    asked: list[str] = []
    sheet.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sheet.locator("textarea").press_sequentially("她")
    sheet.get_by_text("记下").click()
    sheet.wait_for_url("**/sheet?note=**")
    assert asked == []


def test_what_the_scripts_make_has_no_barrier(sheet: Page, axe: Callable[[Page], None]):
    expect(sheet.locator("figure svg")).to_be_visible()
    axe(sheet)
