"""A phone that is told to forget does so at its next request, whoever told it."""

from datetime import timedelta

import pytest
from django.test import Client

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.registers.actions import roles
from sixin.registers.models import Device, Member
from sixin.site.entrance import devices
from sixin.site.entrance.tests.ways import sign_in, who


@pytest.fixture
def phone(wang_fang: Member) -> Client:
    """王芳's phone, on which she is signed in."""
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile")
    sign_in(client, wang_fang.user.username)
    return client


@pytest.fixture
def desk(wang_fang: Member) -> Client:
    """Her other browser."""
    client = Client()
    sign_in(client, wang_fang.user.username)
    return client


def device_of(member: Member, name: str) -> Device:
    return Device.objects.get(member=member, name=name)


def is_told_to_forget(answer) -> bool:
    assert answer.status_code == 403
    assert "这里都忘掉了" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    gone = {name for name, cookie in answer.cookies.items() if cookie["max-age"] == 0}
    assert {devices.COOKIE, "sessionid"} <= gone
    assert "csrftoken" not in answer.cookies or "csrftoken" in gone
    return answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_signing_in_makes_a_browser_known_by_name(phone: Client, desk: Client, wang_fang: Member):
    names = {device.name for device in Device.objects.filter(member=wang_fang)}
    assert names == {"Chrome · Android", "认不出的浏览器"}
    page = desk.get("/my-account/").content.decode()
    assert page.index("我的手机和电脑") < page.index(
        "Chrome · Android", page.index("我的手机和电脑")
    )


@pytest.mark.parametrize("address", ["/", "/people/", "/api/areas", "/sign-in/", "/healthz"])
def test_whatever_it_asks_for_it_is_told_to_forget(
    phone: Client, desk: Client, wang_fang: Member, address: str
):
    device = device_of(wang_fang, "Chrome · Android")
    desk.post(f"/my-account/devices/{device.pk}/forget/")
    assert is_told_to_forget(phone.get(address))
    device.refresh_from_db()
    assert device.wiped_at is not None
    assert (who(phone), who(desk)) == ("", wang_fang.user.username)
    verbs = (
        Entry.objects.filter(subject=str(device.pk)).order_by("id").values_list("verb", flat=True)
    )
    assert list(verbs) == ["device.added", "device.wipe_ordered", "device.wiped"]


def test_what_it_posts_is_not_done(phone: Client, desk: Client, wang_fang: Member):
    device = device_of(wang_fang, "Chrome · Android")
    desk.post(f"/my-account/devices/{device.pk}/forget/")
    answer = phone.post("/my-account/sessions/end-others/")
    assert is_told_to_forget(answer)
    assert who(desk)


def test_a_browser_that_kept_its_cookie_is_told_again(
    phone: Client, desk: Client, wang_fang: Member
):
    kept = phone.cookies[devices.COOKIE].value
    device = device_of(wang_fang, "Chrome · Android")
    desk.post(f"/my-account/devices/{device.pk}/forget/")
    phone.get("/")
    phone.cookies[devices.COOKIE] = kept
    assert phone.get("/").headers["Clear-Site-Data"].count("storage") == 1


def test_afterwards_she_can_sign_in_again_as_on_a_new_phone(
    phone: Client, desk: Client, wang_fang: Member
):
    device = device_of(wang_fang, "Chrome · Android")
    desk.post(f"/my-account/devices/{device.pk}/forget/")
    phone.get("/")
    sign_in(phone, wang_fang.user.username)
    assert who(phone)
    assert Device.objects.filter(member=wang_fang, name="Chrome · Android").count() == 2


def test_the_end_of_the_last_role_reaches_an_open_phone_at_its_next_request(
    phone: Client, desk: Client, wang_fang: Member, zhao_haiyan: Member
):
    assert phone.get("/").status_code == 200
    roles.end(role=wang_fang.roles.get(), by=zhao_haiyan, now=clock.now())
    assert is_told_to_forget(phone.get("/"))
    assert is_told_to_forget(desk.get("/people/"))


def test_a_role_that_runs_out_by_its_date_does_the_same(
    phone: Client, wang_fang: Member, monkeypatch
):
    wang_fang.roles.update(until=clock.today())
    assert phone.get("/").status_code == 200
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert is_told_to_forget(phone.get("/"))
    assert device_of(wang_fang, "Chrome · Android").wiped_at == tomorrow


def test_a_session_without_a_known_device_is_refused_as_well(
    client: Client, wang_fang: Member, zhao_haiyan: Member
):
    client.force_login(wang_fang.user)
    assert client.get("/").status_code == 200
    roles.end(role=wang_fang.roles.get(), by=zhao_haiyan, now=clock.now())
    for address in ("/", "/people/", "/figures/", "/people/?q=张"):
        assert client.get(address).status_code in {302, 403}


def test_a_shared_phone_forgets_for_all_if_it_is_to_forget_for_one(
    phone: Client, wang_fang: Member, li_wei: Member, zhao_haiyan: Member
):
    phone.post("/sign-out/")
    sign_in(phone, li_wei.user.username)
    assert Device.objects.count() == 2
    assert phone.get("/").status_code == 200
    roles.end(role=wang_fang.roles.get(), by=zhao_haiyan, now=clock.now())
    assert is_told_to_forget(phone.get("/"))
    assert device_of(li_wei, "Chrome · Android").wiped_at is None


def test_nobody_orders_another_s_device(
    desk: Client, phone: Client, outsider: Member, client: Client
):
    sign_in(client, outsider.user.username)
    for device in Device.objects.exclude(member=outsider):
        assert client.post(f"/my-account/devices/{device.pk}/forget/").status_code == 404
    assert not Device.objects.filter(wipe_ordered_at__isnull=False).exists()


def test_last_seen_is_noted_every_few_minutes(phone: Client, wang_fang: Member, monkeypatch):
    before = device_of(wang_fang, "Chrome · Android").last_seen_at
    phone.get("/")
    assert device_of(wang_fang, "Chrome · Android").last_seen_at == before
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: later)
    phone.get("/")
    assert device_of(wang_fang, "Chrome · Android").last_seen_at == later


def test_a_made_up_cookie_is_nobody_s(client: Client, wang_fang: Member):
    client.cookies[devices.COOKIE] = "x" * 43 + "." + "y" * 4000
    client.force_login(wang_fang.user)
    assert client.get("/").status_code == 200
