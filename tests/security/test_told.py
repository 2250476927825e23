"""What is refused stands in the log: when, who by id, what and which address, and nobody's data."""

import logging
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.test import Client

from sixin.registers.models import Area, Member, Person
from sixin.site import logs

LINE = re.compile(
    r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} (?:WARNING|ERROR) ([\w.]+)(?: member ([\w-]+))? (.+)$"
)


@pytest.fixture
def console() -> Iterator[StringIO]:
    """What the console is told while the test runs."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logs.Discreet())
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)


def told(console: StringIO) -> list[tuple[str, str, str]]:
    """(logger, id of the member, what) of each line; the places of an error stand below some."""
    found = map(LINE.fullmatch, console.getvalue().splitlines())
    return [line.groups() for line in found if line]


def test_a_refusal_says_who_asked_for_what(
    desk: Client, li_wei: Member, elsewhere: Area, console: StringIO
):
    assert desk.get("/", {"area": elsewhere.code, "q": "张秀英"}).status_code == 403
    assert told(console) == [("django.request", str(li_wei.pk), "Forbidden: /")]


def test_a_row_of_others_that_is_asked_for_is_told(
    client: Client, outsider: Member, zhang: Person, console: StringIO
):
    client.force_login(outsider.user)
    address = f"/people/{zhang.pk}/"
    assert client.get(address).status_code == 404
    assert told(console) == [("django.request", str(outsider.pk), f"Not Found: {address}")]


def test_a_form_of_another_site_is_told(desk: Client, li_wei: Member, console: StringIO):
    desk.post("/people/new/", {"name": "张秀英"})
    lines = told(console)
    assert {who for _logger, who, _what in lines} == {str(li_wei.pk)}
    assert any("CSRF" in what and "/people/new/" in what for _logger, _who, what in lines)
    assert "张秀英" not in console.getvalue()


@pytest.mark.django_db
def test_a_host_that_is_none_of_ours_is_told(client: Client, console: StringIO):
    assert client.get("/people/", headers={"host": "evil.example"}).status_code == 400
    assert [logger for logger, _who, _what in told(console)][0] == "django.security.DisallowedHost"


def test_what_cannot_be_is_told(desk: Client, li_wei: Member, console: StringIO):
    assert desk.get("/figures/visits.person_times/rows.csv?from=never").status_code == 400
    assert told(console)[0][:2] == ("django.request", str(li_wei.pk))


def test_too_many_tries_are_told(client: Client, li_wei: Member, console: StringIO):
    for _ in range(61):
        answer = client.post("/sign-in/", {"login": "nobody", "password": "不是这一句话"})
    assert answer.status_code == 429
    assert told(console)[-1] == ("django.request", None, "Too Many Requests: /sign-in/")


@pytest.mark.django_db
def test_the_code_of_an_invitation_is_not_told(console: StringIO):
    """A form without its token is refused before the code is looked at: it may still open."""
    browser = Client(enforce_csrf_checks=True)
    code = "Zx9_still-good"
    assert browser.post(f"/join/{code}/").status_code == 403
    assert browser.get(f"/join/{code}/").status_code == 410
    assert "/join/" in console.getvalue()
    assert code not in console.getvalue()
