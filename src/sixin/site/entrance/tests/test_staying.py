"""Where one is signed in, how it ends, and how long it lasts."""

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client

from sixin.base import clock
from sixin.registers.models import Member
from sixin.site.entrance.tests.ways import PASSWORD, sign_in, who

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def desk(li_wei: Member) -> Client:
    client = Client(HTTP_USER_AGENT=CHROME)
    sign_in(client, li_wei.user.username)
    return client


@pytest.fixture
def phone(li_wei: Member) -> Client:
    client = Client(HTTP_USER_AGENT=PHONE)
    sign_in(client, li_wei.user.username)
    return client


def session_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.cookies["sessionid"].value)


def test_sessions_are_listed_in_words_this_one_first(desk: Client, phone: Client):
    rows = desk.get("/my-account/").context["sessions"]
    assert [(row["words"], row["here"]) for row in rows] == [
        ("Chrome · Windows", True), ("Chrome · Android", False),
    ]  # fmt: skip


def test_a_session_that_was_altered_is_not_listed(desk: Client, phone: Client):
    spoilt = connection.Database.Binary(b"\xa1\x00\x01" + b"x" * 60)
    with connection.cursor() as cursor:
        given = [spoilt, session_of(phone).session_key]
        cursor.execute("UPDATE site_session SET session_data = %s WHERE session_key = %s", given)
    rows = desk.get("/my-account/").context["sessions"]
    assert [row["words"] for row in rows] == ["Chrome · Windows"]
    assert not UserSession.objects.filter(session_key=given[1]).exists()


def test_one_session_is_ended_at_once(desk: Client, phone: Client):
    desk.post(f"/my-account/sessions/{session_of(phone).pk}/end/")
    assert (bool(who(desk)), bool(who(phone))) == (True, False)


def test_all_others_are_ended_at_once(desk: Client, phone: Client, li_wei: Member):
    sign_in(third := Client(), li_wei.user.username)
    desk.post("/my-account/sessions/end-others/")
    assert [bool(who(client)) for client in (desk, phone, third)] == [True, False, False]


def test_nobody_ends_another_s_session(desk: Client, client: Client, outsider: Member):
    sign_in(client, outsider.user.username)
    answer = client.post(f"/my-account/sessions/{session_of(desk).pk}/end/")
    assert answer.status_code == 404
    assert who(desk)


def test_a_new_password_ends_every_other_session(desk: Client, phone: Client, li_wei: Member):
    new = "换了另外一句谁也猜不到的话"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert desk.post("/my-account/password/", data).headers["Location"] == "/my-account/"
    assert (bool(who(desk)), bool(who(phone))) == (True, False)
    assert len(desk.get("/my-account/").context["sessions"]) == 1
    sign_in(phone, li_wei.user.username, new)
    assert who(phone)


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("太短", "10"),
        ("2718281828459045", "没有文字"),
        ("community_worker", "相似"),
        ("qwertyuiop", "常见"),
    ],
)
def test_weak_passwords_are_refused_with_a_sentence(desk: Client, new: str, sentence: str):
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert sentence in str(desk.post("/my-account/password/", data).context["form"].errors)


def test_signing_out_ends_the_session_and_is_never_a_link(desk: Client):
    before = session_of(desk)
    assert desk.get("/sign-out/").status_code == 200
    assert who(desk)
    desk.post("/sign-out/")
    assert who(desk) == ""
    assert not before.exists()


@pytest.mark.parametrize(
    ("after", "stays"),
    [
        ([timedelta(hours=11, minutes=55)], True),
        ([timedelta(hours=12, minutes=10)], False),
        ([timedelta(hours=11)] * 30, True),
        ([timedelta(hours=11)] * 31, False),
    ],
    ids=["half a day", "longer", "nearly a fortnight", "a fortnight"],
)
def test_a_session_ends_by_itself(desk: Client, monkeypatch, after: list[timedelta], stays: bool):
    began = now = clock.now()
    seen = []

    def at() -> datetime:
        return now

    monkeypatch.setattr(clock, "now", at)
    for step in after:
        now += step
        seen.append(bool(desk.get("/my-account/").status_code == 200))
    assert seen[-1] is stays, (began, now)


def test_reading_does_not_write_each_time(desk: Client, django_assert_max_num_queries):
    desk.get("/rules/")
    with django_assert_max_num_queries(60) as asked:
        desk.get("/rules/")
    assert [q["sql"] for q in asked if not q["sql"].lstrip().upper().startswith("SELECT")] == []
