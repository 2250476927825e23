"""Nearest area, latest date, and conditions that must hold."""

from datetime import date
from pathlib import Path

import pytest

from sixin.rulebook import loading, queries
from sixin.rulebook.matching import Facts, matches
from sixin.rulebook.models import Rule

HEAD = (
    "rule_id,topic,area,valid_from,valid_to,when,value,unit,label,label_en,source,source_url,"
    "status,confirmed_by\n"
)


def _load(folder: Path, *rows: str) -> None:
    file = folder / "rules.csv"
    file.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    loading.load_local(file)


@pytest.mark.parametrize(
    ("when", "facts", "holds"),
    [
        ({}, Facts(), True),
        ({"tag": "a|b"}, Facts(frozenset("b")), True),
        ({"tag": "a+b"}, Facts(frozenset("b")), False),
        ({"tag": "a+b"}, Facts(frozenset("abc")), True),
        ({"age_min": 80}, Facts(age=80), True),
        ({"age_min": 80}, Facts(age=79), False),
        ({"age_min": 80}, Facts(age=None), False),
        ({"age_min": 70, "age_max": 79}, Facts(age=80), False),
        ({"level": "high"}, Facts(level="high"), True),
        ({"level": "high"}, Facts(level="key"), False),
    ],
)
def test_conditions(when: dict[str, object], facts: Facts, holds: bool) -> None:
    assert matches(when, facts) == holds


@pytest.mark.django_db
def test_the_nearest_area_wins_then_the_latest_date(tmp_path: Path) -> None:
    row = "{id},t,{area},{since},{until},,{value},,词,words,本地,,local,"
    _load(
        tmp_path,
        row.format(id="nation", area="", since="2020-01-01", until="", value=30),
        row.format(id="old", area="6328", since="2021-01-01", until="", value=20),
        row.format(id="new", area="6328", since="2026-01-01", until="", value=10),
        row.format(id="over", area="632801", since="2020-01-01", until="2025-12-31", value=5),
    )
    asked = {
        (area, day): [
            r.rule_id for r in queries.in_force("t", area=area, on=date.fromisoformat(day))
        ]
        for area in ("632801001901", "6301", "63280")
        for day in ("2019-12-31", "2025-06-01", "2026-06-01")
    }
    assert asked == {
        ("632801001901", "2019-12-31"): [],
        ("632801001901", "2025-06-01"): ["over"],
        ("632801001901", "2026-06-01"): ["new"],
        ("6301", "2019-12-31"): [],
        ("6301", "2025-06-01"): ["nation"],
        ("6301", "2026-06-01"): ["nation"],
        ("63280", "2019-12-31"): [],
        ("63280", "2025-06-01"): ["old"],
        ("63280", "2026-06-01"): ["new"],
    }


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_keeps_an_area_s_own_rows(tmp_path: Path) -> None:
    _load(tmp_path, "own,visit.frequency,632801,2026-01-01,,level=high,7,天,词,words,县里,,local,")
    before = list(Rule.objects.order_by("rule_id").values())
    assert loading.load_shipped() == len(before) - 1
    assert list(Rule.objects.order_by("rule_id").values()) == before


@pytest.mark.django_db
def test_every_shipped_rule_names_its_source_and_both_languages() -> None:
    bare = Rule.objects.filter(source="") | Rule.objects.filter(label="")
    assert not (bare | Rule.objects.filter(label_en="")).exists()


@pytest.mark.django_db
def test_a_topic_without_rows_for_the_day_is_an_error_that_names_it() -> None:
    with pytest.raises(LookupError, match="elder.age"):
        queries.value("elder.age", area="6328", on=date(1900, 1, 1))
