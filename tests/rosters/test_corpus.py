"""Every file of the corpus gives its report, and a second time changes nothing."""

from datetime import datetime
from typing import Any

import pytest

from sixin.registers.models import Area, Member, Person
from sixin.registers.roster import actions
from sixin.registers.roster.report import Report
from tests.rosters import births, files, layouts, people, values
from tests.rosters.making import Case, Found

CORPUS: list[Case] = [*layouts.CASES, *values.CASES, *births.CASES, *people.CASES, *files.CASES]


@pytest.fixture(params=CORPUS, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    """One file of the corpus."""
    found: Case = request.param
    return found


def imported(case: Case, community: Area, by: Member, now: datetime) -> Report:
    return actions.apply(file=case.content, name=case.file, community=community, by=by, now=now)


def told(problems: list[Any]) -> list[Found]:
    return sorted((p.sheet, p.row, p.column, p.value, p.code) for p in problems)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.rows, report.created, report.updated, report.unchanged, report.rejected


def test_the_corpus_is_large_and_its_names_differ():
    assert len(CORPUS) >= 25
    assert len({case.name for case in CORPUS}) == len(CORPUS)


def test_a_file_gives_its_report(case: Case, community: Area, li_wei: Member, now: datetime):
    report = imported(case, community, li_wei, now)
    assert told(report.problems) == sorted(case.problems)
    assert told(report.notices) == sorted(case.notices)
    assert counts(report) == (case.rows, case.created, 0, case.unchanged, case.rejected)
    if case.looks:
        assert case.looks(Person.objects.all()) == case.people


def test_the_same_file_again_changes_nothing(
    case: Case, community: Area, li_wei: Member, now: datetime
):
    imported(case, community, li_wei, now)
    again = imported(case, community, li_wei, now)
    assert counts(again) == (case.rows, 0, 0, case.rows - case.rejected, case.rejected)
    assert Person.objects.count() == case.created


def test_a_preview_tells_the_same_and_writes_nothing(
    case: Case, community: Area, li_wei: Member, now: datetime
):
    seen = actions.preview(
        file=case.content, name=case.file, community=community, by=li_wei, now=now
    )
    assert Person.objects.count() == 0
    done = imported(case, community, li_wei, now)
    assert counts(seen) == counts(done)
    assert told(seen.problems + seen.notices) == told(done.problems + done.notices)
    assert (seen.applied, done.applied) == (False, True)


def test_messages_say_how_to_mend_it(case: Case, community: Area, li_wei: Member, now: datetime):
    report = imported(case, community, li_wei, now)
    for problem in report.problems:
        assert problem.message.endswith("。")
        assert len(problem.message) > 12
