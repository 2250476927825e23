"""How a number is said: by rule rows, the exact number beside it."""

from datetime import date

import pytest

from sixin.papers import wording
from sixin.papers.spoken import tongue
from sixin.registers.models import Area
from sixin.rulebook.models import Rule


@pytest.fixture
def steps(community: Area, today: date) -> list[Rule]:
    return wording.steps(community, today)


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (213, "人次", "200余人次（213人次）", "over 200 person-times (213)"),
        (307, "人次", "300余人次（307人次）", "over 300 person-times (307)"),
        (300, "人次", "300人次", "300 person-times"),
        (10, "场", "10场", "10 sessions"),
        (1, "场", "1场", "1 session"),
        (19, "人", "19人", "19 people"),
        (20, "人次", "20人次", "20 person-times"),
        (23, "人次", "20余人次（23人次）", "over 20 person-times (23)"),
        (99, "人", "90余人（99人）", "over 90 people (99)"),
        (1026, "人", "1000余人（1026人）", "over 1,000 people (1,026)"),
        (12345, "人次", "12300余人次（12345人次）", "over 12,300 person-times (12,345)"),
        (0, "人", "0人", "0 people"),
    ],
)
def test_a_number_is_rounded_down_and_stands_beside_it(
    steps: list[Rule], value: int, unit: str, chinese: str, english: str
) -> None:
    rounded = wording.approximate(value, steps)
    assert tongue("zh").rounded(rounded, unit) == chinese
    assert tongue("en").rounded(rounded, unit) == english


def test_a_county_s_own_row_wins(community: Area, today: date) -> None:
    Rule.objects.create(
        rule_id="test.step",
        topic=wording.TOPIC,
        area="632801",
        valid_from=date(2025, 1, 1),
        when={"at_least": 100},
        value=50,
        label="一百以上按五十取整",
        label_en="From 100: by fifties",
        source="测试",
        status="local",
        shipped=False,
    )
    assert wording.approximate(263, wording.steps(community, today)).rough == 250


def test_without_any_row_the_number_is_said_as_it_is() -> None:
    assert wording.approximate(213, []).is_exact


@pytest.mark.parametrize(
    ("first", "last", "chinese", "english"),
    [
        ("2026-01-01", "2026-12-31", "2026年", "2026"),
        ("2026-07-01", "2026-09-30", "2026年第三季度", "third quarter of 2026"),
        ("2026-10-01", "2026-10-31", "2026年10月", "October 2026"),
        ("2026-02-01", "2026-02-28", "2026年2月", "February 2026"),
        ("2026-11-23", "2026-11-23", "2026年11月23日", "23 November 2026"),
        ("2026-01-01", "2026-11-23", "2026年1月1日至11月23日", "1 January to 23 November 2026"),
        (
            "2025-12-01",
            "2026-01-31",
            "2025年12月1日至2026年1月31日",
            "1 December 2025 to 31 January 2026",
        ),
        ("2026-02-01", "2026-04-30", "2026年2月1日至4月30日", "1 February to 30 April 2026"),
    ],
)
def test_a_period_is_said_as_people_say_it(
    first: str, last: str, chinese: str, english: str
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (tongue("zh").period(*days), tongue("en").period(*days)) == (chinese, english)
