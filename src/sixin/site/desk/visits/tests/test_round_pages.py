"""What the pages of rounds say and do, without a browser."""

from datetime import timedelta

from sixin.audit.models import Entry
from sixin.site.desk.visits.tests.pages import text_of
from sixin.visits.models import Round, State
from sixin.visits.tests import cast


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
    address = f"/rounds/{a_round.pk}/?print=1"
    assert "为什么要导出" in text_of(desk(people.li).get(address))
    words = text_of(desk(people.li).post(address, {"why": "visit"}))
    assert "导出；原因：上门走访" in words
    assert Entry.objects.get(verb="round.printed").details == {"count": 2}
    assert words.count("两次敲门没人应，马上打这个电话") == 2
