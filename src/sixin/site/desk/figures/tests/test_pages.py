"""Figures at the desk: scope, kept input, names, downloads, and a constant number of questions."""

import io
from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlencode

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sixin.audit.models import Entry
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, Person
from sixin.visits import actions as visits
from sixin.visits.reports import Report

DAYS = {"from": "2026-01-01", "to": "2026-11-23"}


@pytest.fixture
def desk(client: Client, li_wei: Member) -> Client:
    client.force_login(li_wei.user)
    return client


def meet(person: Person, by: Member, now: datetime, *also: Person) -> None:
    report = Report(
        person=person, outcome="completed", occurred_at=now, wellbeing="good", also_met=also
    )
    visits.record(report=report, by=by, now=now)


def page(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, {**DAYS, **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_number_leads_to_its_records(
    desk: Client, zhang: Person, wang_fang: Member, now: datetime
) -> None:
    meet(zhang, wang_fang, now)
    text = page(desk, "/figures/")
    assert f'href="/figures/visits.person_times/?area={zhang.area.code[:12]}' in text
    behind = page(desk, "/figures/visits.person_times/")
    assert f'<a class="name" href="/people/{zhang.pk}/">张秀英</a>' in behind
    assert "共 1 条记录，最后一列加起来是 1 人次。" in behind


def test_an_empty_community_is_told_how_to_begin(desk: Client) -> None:
    assert "这段时间还没有记录" in page(desk, "/figures/")


def test_dates_the_wrong_way_round_are_kept_and_explained(desk: Client) -> None:
    answer = desk.get("/figures/", {"from": "2026-12-01", "to": "2026-02-30x"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="2026-12-01"' in text
    assert "日期 2026-02-30x 看不懂" in text
    assert desk.get("/figures/visits.people/rows.csv", {"from": "x"}).status_code == 400


def test_there_are_figures_since_the_rules_say_who_is_an_elder_and_none_before(
    desk: Client,
) -> None:
    early = desk.get("/figures/", {"from": "1999-12-31", "to": "1999-12-31"})
    assert (early.status_code, "没有 2000 年以前的数字" in early.text) == (400, True)
    assert desk.get("/figures/", {"from": "2000-01-01", "to": "2000-01-01"}).status_code == 200


def test_another_s_area_and_an_unknown_figure_are_refused(desk: Client, elsewhere: Area) -> None:
    assert desk.get("/figures/", {"area": elsewhere.code}).status_code == 403
    assert desk.get("/figures/no.such/").status_code == 404


def test_a_grid_worker_reads_no_name_of_another_grid(
    client: Client,
    zhang: Person,
    second_grid: Area,
    wang_fang: Member,
    li_wei: Member,
    now: datetime,
) -> None:
    other = enrolling.add_person(area=second_grid, name="外格老人", registered_on=date(2025, 1, 1))
    meet(zhang, li_wei, now, other)
    client.force_login(wang_fang.user)
    text = page(client, "/figures/visits.person_times/")
    assert ("张秀英" in text, "外格老人" in text) == (True, False)
    assert "另有 1 位不在您的片区" in text


def test_a_csv_holds_every_row_and_no_formula(
    desk: Client, grid: Area, wang_fang: Member, now: datetime
) -> None:
    person = enrolling.add_person(area=grid, name="=1+1", registered_on=date(2025, 1, 1))
    meet(person, wang_fang, now)
    address = f"/figures/visits.person_times/rows.csv?{urlencode(DAYS)}"
    assert "为什么要导出" in desk.get(address).content.decode()
    answer = desk.post(address, {"why": "report"})
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[:3] == [
        "日期,做了什么,内容,老人,谁做的,片区,人次",
        "2026-11-23,上门,,'=1+1,王芳,第一网格,1",
        "",
    ]
    assert lines[3].startswith("李伟 于 ")
    assert lines[3].endswith("导出；原因：上报材料")
    told = Entry.objects.get(verb="figure.exported")
    assert told.details == {"code": "visits.person_times", "count": 1}


def test_who_may_not_export_takes_no_names_away(client: Client, wang_fang: Member) -> None:
    client.force_login(wang_fang.user)
    assert "rows.csv" not in page(client, "/figures/visits.person_times/")
    answer = client.post("/figures/visits.person_times/rows.csv", {"why": "report"})
    assert answer.status_code == 403


def test_an_excel_file_holds_text_as_text(
    desk: Client, grid: Area, wang_fang: Member, now: datetime
) -> None:
    person = enrolling.add_person(area=grid, name="=1+1", registered_on=date(2025, 1, 1))
    meet(person, wang_fang, now)
    address = f"/figures/visits.person_times/rows.xlsx?{urlencode(DAYS)}"
    answer = desk.post(address, {"why": "report"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    rows = list(sheet.values)
    assert rows[1] == ("2026-11-23", "上门", None, "=1+1", "王芳", "第一网格", 1)
    assert sheet["D2"].data_type == "s"


def test_the_number_of_questions_does_not_grow_with_the_rows(
    desk: Client, zhang: Person, ma: Person, wang_fang: Member, now: datetime
) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(desk, address)
        return len(queries)

    addresses = [
        "/figures/visits.person_times/",
        "/figures/visits.people/",
        "/figures/people.elders/",
    ]
    meet(zhang, wang_fang, now)
    before = [asked(address) for address in addresses]
    for minute in range(12):
        meet(ma, wang_fang, now.replace(minute=minute), zhang)
    assert [asked(address) for address in addresses] == before


def test_the_usual_periods_are_links_that_say_which_is_shown(desk: Client) -> None:
    text = desk.get("/figures/").content.decode()
    tabs = text[text.index('aria-label="常看的时间"') :]
    assert tabs[: tabs.index("</nav>")].count("<a ") == 4
    assert tabs[: tabs.index("</nav>")].count('aria-current="page"') == 1


def test_above_a_community_the_slow_figure_comes_by_itself(
    client: Client, county: Area, zhang: Person, enrolled: Callable[[Member], Member]
) -> None:
    chief = enrolling.add_member(
        username="chief", password="一句只在测试里用的话", name="何州长", role="community_lead",
        area=county, since=date(2025, 1, 1),
    )  # fmt: skip
    client.force_login(enrolled(chief).user)
    text = page(client, "/figures/")
    address = "/figures/visits.overdue/value/"
    assert f'hx-get="{address}' in text
    assert 'hx-trigger="load"' not in page(client, address)
    assert "1<small" in page(client, address)
