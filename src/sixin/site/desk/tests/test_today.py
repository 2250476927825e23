"""Today: what needs me, and nothing else; the same work for a grid of ten and of two hundred."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client

from sixin.base import clock
from sixin.hazards import actions as hazards
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, DuplicatePair, Member, Person, RosterImport
from sixin.site.desk.people.tests import crowd
from sixin.visits import actions as visits
from sixin.visits.actions import Stop
from sixin.visits.reports import Report

Sit = Callable[[Member], Client]
TODAY = clock.today()


def record(person: Person, by: Member, days: int, outcome: str, **more: object) -> None:
    when = clock.at(TODAY - timedelta(days=days), 0, 5)
    report = Report(person=person, outcome=outcome, occurred_at=when, **more)  # type: ignore[arg-type]
    visits.record(report=report, by=by, now=when)


def test_nothing_to_do_says_so_kindly(sit: Sit, wang_fang: Member) -> None:
    page = sit(wang_fang).get("/").text
    assert "都看望到了" in page
    assert "没有等着您的事。" in page


def test_whoever_has_to_be_found_stands_first(
    zhang: Person, ma: Person, sit: Sit, wang_fang: Member
) -> None:
    record(zhang, wang_fang, 9, "completed", wellbeing="good")
    record(ma, wang_fang, 4, "completed", wellbeing="good", next_on=TODAY)
    record(zhang, wang_fang, 2, "no_answer")
    record(zhang, wang_fang, 1, "no_answer")
    hazards.report(person=ma, item="hose", note="", because_of=None, by=wang_fang, now=clock.now())
    page = sit(wang_fang).get("/")
    assert page.context["sought_count"] == 1
    order = ["张秀英奶奶", "敲门 2 次没人应，上次见面：9 天前", "马福海爷爷", "上次约好今天再来",
             "煤气软管老化", "马福海爷爷家，今天发现"]  # fmt: skip
    places = [page.text.index(words) for words in order]
    assert places == sorted(places)


def test_who_is_due_and_on_no_round_is_counted(
    zhang: Person, grid: Area, sit: Sit, li_wei: Member
) -> None:
    chen = enrolling.add_person(
        area=grid, name="陈月娥", birth_date=date(1950, 1, 1), registered_on=date(2025, 1, 1)
    )
    enrolling.tag(person=chen, tag="empty_nest", since=date(2024, 1, 1), source="self", by=li_wei)
    record(chen, li_wei, 27, "completed", wellbeing="good")
    client = sit(li_wei)
    page = client.get("/")
    assert (page.context["overdue"], page.context["this_week"]) == (1, 1)
    assert "/due/?when=overdue&amp;planned=no" in page.text
    visits.plan(
        area=grid, name="敲门", first_day=TODAY, last_day=TODAY + timedelta(days=6),
        stops=[Stop(zhang, TODAY), Stop(chen, TODAY)], by=li_wei, now=clock.now(),
    )  # fmt: skip
    page = client.get("/")
    assert (page.context["overdue"], page.context["this_week"]) == (0, 0)
    assert "见到 0 / 2" in page.text
    assert page.context["still"] >= 2


def test_the_desk_alone_is_told_of_imports_and_pairs(
    zhang: Person, ma: Person, community: Area, sit: Sit, li_wei: Member, wang_fang: Member
) -> None:
    now = clock.now()
    DuplicatePair.objects.create(first=zhang, second=ma, reasons=[], score=80, found_at=now)
    RosterImport.objects.create(
        community=community, file_name="名册.xlsx", file="x", state="ready",
        created_by=li_wei, created_at=now,
    )  # fmt: skip
    page = sit(li_wei).get("/").text
    assert "1 对可能是同一个人" in page
    assert "1 份名册读好了，等您确认" in page
    page = sit(wang_fang).get("/").text
    assert "可能是同一个人" not in page
    assert "名册读好了" not in page


def test_nobody_elses_community_is_shown(
    zhang: Person, grid: Area, sit: Sit, wang_fang: Member, outsider: Member
) -> None:
    record(zhang, wang_fang, 2, "no_answer")
    record(zhang, wang_fang, 1, "no_answer")
    assert "张秀英" not in sit(outsider).get("/").text
    assert sit(outsider).get(f"/?area={grid.code}").status_code == 403


def test_whoever_answers_for_a_county_first_says_which_community(
    county: Area, community: Area, sit: Sit, enrolled: Callable[[Member], Member]
) -> None:
    chief = enrolling.add_member(
        username="chief", password="一句只在测试里用的话", name="周主任",
        role="community_lead", area=county, since=date(2025, 1, 1),
    )  # fmt: skip
    page = sit(enrolled(chief)).get("/").text
    assert f"?area={community.code}" in page
    assert "都看望到了" in sit(chief).get(f"/?area={community.code}").text


def test_a_large_community_asks_as_much_as_a_small_one(
    community: Area, grid: Area, second_grid: Area, sit: Sit, li_wei: Member,
    queries: Callable[[Client, str], int],
) -> None:  # fmt: skip
    crowd.gather(grid, 10, li_wei, TODAY)
    client = sit(li_wei)
    few = queries(client, "/")
    crowd.gather(second_grid, 190, li_wei, TODAY)
    assert queries(client, "/") == few


def test_the_navigation_marks_where_one_is_and_leads_only_to_what_there_is(
    zhang: Person, sit: Sit, li_wei: Member
) -> None:
    client = sit(li_wei)
    page = client.get(f"/people/{zhang.pk}/")
    items = [item for group in page.context["nav"] for item in group["items"]]
    assert [str(item["label"]) for item in items if item["current"]] == ["找人"]
    for item in items:
        assert client.get(item["url"]).status_code == 200
