"""The demo year comes to the newspaper's page, and every number opens to its records."""

import json
import re

import pytest

from tests.golden import seeded
from tests.golden.seeded import Seeded
from tests.journeys import instance

AREA = "632801001901"
YEAR = ("--from", "2026-01-01", "--to", instance.DAY)
# What the page reports of a community's year: "over 200", "over 300", "10", "over 20", "over 400".
BANDS = {
    "visits.person_times": range(200, 300),
    "certifications.person_times": range(300, 400),
    "events.health_sessions": range(10, 11),
    "volunteers.home_services": range(20, 30),
    "people.benefited_person_times": range(400, 500),
}
PERIODS = ("this year", "this year, whole", "the year before")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """The demo community; the tests of this file only read it."""
    return seeded.community(tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="module")
def told(demo: Seeded) -> dict:
    """What is in it."""
    return demo.told()


@pytest.mark.parametrize("period", PERIODS)
def test_the_figures_are_the_newspaper_s(told, period):
    figures = told["figures"][period]
    assert {code: figures[code] for code, band in BANDS.items() if figures[code] not in band} == {}


@pytest.mark.parametrize("period", PERIODS)
def test_every_figure_is_the_sum_of_records_that_exist(told, period):
    figures, behind = told["figures"][period], told["behind"][period]
    assert {code: total for code, (total, _rows, _known) in behind.items()} == {
        code: figures[code] for code in behind
    }
    assert [code for code, (_total, rows, known) in behind.items() if rows != known] == []
    assert BANDS.keys() <= behind.keys()


def test_this_year_s_figures_are_these(told):
    assert told["figures"]["this year"] == {
        "visits.person_times": 263,
        "visits.remote_person_times": 2206,
        "certifications.person_times": 327,
        "events.health_sessions": 10,
        "volunteers.home_services": 24,
        "people.benefited_person_times": 432,
        "people.elders": 1000,
        "visits.people": 333,
        "visits.overdue": 20,
        "visits.reach_rate": 33.3,
    }


def test_the_year_before_came_to_these(told):
    assert told["figures"]["the year before"] == {
        "visits.person_times": 251,
        "visits.remote_person_times": 779,
        "certifications.person_times": 341,
        "events.health_sessions": 10,
        "volunteers.home_services": 22,
        "people.benefited_person_times": 439,
        "people.elders": 858,
        "visits.people": 319,
        "visits.overdue": 94,
        "visits.reach_rate": 37.2,
    }


def test_the_people_and_their_visits_are_always_the_same(told):
    assert (told["people"], told["knocks"]) == ("72e4f8f667ce", "22c37383e8a1")


def test_the_day_looks_like_a_day_at_work(told):
    seen = ("due", "follow-ups", "hazards", "pairs", "round", "late", "households")
    assert {name: told[name] for name in seen} == {
        "due": {"within a week": 74, "overdue": 20, "urgent": ["张秀英", "杨玉兰"]},
        "follow-ups": [8, 2],
        "hazards": 15,
        "pairs": 7,
        "round": ["入冬敲门行动", 86, 41, 6],
        "late": 176,
        "households": 807,
    }


def test_visits_ended_in_every_way(told):
    assert told["visits"] == {
        "away": 19,
        "cancelled": 5,
        "completed": 2708,
        "died": 17,
        "hospital": 10,
        "moved": 9,
        "no_answer": 88,
        "planned": 39,
        "refused": 17,
    }


def test_the_facts_of_the_elders_are_in_these_numbers(told):
    assert told["tags"] == {
        "chronic": 420,
        "dementia": 15,
        "destitute": 4,
        "disability": 73,
        "disabled_care": 31,
        "empty_nest": 152,
        "living_alone": 87,
        "low_income": 45,
        "migrant": 29,
        "no_family": 8,
        "party_member": 96,
        "severe_illness": 14,
        "special_family": 9,
    }


def test_the_rosters_left_slips_to_mend(told):
    assert told["imports"] == [
        ["2025年老年人台账.xlsx", 877, 869, 8],
        ["2026年老年人花名册.xlsx", 1016, 152, 7],
    ]


def test_the_ledger_proves_itself(demo):
    done = demo.sixin("check-ledger")
    assert (done.returncode, done.stdout.partition(":")[0]) == (0, "Sound")


def test_the_command_prints_the_same_figures(demo, told):
    answer = json.loads(demo.sixin("figures", "--area", AREA, *YEAR, "--json").stdout)
    printed = {row["code"]: row["value"] for row in answer["figures"]}
    assert printed == told["figures"]["this year"]
    assert (answer["area"], answer["from"], answer["to"]) == (AREA, YEAR[1], YEAR[3])


def test_a_second_run_keeps_the_data_and_the_accounts(demo, told):
    accounts = demo.home / "demo-accounts.json"
    before = accounts.read_bytes()
    done = demo.sixin("demo", "--no-serve")
    assert done.returncode == 0
    assert "Making" not in done.stdout
    assert accounts.read_bytes() == before
    assert demo.told() == told


def test_the_accounts_are_for_their_owner_only_and_cover_every_role(demo):
    path = demo.home / "demo-accounts.json"
    accounts = json.loads(path.read_text())
    assert path.stat().st_mode & 0o777 == 0o600
    assert {account["role"] for account in accounts} == {
        "community_lead", "community_worker", "grid_lead", "grid_worker", "building_lead",
        "volunteer", "system_admin", "data_protection",
    }  # fmt: skip
    assert all(len(account["password"]) >= 14 for account in accounts)


def test_the_app_of_a_demo_account_is_read_out_and_no_other(demo):
    shown = demo.sixin("demo-code", "zhaohaiyan")
    assert re.fullmatch(r"\d{6}\n", shown.stdout)
    for name in ("wangfang", "nobody"):
        refused = demo.sixin("demo-code", name)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "no account of this demo with an authenticator app" in refused.stderr


def test_a_reset_empties_database_and_folder(tmp_path):
    made = seeded.empty(tmp_path)
    shipped = len(json.loads(made.sixin("areas", "--json").stdout))
    more = """
from datetime import date
from sixin.registers.actions import enrolling
enrolling.add_area(code="632801001999", name="别处", level="community",
                   valid_from=date(2026, 1, 1), source="")
"""
    assert made.python(more).returncode == 0
    assert len(json.loads(made.sixin("areas", "--json").stdout)) == shipped + 1
    (tmp_path / "samples").mkdir()
    done = made.python("from sixin.site.demo import resetting; resetting.reset()")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "samples").exists()
    assert made.sixin("init").returncode == 0
    assert len(json.loads(made.sixin("areas", "--json").stdout)) == shipped
