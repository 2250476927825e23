"""What the page that records a visit says and does, without a browser."""

import pytest
from django.urls import reverse

from sixin.certifications.models import Certification
from sixin.hazards.models import Hazard
from sixin.registers.models import Consent
from sixin.site.desk.visits.tests.pages import answers, text_of, visit_page
from sixin.visits import actions
from sixin.visits.models import FollowUp, Visit
from sixin.visits.tests import cast


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


def test_telling_the_family_stops_with_the_very_next_page_after_she_withdraws(people, desk):
    agreed = Consent.objects.create(
        person=people.zhang, purpose="family_notice", given_on="2026-01-01", way="spoken"
    )
    browser, page = desk(people.wang), visit_page(people.zhang)
    opened = browser.get(page, follow=True)
    assert 'name="child_told"' in opened.content.decode()
    address = reverse("person-row", args=[people.zhang.pk, "consent", agreed.pk])
    browser.post(address, {"on": answers()["day"]})
    assert 'name="child_told"' not in browser.get(page, follow=True).content.decode()
    # The form that was open before is refused too.
    sent = answers(id=str(opened.context["form"]["id"].value()), child_told="on")
    assert list(browser.post(page, sent).context["form"].errors) == ["child_told"]
    assert not Visit.objects.exists()
