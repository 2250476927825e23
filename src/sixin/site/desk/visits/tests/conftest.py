"""The cast of visits, and a way to the desk for each of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from sixin.registers.models import Member
from sixin.visits.tests import cast

Desk = Callable[[Member], Client]


@pytest.fixture
def people(db: None) -> cast.Cast:
    """The recurring cast, freshly assembled."""
    return cast.assemble()


@pytest.fixture
def desk() -> Desk:
    """`desk(people.wang)`: a browser in which she is signed in."""

    def sit(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return sit
