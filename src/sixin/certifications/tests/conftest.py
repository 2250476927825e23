"""王芳 of grid one, an outsider of another community, and one elder."""

from dataclasses import dataclass
from datetime import date

import pytest

from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, Person

SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Who is there."""

    grid: Area
    wang: Member
    outsider: Member
    zhang: Person


@pytest.fixture
def people(db: None) -> Cast:
    """The cast, freshly assembled."""
    place = {"valid_from": SINCE, "source": "试"}
    for code, name, level in [
        ("632800000000", "海西州", "prefecture"),
        ("632802000000", "德令哈市", "county"),
        ("632802001000", "河西街道", "street"),
        ("632802001001", "育红巷社区", "community"),
        ("632802001002", "青新社区", "community"),
        ("632802001001001", "第一网格", "grid"),
    ]:
        enrolling.add_area(code=code, name=name, level=level, **place)
    grid = Area.objects.get(level="grid")
    elsewhere = Area.objects.get(name="青新社区")
    role = {"password": "knock-once", "since": SINCE}
    return Cast(
        grid=grid,
        wang=enrolling.add_member(
            username="wangfang", name="王芳", role="grid_worker", area=grid, **role
        ),
        outsider=enrolling.add_member(
            username="zhaolei", name="赵磊", role="community_worker", area=elsewhere, **role
        ),
        zhang=enrolling.add_person(area=grid, name="张秀英", registered_on=SINCE),
    )
