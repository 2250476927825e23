"""An invitation opened: a name and a password, and this browser is known from then on."""

from datetime import timedelta

import pytest
from django.test import Client

from sixin.base import clock
from sixin.registers.actions import inviting, roles
from sixin.registers.models import Area, Device, Invitation, Member
from sixin.site.entrance import devices
from sixin.site.entrance.tests.ways import digits, sign_in, who
from tests.cast.second_step import enrol

NEW = "换了另外一句谁也猜不到的话"


def link(member: Member, by: Member) -> str:
    _made, code = inviting.invite(member=member, by=by, now=clock.now())
    return f"/join/{code}/"


@pytest.fixture
def sun_yan(zhao_haiyan: Member, grid: Area) -> Member:
    """孙燕, a grid worker who has no way in yet."""
    return inviting.add(name="孙燕", role="grid_worker", area=grid, by=zhao_haiyan, now=clock.now())


def join(client: Client, address: str, name: str = "sunyan", password: str = NEW, again: str = ""):
    given = {"username": name, "password1": password, "password2": again or password}
    return client.post(address, given)


def test_she_chooses_a_name_and_a_password_and_is_in(
    client: Client, sun_yan: Member, zhao_haiyan: Member
):
    address = link(sun_yan, zhao_haiyan)
    page = client.get(address).content.decode()
    assert "孙燕，请进" in page
    assert "第一网格，网格员" in page
    assert join(client, address, "sun.yan").headers["Location"] == "/"
    assert who(client) == "sun.yan"
    sign_in(other := Client(), "sun.yan", NEW)
    assert who(other) == "sun.yan"


def test_her_browser_is_known_by_a_digest(client: Client, sun_yan: Member, zhao_haiyan: Member):
    join(client, link(sun_yan, zhao_haiyan))
    cookie = client.cookies[devices.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    device = Device.objects.get(member=sun_yan)
    assert cookie.value not in (device.digest, "")
    sign_in(client, "sunyan", NEW)
    assert Device.objects.filter(member=sun_yan).count() == 1


def test_the_second_time_it_opens_nothing(client: Client, sun_yan: Member, zhao_haiyan: Member):
    address = link(sun_yan, zhao_haiyan)
    join(client, address)
    thief = Client()
    for answer in (thief.get(address), join(thief, address, "thief")):
        assert answer.status_code == 410
        assert "已经用过了" in answer.content.decode()
    assert who(thief) == ""


def test_after_three_days_it_opens_nothing(
    client: Client, sun_yan: Member, zhao_haiyan: Member, monkeypatch
):
    address = link(sun_yan, zhao_haiyan)
    late = clock.now() + timedelta(days=3, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    answer = join(client, address)
    assert (answer.status_code, "过期" in answer.content.decode()) == (410, True)
    assert who(client) == ""


def test_looking_at_it_uses_nothing_up(client: Client, sun_yan: Member, zhao_haiyan: Member):
    address = link(sun_yan, zhao_haiyan)
    for _ in range(3):
        assert client.get(address).status_code == 200
    assert Invitation.objects.get(member=sun_yan).used_at is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"password": "短"}, "10"),
        ({"password": ""}, "10"),
        ({"again": "另一句话不一样的话"}, "两遍写得不一样"),
        ({"name": ""}, "这个字段是必填项"),
        ({"name": "王 芳"}, "符号"),
    ],
)
def test_what_was_typed_wrongly_is_said_and_the_link_still_works(
    client: Client, sun_yan: Member, zhao_haiyan: Member, given: dict[str, str], sentence: str
):
    address = link(sun_yan, zhao_haiyan)
    answer = join(client, address, **given)
    assert sentence in answer.content.decode()
    assert who(client) == ""
    assert join(client, address).status_code == 302


def test_nonsense_instead_of_a_passkey_is_refused(
    client: Client, sun_yan: Member, zhao_haiyan: Member
):
    address = link(sun_yan, zhao_haiyan)
    client.get(address)
    for credential in ('{"id": 5}', "[1]", '{"id": "a", "rawId": "?", "response": {}}', '"x"'):
        answer = client.post(address, {"username": "sunyan", "credential": credential})
        assert answer.status_code == 200
        assert who(client) == ""


def test_a_forgotten_password_does_not_open_what_a_second_step_guards(
    client: Client, wang_fang: Member, zhao_haiyan: Member
):
    secret = enrol(wang_fang)
    address = link(wang_fang, zhao_haiyan)
    assert "用通行密钥进来" not in client.get(address).content.decode()
    answer = join(client, address, wang_fang.user.username)
    assert answer.headers["Location"] == "/sign-in/second-step/"
    assert who(client) == ""
    client.post("/sign-in/second-step/", {"code": digits(secret)})
    assert who(client) == wang_fang.user.username


def test_another_who_was_signed_in_here_is_signed_out(
    client: Client, sun_yan: Member, zhao_haiyan: Member, li_wei: Member
):
    sign_in(client, li_wei.user.username)
    address = link(sun_yan, zhao_haiyan)
    assert "这里现在是李伟登录着" in client.get(address).content.decode()
    join(client, address)
    assert who(client) == "sunyan"


def test_a_new_lead_sets_up_a_second_step_without_typing_the_password_again(
    client: Client, zhao_haiyan: Member, community: Area
):
    colleague = inviting.add(
        name="周敏", role="community_lead", area=community, by=zhao_haiyan, now=clock.now()
    )
    join(client, link(colleague, zhao_haiyan), "zhoumin")
    assert client.get("/").headers["Location"] == "/second-step/"
    assert client.get("/my-account/codes/").status_code == 200


def test_who_lost_the_last_role_meanwhile_finds_it_shut(
    client: Client, sun_yan: Member, zhao_haiyan: Member
):
    address = link(sun_yan, zhao_haiyan)
    roles.end(role=sun_yan.roles.get(), by=zhao_haiyan, now=clock.now())
    assert client.get(address).status_code == 410
