"""What the pages of visits say and do, without a browser."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.certifications.models import Certification
from sixin.hazards.models import Hazard
from sixin.registers.models import Building, Consent, Entrance, Household
from sixin.visits import actions
from sixin.visits.models import FollowUp, Round, State, Visit
from sixin.visits.tests import cast


@pytest.fixture
def now():
    """The pages read the clock, so here it is the real one."""
    return clock.now()


def at_door(person, building=3, entrance=2, door="501"):
    house, _new = Building.objects.get_or_create(
        area=person.area, name=f"{building}号楼", defaults={"number": building}
    )
    stair, _new = Entrance.objects.get_or_create(
        building=house, name=f"{entrance}单元", defaults={"number": entrance}
    )
    person.household, _new = Household.objects.get_or_create(
        area=person.area,
        address=f"{house}{stair}{door}",
        defaults={"building": house, "entrance": stair, "floor": 5, "door": door},
    )
    person.save(update_fields=["household"])
    return person


def answers(**more):
    local = clock.now()
    return {
        "id": str(uuid7()),
        "outcome": "completed",
        "wellbeing": "good",
        "mode": "home",
        "day": f"{local:%Y-%m-%d}",
        "time": f"{local:%H:%M}",
    } | more


def visit_page(person):
    return reverse("record-visit", args=[person.pk])


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_list_is_grouped_by_grid_and_building_in_walking_order(people, desk):
    at_door(people.zhang)
    at_door(cast.elder(people.grid, "李国庆", ["empty_nest"], **cast.KEY), 10, 1, "101")
    at_door(cast.elder(people.grid, "马兰", ["empty_nest"], **cast.KEY), 3, 1, "202")
    answer = desk(people.li).get("/due/")
    groups = [(g.heading, [r.person.name for r in g.rows]) for g in answer.context["groups"]]
    assert groups == [
        ("第一网格 · 3号楼", ["马兰", "张秀英"]),
        ("第一网格 · 10号楼", ["李国庆"]),
    ]


def test_a_row_says_why_and_where_the_rule_comes_from(people, desk, now):
    then = cast.ago(now, 40)
    actions.record(report=cast.met(people.zhang, then), by=people.wang, now=then)
    words = text_of(desk(people.wang).get("/due/"))
    assert "40 天前见过" in words
    assert "每 30 天看望一次 ， 青海省 2022" in words.replace("，", " ， ").replace("  ", " ")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["张秀英", "李国庆", "马兰"]),
        ("?level=high", ["张秀英"]),
        ("?level=key", ["李国庆", "马兰"]),
        ("?q=zxy", ["张秀英"]),
        ("?q=李国庆", ["李国庆"]),
        ("?area=632802001001002", ["马兰"]),
        ("?when=urgent", []),
        ("?planned=yes", ["李国庆"]),
        ("?planned=no", ["张秀英", "马兰"]),
        ("?sort=urgency", ["张秀英", "李国庆", "马兰"]),
        ("?level=nonsense&sort=%00&page=99", ["张秀英", "李国庆", "马兰"]),
    ],
)
def test_filters_stand_in_the_address(people, desk, now, query, names):
    key = cast.elder(people.grid, "李国庆", ["empty_nest"], **cast.KEY)
    cast.elder(people.other_grid, "马兰", ["empty_nest"], **cast.KEY)
    day = now.date()
    actions.plan(
        area=people.community, name="", first_day=day, last_day=day, by=people.li, now=now,
        stops=[actions.Stop(key, day)],
    )  # fmt: skip
    answer = desk(people.li).get(f"/due/{query}")
    found = [row.person.name for group in answer.context["groups"] for row in group.rows]
    assert sorted(found) == sorted(names)


def test_a_grid_worker_sees_her_grid_and_an_outsider_nothing_of_it(people, desk):
    cast.elder(people.other_grid, "马兰", ["empty_nest"], **cast.KEY)
    assert "马兰" not in text_of(desk(people.wang).get("/due/"))
    assert "张秀英" not in text_of(desk(people.outsider).get("/due/"))
    assert desk(people.outsider).get("/due/?area=632802001001").status_code == 403


def test_an_empty_list_teaches(people, desk, now):
    actions.record(report=cast.met(people.zhang, now), by=people.wang, now=now)
    assert "这七天里没有人等着看望" in text_of(desk(people.wang).get("/due/"))
    assert "没有这样的人" in text_of(desk(people.wang).get("/due/?q=无名氏"))


def test_the_list_asks_as_many_queries_for_forty_as_for_two(
    people, desk, django_assert_max_num_queries
):
    browser = desk(people.li)
    cast.elder(people.grid, "马兰", ["empty_nest"], **cast.KEY)
    browser.get("/due/")
    for number in range(40):
        at_door(cast.elder(people.grid, f"李{number}", ["empty_nest"], **cast.KEY), 3, 1, "1")
    with django_assert_max_num_queries(30):
        browser.get("/due/")


def test_the_paper_twin_has_boxes_and_a_number_to_call(people, desk):
    people.li.phone = "0977-8221234"
    people.li.save()
    words = text_of(desk(people.li).get("/due/?print=1"))
    assert "张秀英" in words
    assert "0977-8221234" in words
    assert words.count("看到什么") == 1


def test_a_round_is_planned_from_those_ticked(people, desk, now):
    other = cast.elder(people.other_grid, "马兰", ["empty_nest"], **cast.KEY)
    browser = desk(people.li)
    ticked = {"person": [str(people.zhang.pk), str(other.pk)], "area": people.community.code}
    form = browser.post("/rounds/new/", ticked | {"step": "picked"}).context["form"]
    assert form[f"walker_{people.grid.pk}"].initial == str(people.wang.pk)
    day = now.date()
    answer = browser.post(
        "/rounds/new/",
        ticked
        | {
            "step": "save",
            "name": "冬至前",
            "first_day": f"{day}",
            "last_day": f"{day + timedelta(days=6)}",
            f"walker_{people.grid.pk}": str(people.wang.pk),
            f"walker_{people.other_grid.pk}": "",
        },
    )
    made = Round.objects.get()
    assert answer.url == f"/rounds/{made.pk}/"
    went = made.visits.values_list("person__name", "members__name").order_by("person__name")
    assert list(went) == [("张秀英", "王芳"), ("马兰", None)]


def test_all_whom_the_filters_leave_are_planned_at_once(people, desk):
    cast.elder(people.grid, "李国庆", ["empty_nest"], **cast.KEY)
    answer = desk(people.li).post(
        "/rounds/new/?level=key", {"step": "all", "area": people.community.code}
    )
    assert [person.name for person in answer.context["people"]] == ["李国庆"]


def test_impossible_days_are_said_at_the_field_and_nothing_is_lost(people, desk, now):
    answer = desk(people.li).post(
        "/rounds/new/",
        {
            "step": "save", "person": str(people.zhang.pk), "area": people.community.code,
            "name": "冬至前", "first_day": "2026-11-30", "last_day": "2026-11-01",
        },
    )  # fmt: skip
    form = answer.context["form"]
    assert form.errors["last_day"] == ["结束日期在开始日期以前。"]
    assert form["name"].value() == "冬至前"
    assert not Round.objects.exists()


def test_planning_is_not_for_grid_workers(people, desk):
    assert "排成一轮" not in text_of(desk(people.wang).get("/due/"))
    posted = {"step": "picked", "person": str(people.zhang.pk), "area": people.grid.code}
    assert desk(people.wang).post("/rounds/new/", posted).status_code == 403


@pytest.fixture
def a_round(people, now):
    at_door(people.zhang)
    other = at_door(cast.elder(people.other_grid, "马兰", ["empty_nest"], **cast.KEY))
    day = now.date()
    return actions.plan(
        area=people.community, name="冬至前", first_day=day, last_day=day, by=people.li, now=now,
        stops=[
            actions.Stop(people.zhang, day, people.wang), actions.Stop(other, day, people.li),
        ],
    )  # fmt: skip


def test_a_round_shows_each_their_own_doors(people, desk, a_round):
    page = desk(people.wang).get(f"/rounds/{a_round.pk}/")
    mine = text_of(page)
    assert page.context["round"].planned == 1
    assert ("张秀英" in mine, "马兰" in mine) == (True, False)
    assert desk(people.outsider).get(f"/rounds/{a_round.pk}/").status_code == 404
    assert "冬至前" in text_of(desk(people.wang).get("/rounds/"))


def test_a_stop_is_taken_off_and_put_back(people, desk, a_round):
    stop = a_round.visits.get(person=people.zhang)
    browser, address = desk(people.li), f"/rounds/stops/{stop.pk}/"
    bare = browser.post(address, {"step": "cancel", "because": " "})
    assert bare.context["form"].errors["because"] == ["请写一句为什么不去了。"]
    browser.post(address, {"step": "cancel", "because": "去女儿家了"})
    assert "去女儿家了" in text_of(browser.get(f"/rounds/{a_round.pk}/"))
    browser.post(f"{address}put-back/")
    stop.refresh_from_db()
    assert stop.state == State.PLANNED


def test_a_colleague_joins_a_stop(people, desk, a_round):
    stop = a_round.visits.get(person=people.zhang)
    both = [str(people.wang.pk), str(people.li.pk)]
    desk(people.li).post(f"/rounds/stops/{stop.pk}/", {"step": "assign", "members": both})
    assert set(stop.members.all()) == {people.wang, people.li}


def test_round_sheets_are_for_each_walker(people, desk, a_round):
    words = text_of(desk(people.li).get(f"/rounds/{a_round.pk}/?print=1"))
    assert words.count("两次敲门没人应，马上打这个电话") == 2


def test_three_answers_record_a_usual_visit(people, desk):
    answer = desk(people.wang).post(visit_page(people.zhang), answers())
    assert answer.url == f"/people/{people.zhang.pk}/"
    visit = Visit.objects.get()
    assert (visit.state, visit.wellbeing, visit.mode) == ("completed", "good", "home")


def test_everything_found_is_recorded_and_undone_by_one_link(people, desk):
    Consent.objects.create(
        person=people.zhang, purpose="family_notice", given_on="2026-01-01", way="spoken"
    )
    browser = desk(people.wang)
    page = browser.post(
        visit_page(people.zhang),
        answers(
            needs=["haircut"], hazard_gas=["hose"], hazard_water=["leak"], hazard_note="厨房",
            certified_pension="on", certified_pension_channel="home",
            certified_pension_receipt="HX-9", child_told="on", seen_safety="concern",
            minutes="20", note="血压药够吃", colleagues=[str(people.li.pk)],
        ),
        follow=True,
    )  # fmt: skip
    visit = Visit.objects.get()
    assert (visit.needs, visit.seen, visit.minutes) == (["haircut"], {"safety": "concern"}, 20)
    assert set(Hazard.objects.values_list("item", flat=True)) == {"hose", "leak"}
    assert Certification.objects.get().receipt_number == "HX-9"
    said = [str(message) for message in page.context["messages"]]
    assert "2 处隐患；养老金领取资格认证；已告诉家人" in said[0]
    browser.post(reverse("visit-undo", args=[visit.pk]))
    assert set(Hazard.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert Certification.objects.get().taken_back_at is not None


def test_sending_the_form_twice_records_once(people, desk):
    browser, sent = desk(people.wang), answers(hazard_gas=["hose"])
    for _time in range(2):
        assert browser.post(visit_page(people.zhang), sent).status_code == 302
    assert (Visit.objects.count(), Hazard.objects.count()) == (1, 1)


def test_going_back_to_a_form_that_was_sent_says_so(people, desk):
    browser = desk(people.wang)
    form = browser.get(visit_page(people.zhang)).url
    sent = answers(id=form[-36:])
    browser.post(form, sent)
    assert "这张表已经记下了" in text_of(browser.get(form))
    browser.post(reverse("visit-undo", args=[Visit.objects.get().pk]))
    assert browser.get(form).status_code == 302


def test_going_back_and_changing_the_answer_is_refused_with_a_sentence(people, desk):
    browser, sent = desk(people.wang), answers()
    browser.post(visit_page(people.zhang), sent)
    answer = browser.post(visit_page(people.zhang), sent | {"wellbeing": "watch"})
    assert answer.context["form"].non_field_errors() == [
        "这张表已经交过，内容不一样。要改，请先撤销那次走访。"
    ]
    assert Visit.objects.get().wellbeing == "good"


def test_after_an_undo_the_old_form_records_anew_on_a_second_press(people, desk):
    browser, sent = desk(people.wang), answers()
    browser.post(visit_page(people.zhang), sent)
    browser.post(reverse("visit-undo", args=[Visit.objects.get().pk]))
    again = browser.post(visit_page(people.zhang), sent).context["form"]
    assert again.non_field_errors()
    fresh = sent | {"id": str(again["id"].value())}
    assert browser.post(visit_page(people.zhang), fresh).status_code == 302
    assert sorted(Visit.objects.values_list("state", flat=True)) == ["cancelled", "completed"]


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"outcome": ""}, "outcome", "请选一下敲门之后怎么样。"),
        ({"wellbeing": ""}, "wellbeing", "见到了老人，请选一下今天看着怎么样。"),
        ({"day": "2999-01-01"}, "day", "走访时间在将来。请填实际走访的时间。"),
        ({"day": "去年"}, "day", "日期看不懂。请写成 2026-11-23 这样。"),
        ({"time": "早上"}, "time", "时间看不懂。请写成 09:30 这样。"),
        ({"minutes": "999"}, "minutes", "走访时长请填 1 到 480 分钟。"),
        ({"minutes": "半小时"}, "minutes", "分钟请写成整数，比如 20。"),
        ({"next_on": "2020-01-01"}, "next_on", "下次走访的日子在这次走访以前。"),
        ({"for_others": "on"}, "colleagues", "您没去，是谁去的？请勾选同事。"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(
    people, desk, wrong, field, sentence
):
    sent = answers(note="血压药够吃") | wrong
    form = desk(people.wang).post(visit_page(people.zhang), sent).context["form"]
    assert form.errors == {field: [sentence]}
    assert form["note"].value() == "血压药够吃"
    assert not Visit.objects.exists()


def test_telling_the_family_is_only_offered_with_consent(people, desk):
    browser = desk(people.wang)
    assert (
        'name="child_told"'
        not in browser.get(visit_page(people.zhang), follow=True).content.decode()
    )
    form = browser.post(visit_page(people.zhang), answers(child_told="on")).context["form"]
    assert list(form.errors) == ["child_told"]


def test_without_a_meeting_what_only_a_meeting_tells_is_left_out(people, desk):
    sent = answers(outcome="no_answer", hazard_gas=["hose"], certified_pension="on")
    desk(people.wang).post(visit_page(people.zhang), sent)
    assert (Visit.objects.get().state, Hazard.objects.count()) == ("no_answer", 0)


def test_the_second_failed_knock_leads_to_the_follow_up(people, desk, now):
    then = cast.ago(now, 1)
    actions.record(report=cast.knock(people.zhang, then), by=people.wang, now=then)
    answer = desk(people.wang).post(visit_page(people.zhang), answers(outcome="no_answer"))
    assert answer.url == f"/follow-ups/{FollowUp.objects.get().pk}/"


def test_a_stop_of_the_round_that_is_walked_is_filled_in(people, desk, a_round):
    stop = a_round.visits.get(person=people.zhang)
    form = desk(people.wang).get(visit_page(people.zhang), follow=True).context["form"]
    assert form["id"].value() == str(stop.pk)
    sent = answers(id=str(stop.pk), back="round")
    answer = desk(people.wang).post(visit_page(people.zhang), sent)
    stop.refresh_from_db()
    assert (answer.url, stop.state) == (f"/rounds/{a_round.pk}/", "completed")


def test_what_a_colleague_wrote_on_paper_counts_for_the_colleague(people, desk, a_round):
    form = desk(people.li).get(visit_page(people.zhang), follow=True).context["form"]
    assert (form["for_others"].value(), form["colleagues"].value()) == (
        True,
        [str(people.wang.pk)],
    )
    stop = a_round.visits.get(person=people.zhang)
    sent = answers(id=str(stop.pk), for_others="on", colleagues=[str(people.wang.pk)])
    desk(people.li).post(visit_page(people.zhang), sent)
    stop.refresh_from_db()
    assert (list(stop.members.all()), stop.recorded_by) == ([people.wang], people.li)


def test_an_outsider_finds_none_of_these_pages(people, desk, now, a_round):
    for days in (2, 1):
        then = cast.ago(now, days)
        actions.record(report=cast.knock(people.zhang, then), by=people.wang, now=then)
    visit = Visit.objects.filter(state="no_answer").first()
    stop = a_round.visits.get(person=people.zhang)
    outsider, row = desk(people.outsider), FollowUp.objects.get()
    for address in (
        visit_page(people.zhang),
        f"/follow-ups/{row.pk}/",
        f"/people/{people.zhang.pk}/follow-up/",
        f"/rounds/stops/{stop.pk}/",
    ):
        assert outsider.get(address).status_code == 404
    assert outsider.post(visit_page(people.zhang), answers()).status_code == 404
    assert outsider.post(reverse("visit-undo", args=[visit.pk])).status_code == 404
    assert outsider.post(f"/rounds/stops/{stop.pk}/put-back/").status_code == 404


@pytest.fixture
def sought(people, now):
    for days in (2, 1):
        then = cast.ago(now, days)
        actions.record(report=cast.knock(people.zhang, then), by=people.wang, now=then)
    cast.daughter(people.zhang)
    return FollowUp.objects.get()


def test_a_follow_up_says_whom_to_call(people, desk, sought):
    page = desk(people.wang).get(f"/people/{people.zhang.pk}/follow-up/", follow=True)
    assert 'href="tel:13900001111"' in page.content.decode()
    assert "李敏" in text_of(page)
    assert "上门，没人应" in text_of(page)


def test_steps_are_taken_and_it_is_closed_from_the_page(people, desk, sought):
    browser, address = desk(people.wang), f"/follow-ups/{sought.pk}/"
    browser.post(address, {"step": "neighbour", "note": "说去买菜"})
    assert "问了邻居" in text_of(browser.get(address))
    blank = browser.post(address, {"outcome": " "})
    assert blank.context["close_form"].errors["outcome"] == ["请写一下找到的情况，一句话就行。"]
    browser.post(address, {"outcome": "在女儿家"})
    sought.refresh_from_db()
    assert (sought.outcome, sought.closed_by) == ("在女儿家", people.wang)
    assert "办结" in text_of(browser.get(address))


def test_closing_what_a_colleague_closed_says_so(people, desk, sought, now):
    actions.close(follow_up=sought, outcome="在家", by=people.li, now=now)
    answer = desk(people.wang).post(f"/follow-ups/{sought.pk}/", {"outcome": "在女儿家"})
    assert "这件事已经有人办结了。" in text_of(answer)
    sought.refresh_from_db()
    assert sought.outcome == "在家"
