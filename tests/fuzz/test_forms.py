"""Every form of every page, filled with anything: an answer, never a crash, never others' people."""

import copy
from dataclasses import dataclass

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from hypothesis import given, note

from sixin.base import clock
from tests.fuzz import crawling, typing_in, world
from tests.fuzz.crawling import Found
from tests.security import routes

# Who signs out sees no more forms.
LEFT_OUT = {"account_logout"}
# Answered with more than "not so", and yet no form to fill in by hand.
NOT_SHOWN = {
    "mfa_authenticate": "between the two steps of a sign-in, see site.entrance.tests",
    "mfa_edit_webauthn": "of a passkey, which a browser makes: tests/journeys/test_ways_in.py",
    "mfa_remove_webauthn": "the same",
    "mfa_reauthenticate_webauthn": "the same",
    "api:openapi-json": "of the API, which schemathesis tries: test_api.py",
    "api:api-root": "the same",
}
STARTS = ["/", "/people/", "/due/", "/rounds/", "/imports/", "/duplicates/", "/figures/", "/briefings/",
          "/rules/", "/members/", "/rights/", "/retention/", "/audit/", "/my-account/"]  # fmt: skip


@dataclass
class Shown:
    """A browser with the forms that it is shown."""

    client: Client
    forms: list[Found]
    foreign: tuple[str, ...]


@pytest.fixture
def made(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return world.assemble(clock.now())


@pytest.fixture
def browsers(made):
    """One before signing in, and one for each seat of the world."""
    strangers = [f"/join/{made.code}/", "/sign-in/"]
    found = [shown(Client(), strangers, world.FOREIGN)]
    for seat in made.seats:
        one = shown(seat.browser(), [*seat.doors, *STARTS], seat.foreign)
        one.forms += [crawling.written(address, names) for address, names in seat.asks]
        found.append(one)
    return found


def shown(client: Client, starts: list[str], foreign: tuple[str, ...]) -> Shown:
    return Shown(client, crawling.shown(client, starts, LEFT_OUT), foreign)


def send(client: Client, form: Found, filled: typing_in.Filled) -> HttpResponse:
    """Fill it in and send it; whatever it does to rows or cookies is undone."""
    kept = copy.deepcopy(client.cookies)
    with transaction.atomic():
        way = client.get if form.method == "get" else client.post
        answer = way(form.address, filled)
        transaction.set_rollback(True)
    client.cookies = kept
    translation.activate("zh-hans")
    return answer


def check(answer: HttpResponse, foreign: tuple[str, ...]) -> None:
    assert answer.status_code < 500
    if "text/html" in answer.headers.get("Content-Type", ""):
        text = answer.content.decode()
        assert "Traceback" not in text
        assert [word for word in foreign if word in text] == []


def fill(form: Found, client: Client, foreign: tuple[str, ...]) -> None:
    """Try one form in many ways."""

    @given(filled=typing_in.fillings(form))
    def filled_in(filled: typing_in.Filled) -> None:
        note(f"{form.method} {form.address}")
        check(send(client, form, filled), foreign)

    filled_in()


def answering_posts(client: Client) -> set[str]:
    """The names of the addresses that take a POST, found by sending an empty one to each."""
    forms = [crawling.written(route.address, ()) for route in routes.every()]
    return {form.route for form in forms if send(client, form, {}).status_code != 405}


def test_any_filling_of_any_form_is_answered(browsers):
    tried = set()
    for one in browsers:
        for form in one.forms:
            if form.key not in tried:
                tried.add(form.key)
                fill(form, one.client, one.foreign)
        assert (SESSION_KEY in one.client.session) == (one is not browsers[0])
    names = {route for _method, route, _fields in tried}
    left = answering_posts(browsers[1].client) - names
    assert left == set(NOT_SHOWN), " ".join(sorted(left))
