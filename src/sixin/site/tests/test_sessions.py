"""What a session holds is sealed, and an altered one is nobody's."""

import pytest
from django.db import connection
from django.test import Client

from sixin.base.crypto import columns
from sixin.site.models import Session
from sixin.site.sessions import SessionStore


@pytest.fixture
def store(db) -> SessionStore:
    made = SessionStore()
    made["said"] = "张秀英的资料改好了。"
    made.create()
    return made


def raw(sql: str, *given: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall() if cursor.description else []


def test_it_comes_out_as_it_went_in(store):
    assert SessionStore(store.session_key)["said"] == "张秀英的资料改好了。"


def test_the_table_holds_nothing_in_clear(store):
    [(kept,)] = raw("SELECT session_data FROM site_session")
    assert "张秀英".encode() not in bytes(kept)
    assert b"\\u5f20" not in bytes(kept)
    assert "site_session" in {table.name for table in columns.tables()}


def test_one_that_was_altered_is_nobodys(store, li_wei, client: Client):
    client.force_login(li_wei.user)
    assert client.get("/people/").status_code == 200
    other = Session.objects.get(pk=store.session_key)
    spoilt = connection.Database.Binary(b"\xa1\x00\x01" + b"x" * 60)
    raw("UPDATE site_session SET session_data = %s WHERE session_key <> %s", spoilt, other.pk)
    assert client.get("/people/").status_code == 302
    assert SessionStore(store.session_key)["said"]
