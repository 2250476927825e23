"""What is written of an error or a line holds nobody's name, number or search."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixin.base import discretion


def caught(raise_it) -> BaseException:
    try:
        raise_it()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def chained(*words: str) -> BaseException:
    def raise_all() -> None:
        try:
            raise KeyError(words[0])
        except KeyError as first:
            raise ValueError(words[1]) from first

    return caught(raise_all)


def test_of_an_error_class_and_place_remain():
    told = discretion.frames_of(chained("张秀英", "13909770001"))
    assert told.splitlines()[0] == "builtins.ValueError"
    assert "because of builtins.KeyError" in told
    assert "test_discretion.py:" in told
    assert "in chained.<locals>.raise_all" in told
    assert "张秀英" not in told
    assert "13909770001" not in told


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=12), st.text(min_size=12))
def test_no_message_gets_out(first: str, second: str):
    error = chained(first, second)
    error.add_note(first)
    told = discretion.frames_of(error)
    plain = discretion.frames_of(chained("", ""))
    assert [line.partition(":")[0] for line in told.splitlines()] == [
        line.partition(":")[0] for line in plain.splitlines()
    ]


def test_errors_in_a_group_are_told_each():
    group = ExceptionGroup("张秀英", [ValueError("13909770001"), KeyError("x")])
    told = discretion.frames_of(group)
    assert told.splitlines() == [
        "builtins.ExceptionGroup", "among them builtins.ValueError", "among them builtins.KeyError",
    ]  # fmt: skip


def test_an_error_that_came_from_itself_ends():
    error = ValueError("x")
    error.__cause__ = KeyError("y")
    error.__cause__.__cause__ = error
    assert len(discretion.frames_of(error).splitlines()) == 2


SEEN = uuid.UUID("01930c5e-7a10-7000-8000-123456789012")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Not Found: /people/", "Not Found: /people/"),
        (f"Gone: /people/{SEEN}/story", f"Gone: /people/{SEEN}/story"),
        ("GET /people/?q=zhang&page=2 HTTP/1.1", "GET /people/… HTTP/1.1"),
        ("Not Found: /people/张秀英/", "Not Found: /people/…/"),
        ("Not Found: /people/%E5%BC%A0%E7%A7%80/", "Not Found: /people/…/"),
        ("bad row 63280119420305002X here", "bad row … here"),
        ("telephone 13909770001", "telephone …"),
        ("mail to zhang@example.cn", "mail to …"),
        ("one\nERROR sixin two", "one ERROR sixin two"),
        ("port 8000, pid 123456", "port 8000, pid 123456"),
    ],
)
def test_a_line_keeps_what_looks_like_code(text: str, plain: str):
    assert discretion.plain(text) == plain


@given(st.text(alphabet="张王李一二三1234567890", min_size=1), st.uuids())
def test_nothing_chinese_and_no_long_number_gets_through(text: str, seen: uuid.UUID):
    told = discretion.plain(f"{text} {seen} {text}")
    assert str(seen) in told
    rest = told.replace(str(seen), "")
    assert all(ord(letter) < 128 or letter == "…" for letter in rest)
    assert not any(len(part) >= 7 for part in rest.replace("…", " ").split() if part.isdigit())
