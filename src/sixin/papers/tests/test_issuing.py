"""Who may issue what, and what is refused."""

from datetime import date, datetime

import pytest

from sixin.base.errors import NotAllowed
from sixin.ledger.models import MonthTally
from sixin.papers import actions, pdf, prose, queries
from sixin.papers.models import Briefing
from sixin.registers.models import Area, Member, Person
from sixin.visits import actions as visits
from sixin.visits.reports import Report

YEAR = date(2026, 1, 1), date(2026, 11, 23)


def visited(person: Person, by: Member, now: datetime) -> object:
    report = Report(
        person=person, outcome="completed", occurred_at=now, wellbeing="good", minutes=15
    )
    return visits.record(report=report, by=by, now=now)


def issue(area: Area, by: Member | None, now: datetime, days: tuple[date, date] = YEAR) -> Briefing:
    return actions.issue(area=area, first=days[0], last=days[1], by=by, now=now)


def test_the_desk_issues_for_its_own_areas(community: Area, li_wei: Member, now: datetime) -> None:
    made = issue(community, li_wei, now)
    assert list(queries.visible_to(li_wei, now.date())) == [made]


def test_a_grid_worker_and_an_outsider_do_not(
    community: Area, wang_fang: Member, outsider: Member, now: datetime
) -> None:
    for member in (wang_fang, outsider):
        with pytest.raises(NotAllowed, match="简报由社区负责人或社区工作人员来出"):
            issue(community, member, now)
    assert not Briefing.objects.exists()


def test_an_outsider_does_not_see_it(
    community: Area, li_wei: Member, outsider: Member, now: datetime
) -> None:
    issue(community, li_wei, now)
    assert not queries.visible_to(outsider, now.date()).exists()


@pytest.mark.parametrize(
    "days", [(date(2026, 3, 1), date(2026, 2, 1)), (date(2026, 12, 1), date(2026, 12, 31))]
)
def test_days_that_cannot_be_are_refused(
    community: Area, now: datetime, days: tuple[date, date]
) -> None:
    with pytest.raises(actions.BadPeriod):
        issue(community, None, now, days)
    assert not Briefing.objects.exists()


def test_a_number_that_its_records_do_not_sum_up_to_is_not_printed(
    community: Area, zhang: Person, wang_fang: Member, now: datetime
) -> None:
    visited(zhang, wang_fang, now)
    MonthTally.objects.update(month=date(2026, 3, 1))
    with pytest.raises(actions.NotBalanced, match="上门走访"):
        issue(community, None, now)
    assert not Briefing.objects.exists()


def test_changes_since_are_counted_and_the_frozen_number_stays(
    community: Area, zhang: Person, wang_fang: Member, now: datetime
) -> None:
    wrong = visited(zhang, wang_fang, now)
    made = issue(community, None, now)
    visits.take_back(visit=wrong, because="", by=wang_fang, now=now)
    visited(zhang, wang_fang, now)
    visited(zhang, wang_fang, now)
    frozen = made.figures.get(code="visits.person_times")
    assert (frozen.value, queries.since(frozen)) == (1, queries.Since(1, 2, 2))
    assert queries.taken_back(frozen.record_ids) == set(frozen.record_ids)
    assert queries.since(made.figures.get(code="people.elders")) is None


def test_an_empty_community_has_a_briefing_without_numbers_that_mislead(
    elsewhere: Area, now: datetime
) -> None:
    text = prose.as_text(prose.document(issue(elsewhere, None, now)))
    assert "铁西社区的台账里还没有走访、认证、活动和志愿服务的记录。" in text
    assert "看望到的比例 — %" in text


def test_without_a_chinese_font_a_sentence_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(pdf, "_families", lambda: frozenset({"DejaVu Sans"}))
    with pytest.raises(pdf.NoFont, match="fonts-noto-cjk"):
        pdf.require_fonts()
