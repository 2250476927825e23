"""Briefings at the desk: issue, read, open a number, take away."""

from datetime import datetime

import pytest
from django.test import Client

from sixin.papers import actions
from sixin.papers.models import Briefing
from sixin.registers.models import Area, Member, Person
from sixin.visits import actions as visits
from sixin.visits.reports import Report

FORM = {"first": "2026-01-01", "last": "2026-11-23"}


@pytest.fixture
def desk(client: Client, li_wei: Member) -> Client:
    client.force_login(li_wei.user)
    return client


@pytest.fixture
def briefing(
    community: Area, zhang: Person, wang_fang: Member, li_wei: Member, now: datetime
) -> Briefing:
    report = Report(person=zhang, outcome="completed", occurred_at=now, wellbeing="good")
    visits.record(report=report, by=wang_fang, now=now)
    first, last = now.date().replace(month=1, day=1), now.date()
    return actions.issue(area=community, first=first, last=last, by=li_wei, now=now)


def test_the_form_issues_one_and_leads_to_it(desk: Client, community: Area) -> None:
    answer = desk.post("/briefings/", {"area": community.code, **FORM})
    made = Briefing.objects.get()
    assert answer.headers["Location"] == f"/briefings/{made.pk}/"
    assert (made.area, str(made.first_day), str(made.last_day)) == (community, *FORM.values())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first": "2026-12-31"}, "开始日期在结束日期以后。请换一下。"),
        ({"first": "somewhen"}, "日期看不懂。请写成 2026-11-23 这样。"),
        ({"last": ""}, "请选结束那天。"),
        ({"area": "632801001902"}, "请选您负责的片区。"),
    ],
)
def test_what_cannot_be_is_explained_and_what_was_typed_stays(
    desk: Client, community: Area, elsewhere: Area, typed: dict[str, str], sentence: str
) -> None:
    answer = desk.post("/briefings/", {"area": community.code, **FORM, **typed})
    text = answer.content.decode()
    assert (answer.status_code, sentence in text) == (400, True)
    assert all(f'value="{value}"' in text for name, value in (FORM | typed).items()
               if name != "area" and value)  # fmt: skip
    assert not Briefing.objects.exists()


def test_a_grid_worker_is_told_who_issues(client: Client, wang_fang: Member) -> None:
    client.force_login(wang_fang.user)
    text = client.get("/briefings/").content.decode()
    assert "简报由社区负责人或社区工作人员来出" in text
    assert 'name="first"' not in text


def test_the_page_reads_as_the_paper_and_every_number_opens(
    desk: Client, briefing: Briefing
) -> None:
    text = desk.get(f"/briefings/{briefing.pk}/").content.decode()
    for figure in briefing.figures.all():
        address = f"/briefings/{briefing.pk}/{figure.code}/"
        assert f'<a class="number" href="{address}">' in text
        assert desk.get(address).status_code == 200
    desk.post("/language/", {"language": "en", "next": "/"})
    english = desk.get(f"/briefings/{briefing.pk}/").content.decode()
    assert "Home visits: " in english
    assert "1 person-time</a>" in english


def test_a_record_taken_back_since_is_marked(
    desk: Client, briefing: Briefing, wang_fang: Member, now: datetime
) -> None:
    address = f"/briefings/{briefing.pk}/visits.person_times/"
    assert "后来撤销了" not in desk.get(address).content.decode()
    visit = briefing.figures.get(code="visits.person_times").record_ids
    assert len(visit) == 1
    taken = visits.take_back(visit=wang_fang.visits.get(), because="记错了", by=wang_fang, now=now)
    assert taken.state == "cancelled"
    text = desk.get(address).content.decode()
    assert "后来撤销了" in text
    assert "撤销了 1 条，补记了 0 条，今天再数是 0。" in text


def test_word_and_pdf_come_with_the_title_as_their_name(desk: Client, briefing: Briefing) -> None:
    for ending, start in [("docx", b"PK"), ("pdf", b"%PDF")]:
        answer = desk.get(f"/briefings/{briefing.pk}/briefing.{ending}")
        assert answer.content.startswith(start)
        assert f".{ending}" in answer.headers["Content-Disposition"]


def test_an_outsider_finds_nothing(client: Client, briefing: Briefing, outsider: Member) -> None:
    client.force_login(outsider.user)
    for end in ("", "visits.people/", "briefing.docx", "briefing.pdf"):
        assert client.get(f"/briefings/{briefing.pk}/{end}").status_code == 404
    assert briefing.title not in client.get("/briefings/").content.decode()
