"""Fixtures of the cast. Loaded as a plugin, so that a package's tests import nothing above it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Household, Member, Person
from tests.cast import second_step

SINCE = date(2025, 1, 1)


@pytest.fixture
def county(db: None) -> Area:
    """格尔木市, with its prefecture above and one street below."""
    for code, name, level in [
        ("632800000000", "海西州", "prefecture"),
        ("632801000000", "格尔木市", "county"),
        ("632801001000", "昆仑路街道", "street"),
    ]:
        place = enrolling.add_area(
            code=code, name=name, level=level, valid_from=SINCE, source="测试"
        )
    return Area.objects.get_parent(place)


def _community(code: str, name: str) -> Area:
    return enrolling.add_area(
        code=code, name=name, level="community", valid_from=SINCE, source="测试"
    )


@pytest.fixture
def community(county: Area) -> Area:
    """育红巷社区 with two grids, 第一网格 and 第二网格."""
    made = _community("632801001901", "育红巷社区")
    for n, name in [(1, "第一网格"), (2, "第二网格")]:
        enrolling.add_area(
            code=f"{made.code}{n:03}", name=name, level="grid", valid_from=SINCE, source="测试"
        )
    return Area.objects.get(pk=made.pk)


@pytest.fixture
def grid(community: Area) -> Area:
    """第一网格."""
    return Area.objects.get(code=community.code + "001")


@pytest.fixture
def second_grid(community: Area) -> Area:
    """第二网格."""
    return Area.objects.get(code=community.code + "002")


@pytest.fixture
def elsewhere(county: Area) -> Area:
    """Another community of the same street."""
    return _community("632801001902", "铁西社区")


def _member(name: str, role: str, area: Area) -> Member:
    made = enrolling.add_member(
        username=f"{role}-{area.code}",
        password="一句只在测试里用的话",
        name=name,
        role=role,
        area=area,
        since=SINCE,
    )
    return second_step.enrol_if_privileged(made)


@pytest.fixture
def enrolled() -> Callable[[Member], Member]:
    """`enrolled(member)`: the member, with an app if a role of hers asks for a second step."""
    return second_step.enrol_if_privileged


@pytest.fixture
def wang_fang(grid: Area) -> Member:
    """王芳, grid worker of 第一网格."""
    return _member("王芳", "grid_worker", grid)


@pytest.fixture
def zhao_haiyan(community: Area) -> Member:
    """赵海燕, lead of 育红巷社区. Her role asks for a second step, and she has an app."""
    return _member("赵海燕", "community_lead", community)


@pytest.fixture
def li_wei(community: Area) -> Member:
    """李伟, community worker at the desk of 育红巷社区."""
    return _member("李伟", "community_worker", community)


@pytest.fixture
def outsider(elsewhere: Area) -> Member:
    """赵强, community worker of another community."""
    return _member("赵强", "community_worker", elsewhere)


@pytest.fixture
def household(grid: Area) -> Household:
    """3号楼2单元501."""
    return Household.objects.create(area=grid, floor=5, door="501", address="3号楼2单元501")


@pytest.fixture
def zhang(grid: Area, household: Household) -> Person:
    """张秀英, 84, lives alone: of the highest care level."""
    person = enrolling.add_person(
        area=grid,
        household=household,
        name="张秀英",
        sex="f",
        birth_date=date(1942, 3, 5),
        registered_on=SINCE,
        phone="13909770001",
    )
    enrolling.tag(person=person, tag="living_alone", since=SINCE, source="roster", by=None)
    return person


@pytest.fixture
def ma(grid: Area) -> Person:
    """马福海, 72, whom no rule names."""
    return enrolling.add_person(
        area=grid, name="马福海", sex="m", birth_date=date(1954, 7, 1), registered_on=SINCE
    )


@dataclass(frozen=True)
class Cast:
    """Those whom most tests of a capability need, under one name."""

    grid: Area
    wang: Member
    outsider: Member
    zhang: Person


@pytest.fixture
def people(grid: Area, wang_fang: Member, outsider: Member, zhang: Person) -> Cast:
    """A grid, its worker, an outsider and one elder."""
    return Cast(grid=grid, wang=wang_fang, outsider=outsider, zhang=zhang)
