"""What caches of the server hold after everything was looked at: nobody's name, number or password."""

import pytest
from django.core.cache import caches
from django.test import Client

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.registers.models import Member, Person
from sixin.site.desk.imports import progress
from sixin.site.entrance.tests.ways import PASSWORD, sign_in
from tests.security import routes


def held() -> bytes:
    """Keys and values of every cache as they lie there."""
    rows = (row for cache in caches.all() for row in cache._cache.items())
    return b"\n".join(key.encode() + b" " + value for key, value in rows)


@pytest.fixture
def looked_at(desk: Client, zhang: Person) -> Person:
    """Every address asked for, hers too; she was searched for; an import is under way."""
    Person.objects.filter(pk=zhang.pk).update(note="她怕狗")
    for route in routes.every():
        for address in {route.address, route.address.replace(routes.SAMPLE_ID, str(zhang.pk))}:
            desk.get(address)
    for asked in (zhang.name, zhang.phone, "zhangxiuying"):
        desk.post("/search/", {"q": asked})
        desk.post("/people/", {"q": asked}, follow=True)
    progress.queue(uuid7(), clock.now())
    return zhang


def test_no_cache_names_anybody(looked_at: Person, li_wei: Member):
    sign_in(Client(), li_wei.user.username, "不是这一句话")
    sign_in(Client(), li_wei.user.username)
    kept = held()
    assert b"queued" in kept
    assert b"login_failed" in kept
    canaries = [looked_at.name, looked_at.phone, looked_at.pinyin, "她怕狗", PASSWORD, "不是这一句话",
                li_wei.name, li_wei.user.username]  # fmt: skip
    assert [one for one in canaries if one.encode() in kept] == []


def test_a_name_in_a_cache_would_be_seen(zhang: Person):
    caches["default"].set("found", {"name": zhang.name})
    assert zhang.name.encode() in held()
