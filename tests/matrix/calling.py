"""One call as one member, told in a few words: what came of it, and what was given away."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pypdf
from django.core.cache import caches
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from sixin.registers.models import Member
from tests.matrix import browsers, sides
from tests.matrix.asks import Ask
from tests.matrix.sides import Side

# Written by whoever asks for any page, of their own session alone.
SESSION = re.compile(r'"(site_session|usersessions_usersession)"')
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
NOTHING, WROTE = " -", " +"
REFUSED = (401, 403, 404, 405)
TO_SIGN_IN = "→in"
# What pages of the way in are called in the table.
SHORT = {
    "account_login": "in",
    "account_change_password": "password",
    "account_reauthenticate": "confirm",
    "mfa_deactivate_totp": "codes",
    "mfa_view_recovery_codes": "recovery",
    "my-account": "mine",
}


@dataclass(frozen=True)
class Answer:
    """words: "200", "→person" (led there), "→in" (to sign in), "404"; with NOTHING behind it where

    a form was answered and nothing was written, with WROTE where something was written though the
    answer is a refusal or a page. text: everything that was given, files opened.
    """

    words: str
    text: str


def call(method: str, name: str, ask: Ask, side: Side, by: Member | None, *, as_of: Side,
         other: Side | None = None) -> list[Answer]:  # fmt: skip
    """Ask as `by` (None: signed out), of `as_of`, for what is on `side`; undone afterwards.

    other: once for each id, which is then that of the other side.
    """
    browser = as_of.browser(by) if by else browsers.new()
    found = []
    for swapped in (*ask.ids, *ask.sent_ids) if other else [""]:
        side.keep_files()
        for cache in caches.all(initialized_only=True):
            cache.clear()
        with undone():
            if ask.everywhere and by:
                sides.everywhere(by)
            # What it needs may be made for this call alone.
            args, sent = _both(ask, side, by or as_of.desk)
            if other:
                their_args, their_sent = _both(ask, other, other.desk)
                args |= {swapped: their_args[swapped]} if swapped in ask.ids else {}
                sent |= {swapped: their_sent[swapped]} if swapped in ask.sent_ids else {}
            found.append(_sent(browser, method, reverse(name, kwargs=args), ask, side, sent))
    return found


def _both(ask: Ask, side: Side, by: Member) -> tuple[dict[str, Any], dict[str, Any]]:
    return ask.args(side, by), ask.data(side, by) if ask.data else {}


def _sent(browser: Client, method: str, address: str, ask: Ask, side: Side, sent: Any) -> Answer:
    query = dict(ask.query) | ({"area": side.areas["grid"].code} if ask.area else {})
    with written() as writes:
        if method == "POST":
            answer = browser.post(address, sent, query_params=query)
        else:
            answer = browser.generic(method, address, query_params=query)
        text = given(answer)
    words = _words(answer)
    refused = answer.status_code in REFUSED or words == TO_SIGN_IN
    if writes and (refused or method == "GET"):
        words += WROTE
    if not writes and not refused and method != "GET":
        words += NOTHING
    return Answer(words, text)


def _words(answer: HttpResponseBase) -> str:
    status = str(answer.status_code)
    if "Location" not in answer.headers:
        return status
    path = urlsplit(answer.headers["Location"]).path
    try:
        name = resolve(path).view_name
    except Resolver404:
        name = path
    return f"→{SHORT.get(name, name)}"


def given(answer: Any) -> str:
    """The text of an answer; that of every part of a workbook or document."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(archive.read(name) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        return json.dumps(json.loads(content), ensure_ascii=False)
    return content.decode(errors="replace")


@contextmanager
def undone() -> Iterator[None]:
    """What happens within has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements that wrote anything but the session of who asked."""
    found: list[str] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not SESSION.search(sql):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found
