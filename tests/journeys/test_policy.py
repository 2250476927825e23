"""Every kind of page, opened in a browser that tells of each thing the policy refuses it."""

from collections import deque
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

# One of each kind, and several where what it shows differs from one to the next.
OF_A_KIND = {"person": 4, "today": 2}
LISTEN = """addEventListener("securitypolicyviolation", (event) => console.error(
    `refused: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));"""
OWN_SIGNS = {"script": "src", "link": "href", "img": "src"}


class Inline(HTMLParser):
    """Names what of a page's source the policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        wrong = [name for name in named if name == "style" or name.startswith(("on", "hx-on"))]
        wrong += [name for name, value in named.items() if (value or "").startswith("javascript:")]
        if tag == "style" or tag == "script" and "src" not in named:
            wrong.append("inline")
        foreign = urlsplit(named.get(OWN_SIGNS.get(tag, ""), "") or "").netloc
        self.found += [f"<{tag} {one}>" for one in [*wrong, *([foreign] if foreign else [])]]


def kind_of(path: str) -> str:
    """The name of the page, so that one elder stands for all."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def walk(page: Page) -> Iterator[tuple[str, str]]:
    """Open the pages that links lead to, a few of each kind, and yield each kind and source."""
    waiting, seen, counts = deque(["/"]), set(), dict[str, int]()
    while waiting:
        address = waiting.popleft()
        kind = kind_of(urlsplit(address).path)
        if address in seen or not kind or counts.get(kind, 0) >= OF_A_KIND.get(kind, 1):
            continue
        seen.add(address)
        answer = page.request.get(address)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        counts[kind] = counts.get(kind, 0) + 1
        page.goto(address)
        yield kind, answer.text()
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting.extend(link for link in links if link.startswith(("/", "?")) for link in
                       [urlsplit(urljoin(page.url, link))._replace(scheme="", netloc="").geturl()])  # fmt: skip


def test_no_page_asks_for_what_its_policy_refuses(
    page: Page, login: Callable[[Page, str], dict[str, str]], complaints: list[str]
):
    page.add_init_script(LISTEN)
    login(page, "community_worker")
    opened, wrong = set(), []
    for kind, text in walk(page):
        opened.add(kind)
        source = Inline()
        source.feed(text)
        wrong += [f"{page.url}: {one}" for one in [*source.found, *complaints]]
        complaints.clear()
    page.wait_for_load_state("networkidle")
    assert wrong + complaints == []
    assert {"today", "people", "person", "due", "rounds", "round", "figures", "figure",
            "imports", "duplicates", "briefings", "rules"} <= opened  # fmt: skip


def test_the_policy_refuses_what_it_should_and_is_heard(
    page: Page, login: Callable[[Page, str], dict[str, str]], complaints: list[str]
):
    page.add_init_script(LISTEN)
    login(page, "community_worker")
    page.goto("/")
    assert complaints == []
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.head.append(script);
        document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>x</p>");
        document.body.append(Object.assign(new Image(), {src: "https://elsewhere.invalid/x.png"}));
    }""")
    page.wait_for_timeout(200)
    refused = {line.split()[1] for line in complaints if line.startswith("refused: ")}
    assert refused == {"script-src-elem", "style-src-attr", "img-src"}
    assert page.evaluate("window.ran") is None


def test_after_signing_out_going_back_shows_nobody(
    page: Page, accounts: list[dict[str, str]], complaints: list[str]
):
    """A session of its own: the others keep theirs."""
    account = next(one for one in accounts if one["role"] == "community_worker")
    page.goto("/")
    page.locator("input[name=username], input[name=login]").fill(account["username"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("form:has(input[name=password]) [type=submit]").click()
    page.goto("/people/")
    name = page.locator(".main table tbody a").first.inner_text()
    page.locator(".menu-member summary").first.click()
    page.get_by_text("退出登录").click()
    page.locator("input[name=password]").wait_for()
    page.go_back()
    page.locator("input[name=password]").wait_for()
    assert name not in page.content()
    assert complaints == []
