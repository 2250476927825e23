"""Privileged roles set up a second step before anything else; others may, and need not."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sixin.base import clock
from sixin.registers import powers
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, RoleName
from sixin.site.entrance.tests.ways import digits, sign_in

SINCE = date(2025, 1, 1)
PLACES = ["/", "/people/", "/my-account/", "/figures/", "/search/?q=张", "/my-account/password/"]


@pytest.fixture
def lead(community: Area) -> Member:
    """A community lead who signs in for the first time."""
    return enrolling.add_member(
        username="new-lead", password="一句只在测试里用的话", name="赵海燕",
        role="community_lead", area=community, since=SINCE,
    )  # fmt: skip


@pytest.fixture
def desk(client: Client, lead: Member) -> Client:
    sign_in(client, lead.user.username)
    return client


@pytest.mark.parametrize("place", PLACES)
def test_every_page_leads_to_the_set_up(desk: Client, place: str):
    answer = desk.get(place)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/second-step/")


def test_what_is_posted_is_not_done(desk: Client, lead: Member):
    answer = desk.post("/people/new/", {"name": "张三"})
    assert answer.headers["Location"] == "/second-step/"


def test_programs_are_told_in_their_language(desk: Client):
    answer = desk.get("/api/areas")
    assert answer.status_code == 403
    assert "第二道验证" in answer.json()["message"]


def test_a_part_of_a_page_leads_there_as_a_whole(desk: Client):
    answer = desk.get("/search/?q=张", headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == "/second-step/"


def test_language_and_the_way_out_stay_open(desk: Client):
    desk.post("/language/", {"language": "en", "next": "/second-step/"})
    page = desk.get("/second-step/").content.decode()
    assert "set up your second step" in page
    desk.post("/sign-out/")
    assert desk.get("/").headers["Location"] == "/sign-in/?next=/"


def test_with_an_app_everything_opens(desk: Client):
    page = desk.get("/my-account/codes/")
    assert "找人：姓名" not in page.content.decode()
    desk.post("/my-account/codes/", {"code": digits(page.context["form"].secret)})
    assert desk.get("/").status_code == 200
    assert desk.get("/second-step/").headers["Location"] == "/my-account/"


def test_recovery_codes_alone_are_no_second_step(desk: Client, lead: Member):
    Authenticator.objects.create(user=lead.user, type="recovery_codes", data={})
    assert desk.get("/").headers["Location"] == "/second-step/"


def test_without_it_again_everything_closes(client: Client, zhao_haiyan: Member):
    client.force_login(zhao_haiyan.user)
    assert client.get("/").status_code == 200
    Authenticator.objects.filter(user=zhao_haiyan.user).delete()
    assert client.get("/").headers["Location"] == "/second-step/"


@pytest.mark.parametrize("role", RoleName.values)
def test_it_is_asked_of_exactly_the_privileged(client: Client, community: Area, role: str):
    member = enrolling.add_member(
        username=role, password=None, name="某人", role=role, area=community, since=SINCE
    )
    client.force_login(member.user)
    led = client.get("/my-account/").status_code == 302
    assert led is (role in powers.PRIVILEGED)


def test_a_privileged_role_that_is_over_asks_nothing(client: Client, lead: Member, community: Area):
    yesterday = clock.today() - timedelta(days=1)
    lead.roles.update(until=yesterday)
    client.force_login(lead.user)
    assert client.get("/my-account/").status_code == 200
