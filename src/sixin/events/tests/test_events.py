"""An event names only those whom who writes it down may see."""

from typing import Any

import pytest

from sixin.base.errors import NotAllowed
from sixin.events import actions
from sixin.events.models import Event
from sixin.registers.actions import enrolling
from sixin.registers.models import Member, Person


@pytest.fixture
def stranger(elsewhere, today) -> Person:
    """Somebody of another community."""
    return enrolling.add_person(area=elsewhere, name="何远", sex="f", registered_on=today)


def hold(people, now, **more: Any) -> Event:
    said = {"came": [people.zhang], "members": [people.wang], "by": people.wang} | more
    return actions.hold(
        area=people.grid, kind="lecture", title="讲防骗", place="活动室", held_at=now, minutes=60,
        partner=None, now=now, **said,
    )  # fmt: skip


def test_who_came_and_who_helped_are_kept(people, now):
    made = hold(people, now)
    assert (list(made.came.all()), list(made.members.all())) == ([people.zhang], [people.wang])


def test_people_of_another_community_are_not_noted_as_having_come(people, now, stranger):
    with pytest.raises(NotAllowed):
        hold(people, now, came=[people.zhang, stranger])
    assert not Event.objects.exists()


def test_colleagues_of_another_community_are_not_noted_as_having_helped(people, now):
    helped: list[Member] = [people.wang, people.outsider]
    with pytest.raises(actions.BadEvent, match="本社区"):
        hold(people, now, members=helped)
    assert not Event.objects.exists()
