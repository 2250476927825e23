"""Commands as people type them: what they print, and how they end."""

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner, Result

from sixin.ledger.models import MonthTally
from sixin.registers.models import Area, Member, Person
from sixin.site.cli import main
from sixin.visits import actions
from sixin.visits.reports import Report


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def visited(zhang: Person, wang_fang: Member, now: datetime) -> Person:
    report = Report(person=zhang, outcome="completed", wellbeing="good", occurred_at=now)
    actions.record(report=report, by=wang_fang, now=now)
    return zhang


def test_areas_as_json_is_a_list_of_code_name_level_parent(grid: Area) -> None:
    rows = json.loads(_run("areas", "--json").output)
    assert {tuple(row) for row in rows} == {("code", "name", "level", "parent")}
    assert rows[-1] == {
        "code": "632801001901002",
        "name": "第二网格",
        "level": "grid",
        "parent": "632801001901",
    }


def test_figures_as_json_hold_what_the_ledger_holds(visited: Person, community: Area) -> None:
    answer = json.loads(
        _run(
            "figures",
            "--area",
            community.code,
            "--from",
            "2026-11-01",
            "--to",
            "2026-11-23",
            "--json",
        ).output
    )
    assert {key: answer[key] for key in ("area", "from", "to")} == {
        "area": "632801001901",
        "from": "2026-11-01",
        "to": "2026-11-23",
    }
    assert answer["figures"][0] == {
        "code": "visits.person_times",
        "name": "上门走访",
        "unit": "人次",
        "kind": "flow",
        "value": 1,
        "version": 1,
    }
    codes = {figure["code"] for figure in answer["figures"]}
    assert codes >= {
        "certifications.person_times",
        "events.health_sessions",
        "volunteers.home_services",
        "people.benefited_person_times",
    }
    assert {figure["kind"] for figure in answer["figures"]} == {"flow", "stock", "ratio"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--area", "99", "--from", "2026-01-01", "--to", "2026-01-02"], "no area has the code 99"),
        (
            ["--area", "632801001901", "--from", "2026-02-01", "--to", "2026-01-02"],
            "the first day is after the last",
        ),
        (["--area", "632801001901", "--from", "gestern", "--to", "2026-01-02"], "gestern"),
    ],
)
def test_wrong_words_get_a_sentence(community: Area, words: list[str], sentence: str) -> None:
    result = _run("figures", *words)
    assert (result.exit_code, sentence in result.output) == (2, True)
    assert "Traceback" not in result.output


def test_check_ledger_ends_with_1_and_says_what_differs(visited: Person) -> None:
    sound = _run("check-ledger")
    assert (sound.exit_code, sound.output) == (
        0,
        "Sound: 1 records recounted, every reversal balances.\n",
    )
    MonthTally.objects.update(deeds=2)
    broken = _run("check-ledger")
    assert (broken.exit_code, broken.output.startswith("tally of area")) == (1, True)


def test_check_search_ends_with_1_says_whose_tokens_differ_and_mends(zhang: Person) -> None:
    sound = _run("check-search")
    assert (sound.exit_code, sound.output) == (0, "Sound: 4 search tokens compared.\n")
    Person.objects.filter(pk=zhang.pk).update(name="张秀瑛")
    broken = _run("check-search")
    said = f"Person {zhang.pk}: 3 search tokens are missing, 3 are too many.\n"
    assert (broken.exit_code, broken.output) == (1, said)
    mended = _run("check-search", "--mend")
    assert (mended.exit_code, mended.output.startswith("Worked out anew for")) == (0, True)


def test_help_names_every_word() -> None:
    output = _run("--help").output
    for word in ("areas", "briefing", "check-ledger", "demo", "figures", "import-roster", "init"):
        assert f"\n  {word}" in output


def test_figures_of_a_period_before_anything_are_zero(visited: Person, community: Area) -> None:
    from sixin.indicators import queries

    values = queries.values(community, date(2024, 1, 1), date(2024, 12, 31))
    assert [v.value for v in values if v.figure.type == "flow"] == [0] * 7
