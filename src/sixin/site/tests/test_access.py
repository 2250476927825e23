"""Signed out, without a role, outside one's area, and the language of the page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sixin.registers.models import Area, Member


@pytest.fixture
def desk(client: Client, li_wei: Member) -> Client:
    client.force_login(li_wei.user)
    return client


@pytest.mark.django_db
def test_signed_out_leads_to_the_sign_in_page_and_back(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=/")


@pytest.mark.django_db
def test_an_account_without_a_role_gets_a_sentence(client: Client) -> None:
    client.force_login(User.objects.create_user("nobody"))
    answer = client.get("/")
    assert answer.status_code == 403
    assert "这个账号还没有角色" in answer.content.decode()


def test_another_s_area_is_refused_with_a_sentence(desk: Client, elsewhere: Area) -> None:
    answer = desk.get("/", {"area": elsewhere.code})
    assert answer.status_code == 403
    assert "您的角色管不到这个地方" in answer.content.decode()


def test_the_browser_s_language_is_no_choice(desk: Client) -> None:
    answer = desk.get("/", headers={"accept-language": "en-US"})
    assert answer.headers["Content-Language"] == "zh-hans"
    desk.post("/language/", {"language": "en", "next": "/"})
    assert desk.get("/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_the_server_says_that_it_is_well(client: Client) -> None:
    assert client.get("/healthz").json() == {"ok": True}
