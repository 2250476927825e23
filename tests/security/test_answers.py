"""What the server says, and what it keeps to itself."""

import logging

import pytest
from django.test import Client

from tests.security import failing, routes

TEXT = ("text/", "application/json", "application/xml")
OURS = ("text/html; charset=utf-8", "text/plain; charset=utf-8", "text/csv; charset=utf-8",
        "application/json", "application/json; charset=utf-8", "application/vnd.openxmlformats-",
        "application/pdf")  # fmt: skip


def answers(desk: Client) -> dict[str, object]:
    return {route.address: desk.get(route.address) for route in routes.every()}


def test_every_answer_says_what_it_is_and_in_which_letters(desk: Client):
    kinds = {address: answer.headers.get("Content-Type", "") for address, answer in answers(desk).items()
             if getattr(answer, "streaming", False) or answer.content}  # fmt: skip
    assert len(kinds) > 20
    assert {address: kind for address, kind in kinds.items() if not kind.startswith(OURS)} == {}
    lettered = [kind for kind in kinds.values() if kind.startswith("text/")]
    assert [kind for kind in lettered if "charset=utf-8" not in kind] == []


def test_no_other_site_is_let_in(desk: Client):
    """No address answers a foreign origin with leave to read."""
    asks = {"origin": "https://evil.example", "access-control-request-method": "GET"}
    told = []
    for route in routes.every():
        for answer in (
            desk.get(route.address, headers=asks),
            desk.options(route.address, headers=asks),
        ):
            names = [name for name in answer.headers if name.lower().startswith("access-control-")]
            told += [f"{route.address}: {name}" for name in names]
    assert told == []


@pytest.mark.parametrize("address", [
    "/.git/config", "/.git/HEAD", "/.env", "/pyproject.toml", "/src/sixin/site/settings.py",
    "/static/", "/static/../src/sixin/site/settings.py", "/static/%2e%2e/%2e%2e/settings.py",
    "/static/..%2f..%2fsettings.py", "/files/", "/media/", "/var/", "/sixin.sqlite3", "/master.key",
    "/keys.json", "/gallery/", "/admin/", "/__debug__/", "/metrics",
])  # fmt: skip
def test_what_lies_beside_the_desk_is_not_served(desk: Client, address: str):
    assert desk.get(address).status_code == 404


def test_an_error_shows_a_sentence_and_nothing_of_the_inside(desk: Client, settings, caplog):
    settings.ROOT_URLCONF = "tests.security.failing"
    with caplog.at_level(logging.ERROR):
        answer = desk.get("/fails/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert not any(
        word in page for word in ("RuntimeError", "unthought", "Traceback", ".py", failing.SECRET)
    )
    assert "unthought of" in caplog.text
    assert failing.SECRET not in caplog.text


def test_an_error_undoes_nothing_of_the_server(desk: Client, settings):
    settings.ROOT_URLCONF = "tests.security.failing"
    desk.get("/fails/")
    assert desk.get("/people/").status_code == 200


@pytest.mark.parametrize("address", ["/nowhere/", "/people/00000000-0000-0000-0000-000000000007/"])
def test_what_is_not_there_tells_nothing(desk: Client, address: str):
    page = desk.get(address).content.decode()
    assert not any(
        word in page for word in ("urlpatterns", "Traceback", "sixin.site", "DoesNotExist")
    )


def test_nobody_writes_a_line_of_the_log(desk: Client, caplog):
    """A line break in an address stays inside its own line."""
    with caplog.at_level(logging.WARNING):
        desk.get("/nowhere%0a%0dERROR%20forged")
    said = [record.getMessage() for record in caplog.records if "nowhere" in record.getMessage()]
    assert said
    assert not any("\n" in line or "\r" in line for line in said)


def test_no_version_of_what_runs_it_is_told(desk: Client):
    told = {name for answer in answers(desk).values() for name in answer.headers}
    assert told & {"Server", "X-Powered-By", "X-AspNet-Version", "Via"} == set()


@pytest.mark.django_db
def test_pages_lead_to_https_and_the_api_refuses(settings):
    settings.SECURE_SSL_REDIRECT = True
    browser = Client()
    page, api, health = (browser.get(address) for address in ("/people/", "/api/areas", "/healthz"))
    assert (page.status_code, page.headers["Location"]) == (301, "https://testserver/people/")
    assert (api.status_code, "https" in api.json()["message"]) == (403, True)
    assert health.status_code == 200
    assert browser.get("/api/areas", secure=True).status_code == 401
