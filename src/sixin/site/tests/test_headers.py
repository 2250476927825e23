"""What answers tell the browser: the policy of pages, and that nothing of a person is kept."""

import pytest
from django.test import Client

from sixin.registers.models import Member, Person

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


@pytest.fixture
def desk(client: Client, li_wei: Member) -> Client:
    client.force_login(li_wei.user)
    return client


def policy(header: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in header.split(";"))
    return {name: value for name, _space, value in parts}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/sign-in/", "/nowhere", "/healthz", "/api/areas", "/static/mark.svg"]
)
def test_every_answer_says_what_its_page_may_do(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert policy(headers["Content-Security-Policy"]) == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    asked = headers["Permissions-Policy"].split(", ")
    assert {"geolocation=()", "camera=()", "microphone=()"} <= set(asked)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/people/", 200),
        ("/nowhere", 404),
        ("/?area=632801001902", 403),
        ("/api/areas", 200),
        ("/people/export/", 200),
    ],
)
def test_no_cache_keeps_a_page_of_somebody_signed_in(
    desk: Client, zhang: Person, address: str, status: int
) -> None:
    answer = desk.get(address)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store, private")


def test_files_of_the_desk_itself_are_kept(desk: Client) -> None:
    assert "no-store" not in desk.get("/static/mark.svg").headers["Cache-Control"]


def test_signing_out_makes_the_browser_forget(desk: Client) -> None:
    assert "Clear-Site-Data" not in desk.get("/").headers
    answer = desk.post("/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Clear-Site-Data" not in desk.get("/sign-in/").headers
