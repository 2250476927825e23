"""What the page of a follow-up says and does, without a browser."""

from sixin.site.desk.visits.tests.pages import text_of
from sixin.visits import actions
from sixin.visits.tests import cast


def test_a_follow_up_says_whom_to_call(people, desk, sought):
    page = desk(people.wang).get(f"/people/{people.zhang.pk}/follow-up/", follow=True)
    text = page.content.decode()
    assert ("139****1111" in text, "13900001111" in text) == (True, False)
    reveal = f"/people/{people.zhang.pk}/reveal/"
    daughter = people.zhang.contacts.get()
    asked = {"field": f"contact.{daughter.pk}", "why": "call", "look": "call"}
    given = desk(people.wang).post(reveal, asked, headers={"HX-Request": "true"})
    assert 'href="tel:13900001111"' in given.content.decode()
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


def test_who_only_walks_logs_steps_and_leaves_the_closing_to_others(people, desk, sought):
    volunteer = cast.member("xiaoming", "小明", "volunteer", people.community)
    browser, address = desk(volunteer), f"/follow-ups/{sought.pk}/"
    assert "由他们办结" in text_of(browser.get(address))
    browser.post(address, {"step": "neighbour", "note": "说去买菜"})
    assert sought.steps.get().taken_by == volunteer
    assert browser.post(address, {"outcome": "在女儿家"}).status_code == 403
    sought.refresh_from_db()
    assert sought.closed_at is None
