"""The people list: filters in the address, chips, order, scope, and the same work for any size."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.hazards import actions as hazards
from sixin.registers.actions import enrolling, leaving
from sixin.registers.models import Area, Member, Person
from sixin.registers.queries import areas
from sixin.site.desk.people import views
from sixin.site.desk.people.tests import crowd
from sixin.visits import actions as visits
from sixin.visits.reports import Report

Sit = Callable[[Member], Client]
TODAY = clock.today()


@pytest.fixture
def everyone(
    zhang: Person, ma: Person, second_grid: Area, wang_fang: Member, li_wei: Member
) -> None:
    """张秀英 seen 40 days ago, 马福海 never, 曾玉兰 of the other grid seen today; 韩老 has left."""
    zeng = enrolling.add_person(
        area=second_grid, name="曾玉兰", sex="f", birth_date=date(1960, 1, 1),
        registered_on=date(2025, 1, 1),
    )  # fmt: skip
    enrolling.tag(person=zeng, tag="chronic", since=date(2024, 1, 1), source="cert", by=li_wei)
    enrolling.tag(person=zhang, tag="chronic", since=date(2024, 1, 1), source="cert", by=li_wei)
    for person, days in ((zhang, 40), (zeng, 0)):
        when = clock.now() - timedelta(days=days, minutes=1)
        report = Report(person=person, outcome="completed", occurred_at=when, wellbeing="good")
        visits.record(report=report, by=li_wei, now=when)
    gone = enrolling.add_person(area=second_grid, name="韩老", registered_on=date(2025, 1, 1))
    leaving.leave(person=gone, on=date(2025, 6, 1), reason="moved", by=None, now=clock.now())
    hazards.report(
        person=zhang, item="hose", note="", because_of=None, by=wang_fang, now=clock.now()
    )


def names(client: Client, address: str) -> list[str]:
    page = client.get(address, follow=True)
    assert page.status_code == 200
    return [row.person.name for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["马福海", "曾玉兰", "张秀英"]),
        ("q=zxy", ["张秀英"]),
        ("q=张秀英&area=632801001901001", ["张秀英"]),
        ("area=632801001901002", ["曾玉兰"]),
        ("tag=chronic", ["曾玉兰", "张秀英"]),
        ("tag=chronic&tag=living_alone", ["张秀英"]),
        ("age=80", ["张秀英"]),
        ("age=70", ["马福海"]),
        ("age=unknown", []),
        ("level=high", ["张秀英"]),
        ("level=general&tag=chronic", ["曾玉兰"]),
        ("seen=30", ["马福海", "张秀英"]),
        ("seen=90", ["马福海"]),
        ("seen=never", ["马福海"]),
        ("hazard=open", ["张秀英"]),
        ("state=left", ["韩老"]),
        ("state=all&sort=age", ["张秀英", "马福海", "曾玉兰", "韩老"]),
        ("sort=seen", ["马福海", "张秀英", "曾玉兰"]),
        ("sort=door", ["张秀英", "马福海", "曾玉兰"]),
        ("tag=nonsense&age=x&level=y&seen=-1&state=z&sort=w&page=99", ["马福海", "曾玉兰", "张秀英"]),
    ],
)  # fmt: skip
def test_the_address_says_who_is_shown(
    asked: str, found: list[str], everyone: None, sit: Sit, li_wei: Member
) -> None:
    assert names(sit(li_wei), f"/people/?{asked}") == found


def test_every_filter_is_a_chip_with_a_way_out_of_it(
    everyone: None, sit: Sit, li_wei: Member
) -> None:
    asked = "/people/?q=zxy&tag=chronic&tag=living_alone&seen=30&sort=age&page=2"
    page = sit(li_wei).get(asked, follow=True)
    chips = {chip.label: chip.without for chip in page.context["chips"]}
    assert list(chips) == ["“zxy”", "慢性病", "独居", "30 天以上没见"]
    assert chips["慢性病"].startswith("tag=living_alone&seen=30&sort=age&s=")
    assert chips["“zxy”"] == "tag=chronic&tag=living_alone&seen=30&sort=age"


def test_the_list_says_when_somebody_was_seen_and_is_due(
    everyone: None, sit: Sit, li_wei: Member
) -> None:
    page = sit(li_wei).get("/people/?q=zxy", follow=True).text
    assert "40 天前" in page
    assert "过了 10 天" in page
    assert "13909770001" not in page


def test_of_very_many_areas_one_goes_down_step_by_step(
    grid: Area, second_grid: Area, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    community, street = areas.ancestors(grid).order_by("-path")[:2]
    wide = enrolling.add_member(
        username="wide", password="x", name="李伟", role="community_worker", area=street,
        since=date(2024, 1, 1),
    )  # fmt: skip

    def offered(address: str) -> set[str]:
        form = sit(wide).get(address).context["form"]
        return {code for code, _name in form.fields["area"].choices if code}

    everywhere = {area.code for area in areas.inside(street)}
    assert offered("/people/") == everywhere
    monkeypatch.setattr(views, "MANY", 1)
    right_below = {area.code for area in areas.children(street)}
    assert offered("/people/") == {street.code} | right_below
    grids = {grid.code, second_grid.code}
    assert offered(f"/people/?area={community.code}") == {street.code, community.code} | grids
    assert offered(f"/people/?area={grid.code}") == {street.code, community.code, grid.code}


def test_an_outsider_sees_nobody(everyone: None, sit: Sit, outsider: Member) -> None:
    client = sit(outsider)
    assert names(client, "/people/") == []
    assert names(client, "/people/?q=张秀英&state=all") == []
    assert client.get("/people/?area=632801001901001").status_code == 403
    assert "张秀英" not in client.post("/search/", {"q": "zxy"}).text


def test_nobody_signed_out_sees_anything(client: Client) -> None:
    for address in ("/people/", "/people/export/", "/people/new/"):
        assert client.get(address).status_code == 302
    for address in ("/people/", "/search/"):
        assert client.post(address, {"q": "z"}).url.startswith("/sign-in/")


def test_an_empty_register_teaches_the_first_step(
    sit: Sit, li_wei: Member, wang_fang: Member
) -> None:
    assert "把手上的 Excel 名册导进来" in sit(li_wei).get("/people/").text
    page = sit(wang_fang).get("/people/").text
    assert "社区工作人员导入名册以后" in page
    assert "/people/new/" not in page
    assert "没有这样的人" in sit(li_wei).get("/people/?q=zzz", follow=True).text


def test_who_was_met_under_a_merged_row_was_met(
    everyone: None, sit: Sit, li_wei: Member, zhang: Person
) -> None:
    Person.objects.filter(name="曾玉兰").update(merged_into=zhang)
    assert names(sit(li_wei), "/people/?seen=30") == ["马福海"]


def test_suggestions_name_the_likeliest_and_lead_to_all(
    sit: Sit, li_wei: Member, grid: Area
) -> None:
    crowd.gather(grid, 12, li_wei, TODAY)
    client = sit(li_wei)
    page = client.post("/search/", {"q": "mayi"}).text
    assert page.count("<li>") == 2
    assert "9号楼" in page
    page = client.post("/search/", {"q": "ma"}).text
    assert page.count("<li>") == 9
    assert "/people/?s=" in page
    assert client.post("/search/", {"q": ""}).text.strip() == ""
    assert "没有找到“某某”" in client.post("/search/", {"q": "某某"}).text


def test_a_page_of_fifty_asks_as_much_as_a_page_of_ten(
    sit: Sit, li_wei: Member, grid: Area, second_grid: Area, queries: Callable[..., int]
) -> None:
    crowd.gather(grid, 10, li_wei, TODAY)
    client = sit(li_wei)
    found = client.post("/people/", {"q": "ma", "hazard": "open"}).url
    asked = [
        ("/people/",),
        ("/people/?level=high&sort=seen",),
        (found,),
        ("/search/", {"q": "ma"}),
    ]
    few = [queries(client, *one) for one in asked]
    crowd.gather(second_grid, 60, li_wei, TODAY)
    assert [queries(client, *one) for one in asked] == few
    assert len(client.get("/people/").context["rows"]) == 50
    assert len(client.get("/people/?page=2").context["rows"]) == 20
    assert len(client.get("/people/?show=all").context["rows"]) == 70


def sheet(content: bytes) -> list[list[Any]]:
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(row) for row in page.iter_rows(values_only=True)]


def test_the_workbook_holds_the_same_people_and_says_who_took_it(
    everyone: None, sit: Sit, li_wei: Member, zhang: Person
) -> None:
    Person.objects.filter(pk=zhang.pk).update(name="=1+1", id_number="632801194203050021", note="x")
    address = "/people/export/?tag=chronic&sort=age"
    assert "为什么要导出" in sit(li_wei).get(address).text
    answer = sit(li_wei).post(address, {"why": "visit"})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="people-')
    rows = sheet(answer.content)
    assert rows[1][0].startswith("李伟 于 ")
    assert "原因：上门走访；条件：慢性病；证件号和电话只留头尾。" in rows[1][0]
    assert rows[3][:3] == ["姓名", "年龄", "性别"]
    assert rows[4][0] == "=1+1"
    assert rows[4][5:8] == ["3号楼2单元501", "632801********0021", "139****0001"]
    assert [row[0] for row in rows[4:6]] == ["=1+1", "曾玉兰"]
    assert rows[7][0] == "共 2 位"
    told = Entry.objects.get(verb="people.exported")
    assert (told.by, told.reason, told.details) == (li_wei.pk, "上门走访", {"count": 2})


def test_whole_numbers_leave_with_a_reason_of_their_own(
    everyone: None, sit: Sit, li_wei: Member, zhang: Person
) -> None:
    asked = {"why": "report", "whole": "on", "whole_because": "民政要求"}
    rows = sheet(sit(li_wei).post("/people/export/?tag=chronic", asked).content)
    assert zhang.phone in [row[7] for row in rows if len(row) > 7]
    assert "原因：上报材料；民政要求" in rows[1][0]
    told = Entry.objects.get(verb="people.exported")
    assert told.details == {"count": 2, "whole": True}


def test_the_workbook_of_nobody_is_still_a_workbook(sit: Sit, outsider: Member) -> None:
    rows = sheet(sit(outsider).post("/people/export/", {"why": "visit"}).content)
    assert rows[-1][0] == "共 0 位"
