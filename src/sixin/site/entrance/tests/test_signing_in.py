"""Coming in by name, password and second step; being locked out; nobody is told who has an account."""

import re
import statistics
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from sixin.base import clock
from sixin.registers.models import Member
from sixin.site.entrance.tests.ways import (
    PASSWORD,
    digits,
    kinds,
    recovery_codes,
    sign_in,
    who,
)
from sixin.site.models import StepSecret
from tests.cast.second_step import enrol

TRIES = 5  # of one name in a quarter of an hour; see ACCOUNT_RATE_LIMITS


def said(answer) -> str:
    return " ".join(re.findall(r'role="alert".*?<ul>(.*?)</ul>', answer.content.decode(), re.S))


def test_name_and_password_lead_to_where_one_was_going(client: Client, li_wei: Member):
    answer = client.post(
        "/sign-in/?next=/people/", {"login": li_wei.user.username, "password": PASSWORD}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people/")
    assert who(client) == li_wei.user.username


def test_a_foreign_address_is_not_followed(client: Client, li_wei: Member):
    data = {"login": li_wei.user.username, "password": PASSWORD, "next": "https://elsewhere.test/"}
    assert client.post("/sign-in/", data).headers["Location"] == "/"


def test_the_session_has_another_key_after_signing_in(client: Client, li_wei: Member):
    client.get("/sign-in/")
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, li_wei.user.username)
    assert client.cookies["sessionid"].value != before
    assert not client.session.exists(before)


def test_an_unknown_name_hears_the_same_as_a_wrong_password(client: Client, li_wei: Member):
    wrong = said(sign_in(client, li_wei.user.username, "不是这一句话"))
    unknown = said(sign_in(client, "nobody-at-all", "不是这一句话"))
    assert wrong == unknown
    assert "用户名或密码不对" in wrong


def test_an_unknown_name_takes_as_long(settings, li_wei: Member):
    """With the real hash: processor time, which a busy machine does not stretch."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    li_wei.user.set_password(PASSWORD)
    li_wei.user.save()

    def spent(username: str) -> float:
        cache.clear()
        began = time.process_time()
        sign_in(Client(), username, "不是这一句话")
        return time.process_time() - began

    spent("warming-up")
    pairs = [(spent(li_wei.user.username), spent("nobody-at-all")) for _ in range(7)]
    known, unknown = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert known / unknown == pytest.approx(1, abs=0.25)


@pytest.mark.parametrize("exists", [True, False])
def test_a_name_is_locked_after_five_mistakes_and_says_for_how_long(
    client: Client, li_wei: Member, exists: bool
):
    name = li_wei.user.username if exists else "nobody-at-all"
    for _ in range(TRIES):
        assert "用户名或密码不对" in said(sign_in(client, name, "不是这一句话"))
    assert "请过 15 分钟再试" in said(sign_in(client, name))
    assert who(client) == ""
    assert "请过 15 分钟再试" in said(sign_in(Client(REMOTE_ADDR="203.0.113.9"), name))


def test_the_lock_opens_by_itself(client: Client, li_wei: Member, monkeypatch):
    for _ in range(TRIES):
        sign_in(client, li_wei.user.username, "不是这一句话")
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 14 * 60)
    assert "请过 1 分钟再试" in said(sign_in(client, li_wei.user.username))
    monkeypatch.setattr(time, "time", lambda: real() + 15 * 60 + 1)
    sign_in(client, li_wei.user.username)
    assert who(client) == li_wei.user.username


def test_an_address_that_tries_many_names_is_locked(client: Client, li_wei: Member):
    for n in range(30):
        sign_in(client, f"somebody-{n}", "不是这一句话")
    assert "请过 15 分钟再试" in said(sign_in(client, li_wei.user.username))
    sign_in(other := Client(REMOTE_ADDR="203.0.113.9"), li_wei.user.username)
    assert who(other) == li_wei.user.username


def test_a_password_alone_is_not_enough_with_an_app(client: Client, li_wei: Member):
    secret = enrol(li_wei)
    assert sign_in(client, li_wei.user.username).headers["Location"] == "/sign-in/second-step/"
    assert who(client) == ""
    answer = client.post("/sign-in/second-step/", {"code": "000000"})
    assert "这个验证码不对" in said(answer)
    answer = client.post("/sign-in/second-step/", {"code": digits(secret)})
    assert answer.status_code == 302
    assert who(client) == li_wei.user.username


def test_six_digits_work_once(client: Client, li_wei: Member):
    secret = enrol(li_wei)
    code = digits(secret)
    sign_in(client, li_wei.user.username)
    client.post("/sign-in/second-step/", {"code": code})
    sign_in(seen_over_the_shoulder := Client(), li_wei.user.username)
    seen_over_the_shoulder.post("/sign-in/second-step/", {"code": code})
    assert (who(client), who(seen_over_the_shoulder)) == (li_wei.user.username, "")


def test_digits_are_not_guessed(client: Client, li_wei: Member):
    secret = enrol(li_wei)
    sign_in(client, li_wei.user.username)
    for _ in range(TRIES):
        client.post("/sign-in/second-step/", {"code": "000000"})
    answer = client.post("/sign-in/second-step/", {"code": digits(secret)})
    assert "请过 15 分钟再试" in said(answer)
    assert who(client) == ""


def test_a_recovery_code_stands_in_and_works_once(client: Client, li_wei: Member):
    enrol(li_wei)
    code = recovery_codes(li_wei)[0]
    for browser, comes_in in [(client, True), (Client(), False)]:
        sign_in(browser, li_wei.user.username)
        browser.post("/sign-in/second-step/", {"code": code})
        assert bool(who(browser)) is comes_in


def test_secrets_are_sealed_in_the_database_and_go_with_what_used_them(li_wei: Member):
    secret = enrol(li_wei)
    recovery_codes(li_wei)
    kept = {row.type: row.data for row in Authenticator.objects.filter(user=li_wei.user)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM site_stepsecret")
        raw = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert secret not in str(kept)
    assert secret.encode() not in raw
    assert len(raw) > 80  # the seed alone has 80 signs
    Authenticator.objects.filter(user=li_wei.user).delete()
    assert not StepSecret.objects.exists()


def test_an_app_is_set_up_with_its_first_digits(client: Client, li_wei: Member):
    sign_in(client, li_wei.user.username)
    page = client.get("/my-account/codes/")
    answer = client.post("/my-account/codes/", {"code": digits(page.context["form"].secret)})
    assert answer.headers["Location"] == "/my-account/recovery-codes/"
    assert kinds(li_wei) == {"totp", "recovery_codes"}
    assert len(re.findall(r"<li>\d{8}</li>", client.get("/my-account/recovery-codes/").content.decode())) == 10  # fmt: skip
    assert "已经显示过一次" in client.get("/my-account/recovery-codes/").content.decode()


def test_a_session_left_alone_asks_for_the_password_before_what_matters(
    client: Client, li_wei: Member, monkeypatch
):
    sign_in(client, li_wei.user.username)
    real, later = time.time, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    soon = clock.now() + timedelta(seconds=later)
    monkeypatch.setattr(clock, "now", lambda: soon)
    monkeypatch.setattr(time, "time", lambda: real() + later)
    answer = client.get("/my-account/codes/")
    assert answer.headers["Location"] == "/my-account/confirm/?next=%2Fmy-account%2Fcodes%2F"
    assert "密码不对" in said(client.post(answer.headers["Location"], {"password": "不是这一句"}))
    answer = client.post(answer.headers["Location"], {"password": PASSWORD})
    assert answer.headers["Location"] == "/my-account/codes/"
    assert client.get("/my-account/codes/").status_code == 200
