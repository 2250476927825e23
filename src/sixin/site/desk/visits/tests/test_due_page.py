"""What the due list says, without a browser."""

import pytest

from sixin.audit.models import Entry
from sixin.site.desk.visits.tests.pages import at_door, text_of
from sixin.visits import actions
from sixin.visits.tests import cast


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
        ("?level=nonsense&sort=%01&page=99", ["张秀英", "李国庆", "马兰"]),
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
    answer = desk(people.li).get(f"/due/{query}", follow=True)
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
    assert "没有这样的人" in text_of(desk(people.wang).get("/due/?q=无名氏", follow=True))


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
    words = text_of(desk(people.li).post("/due/?print=1", {"why": "visit"}))
    assert "李伟 于 " in words
    assert "导出；原因：上门走访" in words
    assert Entry.objects.get(verb="due.printed").by == people.li.pk
    assert "张秀英" in words
    assert "0977-8221234" in words
    assert words.count("看到什么") == 1
