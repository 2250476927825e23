"""The API: the same figures, each code with a sentence, nothing outside one's areas."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner
from django.test import Client

from sixin.registers.models import Area, Member, Person
from sixin.site import cli
from sixin.visits import actions as visits
from sixin.visits.reports import Report

DAYS = {"from": "2026-01-01", "to": "2026-11-23"}


@pytest.fixture
def desk(client: Client, li_wei: Member) -> Client:
    client.force_login(li_wei.user)
    return client


def test_figures_are_those_of_the_command(
    desk: Client, community: Area, zhang: Person, wang_fang: Member, now: datetime
) -> None:
    report = Report(person=zhang, outcome="completed", occurred_at=now, wellbeing="good")
    visits.record(report=report, by=wang_fang, now=now)
    told = desk.get("/api/figures", {"area": community.code, **DAYS}).json()
    words = ["figures", "--area", community.code, "--from", DAYS["from"], "--to", DAYS["to"]]
    said = CliRunner().invoke(cli.main, [*words, "--json"], catch_exceptions=False)
    assert json.loads(said.output) == told
    assert told["figures"][0] == {
        "code": "visits.person_times", "name": "上门走访", "unit": "人次", "kind": "flow",
        "value": 1, "version": 1,
    }  # fmt: skip


def test_records_stand_behind_a_figure_page_by_page(
    desk: Client, zhang: Person, wang_fang: Member, now: datetime
) -> None:
    for minute in range(3):
        when = now.replace(minute=minute)
        report = Report(person=zhang, outcome="completed", occurred_at=when, wellbeing="good")
        visits.record(report=report, by=wang_fang, now=now)
    told = desk.get("/api/figures/visits.person_times/records", DAYS).json()
    assert (told["count"], told["page"], told["pages"], len(told["records"])) == (3, 1, 1, 3)
    row = told["records"][0]
    assert set(row) == {"id", "kind", "variant", "counted_on", "area", "people", "sign"}
    assert (row["kind"], row["counted_on"], row["area"]) == (
        "visit.completed", "2026-11-23", zhang.area.code,
    )  # fmt: skip


def test_a_stock_opens_to_its_people(desk: Client, zhang: Person) -> None:
    told = desk.get("/api/figures/people.elders/records", DAYS).json()
    assert [(row["id"], row["kind"]) for row in told["records"]] == [(str(zhang.pk), "person")]


def test_areas_are_one_s_own_with_their_parents(
    desk: Client, community: Area, elsewhere: Area
) -> None:
    told = desk.get("/api/areas").json()
    assert [(row["name"], row["level"], row["parent"]) for row in told] == [
        ("育红巷社区", "community", None),
        ("第一网格", "grid", community.code),
        ("第二网格", "grid", community.code),
    ]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/api/figures?from=2026-02-30", 422, "看不懂这几项：from。"),
        ("/api/figures?from=2026-03-01&to=2026-02-01", 400, "开始日期在结束日期以后。请换一下。"),
        ("/api/figures?area=632801001902", 403, "您的角色管不到这个地方。请找社区负责人。"),
        ("/api/figures?area=1", 404, "没有这个片区。"),
        ("/api/figures/no.such/records", 404, "没有这个指标。"),
        ("/api/figures/people.elders/records?page=9", 404, "没有第 9 页，一共 1 页。"),
        ("/api/figures/people.elders/records?page=x", 422, "看不懂这几项：page。"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(
    desk: Client, elsewhere: Area, address: str, status: int, sentence: str
) -> None:
    answer = desk.get(address)
    assert (answer.status_code, answer.json()) == (status, {"message": sentence})


@pytest.mark.django_db
def test_signed_out_is_asked_to_sign_in(client: Client) -> None:
    for address in ("/api/areas", "/api/figures", "/api/figures/people.elders/records"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()) == (401, {"message": "请先登录。"})


def test_the_description_names_every_answer(desk: Client) -> None:
    described = desk.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/areas", "/api/figures", "/api/figures/{code}/records",
    }  # fmt: skip
    answers = described["paths"]["/api/figures"]["get"]["responses"]
    assert set(answers) == {"200", "400", "401", "403", "404", "422"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ["一个指标背后是什么", "第几页，从 1 数起。", "路径里，必须写"]),
        ("en", ["What stands behind a figure", "Which page, from 1.", "In the path, required"]),
    ],
)
def test_the_page_tells_what_the_description_says(
    desk: Client, language: str, words: list[str]
) -> None:
    desk.cookies["sixin_language"] = language
    page = desk.get("/api/docs").content.decode()
    shown = ["GET /api/areas", "GET /api/figures/{code}/records", "records[].counted_on",
             "string (date)", "400 401 403 404 422", 'href="/api/openapi.json"']  # fmt: skip
    assert [text for text in [*shown, *words] if text not in page] == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/docs", "/api/openapi.json"])
def test_the_description_is_for_those_who_are_signed_in(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={address}")
