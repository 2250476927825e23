"""What tests of pages are given: a browser that is signed in, and how many queries a page asks."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sixin.registers.models import Member


@pytest.fixture
def sit() -> Callable[[Member], Client]:
    """`sit(member)`: a browser in which this member is signed in."""

    def at(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return at


@pytest.fixture
def queries() -> Callable[[Client, str], int]:
    """`queries(client, address)`: how many queries the page asks, its session's included."""

    def count(client: Client, address: str) -> int:
        client.get(address)  # content types and translations are read once
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count
