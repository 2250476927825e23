"""Which passwords are taken, and that they are compared as typed."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from sixin.registers.models import Member
from sixin.site.entrance.tests.ways import PASSWORD, sign_in, who
from tests.contracts import tree

LONG = "晚饭后沿着河边走一走 walks by the river after supper 1942 " * 3
ASK = "/my-account/password/"


def change(member: Member, new: str, old: str = PASSWORD) -> Client:
    """A browser in which the member has asked for the password to be `new`."""
    sign_in(browser := Client(), member.user.username)
    browser.post(ASK, {"oldpassword": old, "password1": new, "password2": new})
    return browser


def opens(member: Member, password: str) -> bool:
    """Whether a browser that was never here comes in with it; earlier tries are forgotten."""
    cache.clear()
    sign_in(browser := Client(), member.user.username, password)
    return who(browser) == member.user.username


@pytest.mark.parametrize(
    "new",
    [
        LONG[:64],
        LONG[:128],
        "lettersonly",
        "ONLYCAPITALS",
        "晚饭后沿着河边走一走啊",
        "   with  gaps   ",
        "8271 0394 5518 2206 9147",
    ],
)
def test_any_kind_of_characters_and_any_length_is_taken(li_wei: Member, new: str):
    change(li_wei, new)
    assert opens(li_wei, new)


@pytest.mark.parametrize("new", ["kurz", "1234567", "九个字的一句话呀啊", "短 pass 9"])
def test_a_short_one_is_refused(li_wei: Member, new: str):
    assert len(new) < 10
    change(li_wei, new)
    assert opens(li_wei, PASSWORD)


@pytest.mark.parametrize(
    "new",
    ["1qaz2wsx3edc", "qwertyuiop", "password123", "iloveyou123", "woaini1314", "Password123"],
)
def test_one_that_many_people_have_is_refused(li_wei: Member, new: str):
    change(li_wei, new)
    assert opens(li_wei, PASSWORD)


def test_a_new_one_needs_the_old_one(li_wei: Member):
    change(li_wei, "晚饭后沿着河边走一走啊", old="不是这一句话")
    assert opens(li_wei, PASSWORD)
    change(li_wei, "晚饭后沿着河边走一走啊")
    assert not opens(li_wei, PASSWORD)
    assert opens(li_wei, "晚饭后沿着河边走一走啊")


def test_it_is_compared_as_typed(li_wei: Member):
    """Not cut off, not in other capitals, no gap taken away."""
    new = f" {LONG[:120]}Z "
    change(li_wei, new)
    assert opens(li_wei, new)
    near = [
        new[:-1],
        new[1:],
        new.strip(),
        new.swapcase(),
        new[:72],
        f"{new} ",
        new.replace("晚", "挽"),
    ]
    assert [one for one in near if opens(li_wei, one)] == []


def inputs(page: str) -> list[str]:
    """The fields of a page that take a password."""
    return [
        tag
        for tag in re.findall(r"<input[^>]*>", page)
        if "password" in tag and "hidden" not in tag
    ]


def test_fields_hide_what_is_typed_and_let_a_keeper_fill_it_in(client: Client, li_wei: Member):
    way_in = inputs(client.get("/sign-in/").content.decode())
    sign_in(client, li_wei.user.username)
    changing = inputs(client.get(ASK).content.decode())
    fields = way_in + changing
    assert (len(way_in), len(changing)) == (1, 3)
    assert [tag for tag in fields if 'type="password"' not in tag] == []
    told = [re.findall(r'autocomplete="([\w-]+)"', tag) for tag in fields]
    assert told == [["current-password"], ["current-password"], ["new-password"], ["new-password"]]
    assert [
        tag
        for tag in fields
        if "maxlength" in tag and int(re.findall(r'maxlength="(\d+)"', tag)[0]) < 128
    ] == []


def test_nothing_hinders_pasting():
    hinders = re.compile(
        r"onpaste|[\"']paste[\"']|onbeforeinput|oncopy|user-select:\s*none[^}]*input"
    )
    found = [str(path) for path in tree.files(".html", ".ts", ".css")
             if path.parts[0] in {"src", "front"} and hinders.search(tree.text(path))]  # fmt: skip
    assert found == []


def test_no_password_ends_with_the_calendar(li_wei: Member, monkeypatch):
    """Ten years later the same password still opens, and nobody is asked for another."""
    from datetime import timedelta

    from sixin.base import clock

    later = clock.now() + timedelta(days=3653)
    monkeypatch.setattr(clock, "now", lambda: later)
    sign_in(browser := Client(), li_wei.user.username)
    assert who(browser) == li_wei.user.username


def test_no_header_makes_another_machine_of_the_one_that_guesses(li_wei: Member):
    """Without a proxy that we know, `X-Forwarded-For` is a word of whoever asks."""
    for n in range(31):
        browser = Client(
            headers={"x-forwarded-for": f"203.0.113.{n}", "x-real-ip": f"203.0.113.{n}"}
        )
        sign_in(browser, f"nobody-{n}", "不是这一句话")
    sign_in(browser := Client(), li_wei.user.username)
    assert who(browser) == ""
