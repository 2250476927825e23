"""The cast of visits, and a way to the desk for each of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from sixin.base import clock
from sixin.registers.models import Member
from sixin.site.desk.visits.tests.pages import at_door
from sixin.visits import actions
from sixin.visits.models import FollowUp
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


@pytest.fixture
def now():
    """The pages read the clock, so here it is the real one."""
    return clock.now()


@pytest.fixture
def a_round(people, now):
    at_door(people.zhang)
    other = at_door(cast.elder(people.other_grid, "马兰", ["empty_nest"], **cast.KEY))
    day = now.date()
    return actions.plan(
        area=people.community, name="冬至前", first_day=day, last_day=day, by=people.li, now=now,
        stops=[
            actions.Stop(people.zhang, day, people.wang), actions.Stop(other, day, people.li),
        ],
    )  # fmt: skip


@pytest.fixture
def sought(people, now):
    for days in (2, 1):
        then = cast.ago(now, days)
        actions.record(report=cast.knock(people.zhang, then), by=people.wang, now=then)
    cast.daughter(people.zhang)
    return FollowUp.objects.get()
