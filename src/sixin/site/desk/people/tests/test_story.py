"""One person's page: what stands on it, in which order, for whom; and taking a visit back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from sixin.base import clock
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.hazards import actions as hazards
from sixin.hazards.models import Hazard
from sixin.registers.actions import enrolling, merging
from sixin.registers.models import Area, Contact, Member, Person
from sixin.site.desk.people import threads
from sixin.site.desk.people.tests import crowd
from sixin.visits import actions as visits
from sixin.visits.models import State, Visit
from sixin.visits.reports import Report

Sit = Callable[[Member], Client]
TODAY = clock.today()


def record(
    person: Person, by: Member, days: int, outcome: str = "completed", **more: object
) -> Visit:
    when = clock.at(TODAY - timedelta(days=days), 10)
    if outcome == "completed":
        more.setdefault("wellbeing", "good")
    now = more.pop("now", when)
    report = Report(person=person, outcome=outcome, occurred_at=when, **more)  # type: ignore[arg-type]
    return visits.record(report=report, by=by, now=now)  # type: ignore[arg-type]


@pytest.fixture
def visited(zhang: Person, wang_fang: Member) -> Visit:
    """Nine days ago: at home, a hazard, a certification."""
    visit = record(
        zhang, wang_fang, 9, note="血压药按时吃", needs=("shopping",), seen={"safety": "concern"}
    )
    now = clock.at(TODAY - timedelta(days=9), 11)
    hazards.report(
        person=zhang, item="hose", note="厨房", because_of=visit.pk, by=wang_fang, now=now
    )
    certifications.record_done(
        person=zhang, benefit="pension", channel="home", done_on=TODAY - timedelta(days=9),
        because_of=visit.pk, by=wang_fang, now=now,
    )  # fmt: skip
    return visit


def test_a_visit_and_what_followed_stand_on_one_entry(
    visited: Visit, zhang: Person, wang_fang: Member, li_wei: Member, community: Area
) -> None:
    record(zhang, wang_fang, 2, "no_answer")
    record(zhang, wang_fang, 1, "no_answer")
    events.hold(
        area=community, kind="lecture", title="防跌倒", place="活动室",
        held_at=clock.at(TODAY - timedelta(days=20), 15), minutes=60, came=[zhang],
        members=[], partner=None, by=li_wei, now=clock.now(),
    )  # fmt: skip
    moments = threads.of(zhang)
    assert [(m.kind, m.state, sorted(m.kinds)) for m in moments] == [
        ("visits", "urgent", ["follow_ups", "visits"]),
        ("visits", "waiting", ["visits"]),
        ("visits", "waiting", ["certifications", "hazards", "visits"]),
        ("events", "done", ["events"]),
    ]
    assert threads.counts(moments) == {
        "visits": 3, "hazards": 1, "certifications": 1, "events": 1, "follow_ups": 1,
    }  # fmt: skip


def test_the_page_tells_the_cadence_its_reason_and_where_it_comes_from(
    visited: Visit, zhang: Person, sit: Sit, wang_fang: Member
) -> None:
    Contact.objects.create(person=zhang, name="李敏", relation="女儿", phone="13812345521")
    page = sit(wang_fang).get(f"/people/{zhang.pk}/").text
    for words in ["张秀英奶奶", "每 30 天看望一次", "青海省 2022", "未核实", "独居", "煤气软管老化",
                  "养老金领取资格", "血压药按时吃", "代买东西", "138****5521",
                  "139****0001", "记下这次走访", "撤销这次记录"]:  # fmt: skip
        assert words in page
    assert "登记一位" not in page


def test_the_line_is_narrowed_by_kind(
    visited: Visit, zhang: Person, sit: Sit, wang_fang: Member
) -> None:
    record(zhang, wang_fang, 3)
    client = sit(wang_fang)
    counted = [
        len(client.get(f"/people/{zhang.pk}/?kind={kind}").context["page"])
        for kind in ("", "visits", "hazards", "nonsense")
    ]
    assert counted == [2, 2, 1, 2]


def test_late_and_cancelled_entries_are_marked(zhang: Person, wang_fang: Member, sit: Sit) -> None:
    record(zhang, wang_fang, 30, now=clock.at(TODAY - timedelta(days=27), 10))
    wrong = record(zhang, wang_fang, 5)
    visits.take_back(visit=wrong, because="记错了人", by=wang_fang, now=clock.now())
    page = sit(wang_fang).get(f"/people/{zhang.pk}/").text
    assert "补记" in page
    assert "<s>上门</s>" in page
    assert "撤销的原因：记错了人" in page


def test_outsiders_and_strangers_find_no_page(
    zhang: Person, sit: Sit, outsider: Member, wang_fang: Member
) -> None:
    for address in (f"/people/{zhang.pk}/", f"/people/{zhang.pk}/edit/"):
        assert sit(outsider).get(address).status_code == 404
    assert sit(wang_fang).get(f"/people/{UUID(int=7)}/").status_code == 404
    assert sit(wang_fang).get("/people/nonsense/").status_code == 404


def test_a_merged_row_leads_to_her_and_her_page_says_so(
    zhang: Person, ma: Person, sit: Sit, li_wei: Member, outsider: Member
) -> None:
    record(ma, li_wei, 8)
    merging.merge(kept=zhang, merged=ma, take=frozenset(), by=li_wei, now=clock.now())
    client = sit(li_wei)
    assert client.get(f"/people/{ma.pk}/").headers["Location"] == f"/people/{zhang.pk}/"
    assert sit(outsider).get(f"/people/{ma.pk}/").status_code == 404
    page = client.get(f"/people/{zhang.pk}/").text
    assert "和另一条“马福海”合成一位" in page
    assert "从合并来的那一条上带来。" in page


@pytest.mark.parametrize(("reason", "words"), [("moved", "已经迁出"), ("died", "已经去世")])
def test_who_has_left_keeps_a_quiet_page(
    reason: str, words: str, zhang: Person, sit: Sit, li_wei: Member
) -> None:
    Person.objects.filter(pk=zhang.pk).update(left_on=TODAY, left_reason=reason)
    page = sit(li_wei).get(f"/people/{zhang.pk}/").text
    assert f"张秀英奶奶{words}" in page
    assert "记下这次走访" not in page


def test_taking_back_asks_why_and_takes_its_findings_along(
    visited: Visit, zhang: Person, sit: Sit, wang_fang: Member
) -> None:
    client, address = sit(wang_fang), f"/people/{zhang.pk}/visits/{visited.pk}/take-back/"
    page = client.get(address).text
    assert "煤气软管老化" in page
    assert "养老金领取资格" in page
    empty = client.post(address, {"because": " "})
    assert empty.status_code == 200
    assert "这一项要填。" in empty.text
    assert Visit.objects.get(pk=visited.pk).state == State.COMPLETED
    done = client.post(address, {"because": "记错了人"})
    assert done.headers["Location"] == f"/people/{zhang.pk}/"
    visited.refresh_from_db()
    assert (visited.state, visited.cancelled_because) == (State.CANCELLED, "记错了人")
    assert Hazard.objects.get().state == "withdrawn"
    assert not zhang.certifications.filter(taken_back_at__isnull=True).exists()


def test_only_the_last_visit_of_ones_own_is_taken_back(
    visited: Visit, zhang: Person, sit: Sit, wang_fang: Member, li_wei: Member
) -> None:
    address = f"/people/{zhang.pk}/visits/{visited.pk}/take-back/"
    assert sit(li_wei).post(address, {"because": "x"}).status_code == 403
    record(zhang, wang_fang, 1)
    assert sit(wang_fang).post(address, {"because": "x"}).status_code == 403
    assert Visit.objects.get(pk=visited.pk).state == State.COMPLETED


def test_a_visit_to_somebody_else_is_not_found_at_her_address(
    visited: Visit, ma: Person, sit: Sit, wang_fang: Member
) -> None:
    address = f"/people/{ma.pk}/visits/{visited.pk}/take-back/"
    assert sit(wang_fang).get(address).status_code == 404
    assert sit(wang_fang).post(address, {"because": "x"}).status_code == 404
    assert Visit.objects.get(pk=visited.pk).state == State.COMPLETED


def test_a_long_story_asks_as_much_as_a_short_one_and_turns_pages(
    zhang: Person, sit: Sit, wang_fang: Member, queries: Callable[[Client, str], int]
) -> None:
    def more(first: int, last: int) -> None:
        for days in range(first, last):
            visit = record(zhang, wang_fang, days, needs=("errand",))
            hazards.report(
                person=zhang, item="hose", note="", because_of=visit.pk, by=wang_fang,
                now=clock.now(),
            )  # fmt: skip

    client, address = sit(wang_fang), f"/people/{zhang.pk}/"
    more(1, 4)
    few = queries(client, address)
    more(4, 40)
    assert queries(client, address) == few
    assert len(client.get(address).context["page"]) == 30
    assert len(client.get(f"{address}?page=2").context["page"]) == 9


def test_those_behind_the_same_door_are_named(
    zhang: Person, sit: Sit, li_wei: Member, grid: Area
) -> None:
    enrolling.add_person(
        area=grid, name="李国庆", household=zhang.household, registered_on=TODAY,
        relation_to_owner="表弟",
    )  # fmt: skip
    page = sit(li_wei).get(f"/people/{zhang.pk}/").text
    assert "李国庆" in page
    assert "表弟" in page
    crowd.gather(grid, 1, li_wei, TODAY)
    assert "马一花" not in sit(li_wei).get(f"/people/{zhang.pk}/").text
