"""What tests of pages are given: a browser that is signed in, and how many queries a page asks."""

from collections.abc import Callable
from typing import Any

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
def queries() -> Callable[..., int]:
    """`queries(client, address)`: how many queries the page asks, its session's included.

    With a third argument that is what is posted to it.
    """

    def count(client: Client, address: str, sent: dict[str, str] | None = None) -> int:
        def ask() -> Any:
            return client.get(address) if sent is None else client.post(address, sent)

        ask()  # content types and translations are read once
        with CaptureQueriesContext(connection) as asked:
            assert ask().status_code == 200
        return len(asked)

    return count
