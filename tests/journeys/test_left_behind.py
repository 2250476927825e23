"""What a browser keeps of the people who were looked at and typed in, after its user has gone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page

from tests.journeys.conftest import Login
from tests.security.canaries import places
from tests.security.canaries.flock import Flock, found_in

# Everything that pages can store, in one text.
STORED = """async () => {
  const opened = (name) => new Promise((done) => {
    indexedDB.open(name).onsuccess = (event) => done(event.target.result);
  });
  const all = (store) => new Promise((done) => {
    store.getAll().onsuccess = (event) => done(event.target.result);
  });
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, caches: {}, databases: {} };
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.caches[request.url] = await (await cache.match(request)).text();
    }
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await opened(name);
    for (const store of database.objectStoreNames) {
      found.databases[`${name}.${store}`] = await all(database.transaction(store).objectStore(store));
    }
  }
  return JSON.stringify(found);
}"""
# Where any page may put something, and how it would.
PLANT = """async (text) => {
  localStorage.setItem("planted", text);
  await (await caches.open("planted")).put("/planted", new Response(text));
  await new Promise((done) => {
    const asked = indexedDB.open("planted");
    asked.onupgradeneeded = () => asked.result.createObjectStore("rows", { autoIncrement: true });
    asked.onsuccess = () => {
      const write = asked.result.transaction("rows", "readwrite");
      write.objectStore("rows").add({ text });
      write.oncomplete = () => done(asked.result.close());
    };
  });
}"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Where this browser keeps what it keeps."""
    return tmp_path / "profile"


@pytest.fixture
def context(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    profile: Path,
) -> Iterator[BrowserContext]:
    """A browser of somebody's own, which writes its cache, forms and storage to the disk."""
    one = browser_type.launch_persistent_context(
        profile, **browser_type_launch_args, **browser_context_args
    )
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Its first page."""
    return context.pages[0]


def work(page: Page, flock: Flock) -> None:
    """Register somebody by hand, look at her, search for her, see her number."""
    page.goto("/people/new/")
    filled = {"name": flock.name(), "id_number": flock.id_number(), "phone": flock.phone(),
              "address": flock.address()}  # fmt: skip
    for field, value in filled.items():
        page.fill(f"form.form [name={field}]", value)
    page.locator("form.form [name=area]").select_option(index=1)
    page.locator("form.form [type=submit], form.form button").last.click()
    page.wait_for_url(re.compile(r"/people/[0-9a-f-]{36}/"))
    hers = re.sub(r"\?.*", "", page.url)
    assert filled["name"] in page.content()
    page.goto(f"{hers}edit/note/")
    page.fill("[name=note]", flock.words("note"))
    page.locator("form.form button").last.click()
    page.goto(f"{hers}reveal/?field=id_number")
    page.locator("[name=why]").first.check()
    page.locator("form.form button").last.click()
    page.get_by_text(filled["id_number"]).wait_for()
    page.goto("/people/")
    page.locator("main [name=q]").fill(filled["name"])
    page.locator("main [name=q]").press("Enter")
    page.wait_for_url(re.compile(r"[?&]s="))
    assert filled["name"] in page.content()


def leave(page: Page) -> None:
    """Go, as the button of the head does it."""
    page.goto("/")
    page.locator("form[action='/sign-out/']").evaluate("form => form.requestSubmit()")
    page.wait_for_url("**/sign-in/**")


def test_nothing_of_anybody_is_left_in_storage_or_on_the_disk(
    page: Page, context: BrowserContext, login: Login, profile: Path
):
    login(page, "community_worker")
    flock = Flock()
    work(page, flock)
    leave(page)
    stored = page.evaluate(STORED) + json.dumps(context.cookies()) + page.content()
    wanted = [*flock.sealed(), *flock.names()]
    assert found_in(wanted, [("storage", stored.encode())]) == set()
    page.go_back()
    assert found_in(wanted, [("the page before", page.content().encode())]) == set()
    context.close()
    assert any(profile.rglob("Cookies"))
    assert found_in(wanted, places.files(profile)) == set()


def test_what_a_page_leaves_would_be_seen(page: Page, context: BrowserContext, profile: Path):
    page.goto("/sign-in/")
    flock = Flock()
    planted = flock.words("planted")
    page.evaluate(PLANT, planted)
    found = json.loads(page.evaluate(STORED))
    assert [planted in json.dumps(found[kind], ensure_ascii=False) for kind in ("local", "caches", "databases")] == [True] * 3  # fmt: skip
    context.close()
    assert found_in(flock.sealed(), places.files(profile)) != set()
