"""The first page of every role, and what a role that sees no people is given of them."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from django.test import Client

from sixin.base import clock
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, Person, RoleName
from sixin.registers.powers import POWERS, Power
from sixin.visits import actions as visits
from sixin.visits.reports import Report
from tests.cast.second_step import enrol

Sit = Callable[[Member], Client]
PLACELESS = [role for role in RoleName if Power.SEE_PEOPLE not in POWERS[role]]
STOCK = "people.elders"


def member_of(area: Area, role: str, **changes: object) -> Member:
    made = enrolling.add_member(
        username=role, password=None, name="孙平", role=role, area=area, since=date(2025, 1, 1)
    )
    made.roles.update(**changes)
    enrol(made)
    return made


@pytest.fixture
def viewer(county: Area, zhang: Person, wang_fang: Member, sit: Sit) -> Client:
    now = clock.now()
    report = Report(person=zhang, outcome="completed", occurred_at=now, wellbeing="good")
    visits.record(report=report, by=wang_fang, now=now)
    return sit(member_of(county, "county_viewer"))


@pytest.mark.parametrize("role", PLACELESS)
def test_who_sees_no_people_is_told_what_is_here_and_all_of_it_opens(
    role: RoleName, community: Area, zhang: Person, sit: Sit
) -> None:
    client = sit(member_of(community, role))
    page = client.get("/")
    assert page.status_code == 200
    assert len(page.context["words"]) == 1
    assert str(role.label) in page.text
    assert zhang.name not in page.text
    assert 'id="find"' not in page.text
    items = [item for group in page.context["nav"] for item in group["items"]]
    assert [client.get(item["url"]).status_code for item in items] == [200] * len(items)


@pytest.mark.parametrize("role", PLACELESS)
def test_the_first_page_too_refuses_an_area_that_is_not_hers(
    role: RoleName, community: Area, elsewhere: Area, sit: Sit
) -> None:
    client = sit(member_of(community, role))
    assert client.get("/", {"area": community.code}).status_code == 200
    assert client.get("/", {"area": elsewhere.code}).status_code == 403


def test_a_viewer_counts_people_and_is_given_none(viewer: Client, zhang: Person) -> None:
    page = viewer.get(f"/figures/{STOCK}/")
    assert "共 1 位。名单只给上门看望他们的人看" in page.text
    csv = b"".join(viewer.get(f"/figures/{STOCK}/rows.csv")).decode()  # type: ignore[arg-type]
    assert csv.splitlines()[1:3] == ["昆仑路街道,1", "合计,1"]
    excel = b"".join(viewer.get(f"/figures/{STOCK}/rows.xlsx"))  # type: ignore[arg-type]
    sheet = openpyxl.load_workbook(io.BytesIO(excel)).active
    assert list(sheet.values)[:3] == [("片区", "人数"), ("昆仑路街道", 1), ("合计", 1)]
    told = viewer.get(f"/api/figures/{STOCK}/records").json()
    assert [(row["kind"], row["people"]) for row in told["records"]] == [("place", 1)]
    for given in (page.text, csv, str(told)):
        assert zhang.name not in given
        assert str(zhang.pk) not in given


def test_a_viewer_s_records_name_nobody(viewer: Client, zhang: Person, wang_fang: Member) -> None:
    page = viewer.get("/figures/visits.person_times/")
    assert page.context["lines"][0].hidden == 1
    csv = b"".join(viewer.get("/figures/visits.person_times/rows.csv")).decode()  # type: ignore[arg-type]
    for given in (page.text, csv):
        assert zhang.name not in given
        assert str(zhang.pk) not in given
        assert wang_fang.name not in given
    assert "1 位,1 人" in csv


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until": date(2999, 1, 1)}, 200),
        ({"until": clock.today() - timedelta(days=1)}, 403),
        ({"ended_at": clock.now() - timedelta(minutes=1)}, 403),
        ({"since": clock.today() + timedelta(days=1)}, 403),
    ],
)
def test_a_role_opens_pages_from_its_first_day_to_its_end(
    changes: dict[str, date | datetime], code: int, community: Area, sit: Sit
) -> None:
    client = sit(member_of(community, "community_worker", **changes))
    assert client.get("/people/").status_code == code
    assert client.get("/").status_code == code


def test_an_open_page_stops_the_moment_its_role_ends(
    community: Area, li_wei: Member, sit: Sit
) -> None:
    client = sit(li_wei)
    assert client.get("/people/").status_code == 200
    li_wei.roles.update(ended_at=clock.now())
    answer = client.get("/people/")
    assert answer.status_code == 403
    assert "您现在没有任何片区的角色" in answer.text
    assert "退出登录" in client.get("/").text


def test_cover_for_a_colleague_opens_the_colleague_s_area_until_its_day(
    second_grid: Area, wang_fang: Member, li_wei: Member, sit: Sit
) -> None:
    client = sit(wang_fang)
    address = f"/people/?area={second_grid.code}"
    assert client.get(address).status_code == 403
    cover = wang_fang.roles.create(
        role="grid_worker", area=second_grid, since=clock.today(), until=clock.today(),
        covers=li_wei,
    )  # fmt: skip
    assert client.get(address).status_code == 200
    yesterday = clock.today() - timedelta(days=1)
    type(cover).objects.filter(pk=cover.pk).update(since=yesterday, until=yesterday)
    assert client.get(address).status_code == 403


def test_powers_of_two_roles_hold_each_in_its_own_area(
    county: Area, grid: Area, zhang: Person, sit: Sit
) -> None:
    both = member_of(county, "county_viewer")
    enrolling.give_role(member=both, role="grid_worker", area=grid, since=date(2025, 1, 1))
    client = sit(both)
    assert zhang.name in client.get(f"/figures/{STOCK}/?area={grid.code}").text
    assert zhang.name not in client.get(f"/figures/{STOCK}/?area={county.code}").text
    assert client.get(f"/people/?area={county.code}").status_code == 403
    assert client.get(f"/figures/?area={county.code}").status_code == 200
