"""A service names only those whom who writes it down may see."""

from typing import Any

import pytest

from sixin.base.errors import NotAllowed
from sixin.registers.actions import enrolling
from sixin.registers.models import Person
from sixin.volunteers import actions
from sixin.volunteers.models import Service


@pytest.fixture
def stranger(elsewhere, today) -> Person:
    """Somebody of another community."""
    return enrolling.add_person(area=elsewhere, name="何远", sex="f", registered_on=today)


def serve(people, now, **more: Any) -> Service:
    said = {"members": [people.wang], "by": people.wang} | more
    return actions.serve(
        person=people.zhang, kind="haircut", place="home", served_at=now, minutes=30,
        confirmed_by="本人", now=now, **said,
    )  # fmt: skip


def test_who_helped_is_kept(people, now, ma):
    made = serve(people, now, elders=[ma])
    assert (list(made.members.all()), list(made.elders.all())) == ([people.wang], [ma])


def test_people_of_another_community_are_not_noted_as_having_helped(people, now, stranger):
    with pytest.raises(NotAllowed):
        serve(people, now, elders=[stranger])
    assert not Service.objects.exists()


def test_colleagues_of_another_community_are_not_noted_either(people, now):
    with pytest.raises(actions.BadService, match="本社区"):
        serve(people, now, members=[people.outsider])
    assert not Service.objects.exists()
