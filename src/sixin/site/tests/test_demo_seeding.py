"""Making the demo: whole or not at all, and never beside other people's data."""

from datetime import date

import pytest
from click.testing import CliRunner
from django.conf import settings

from sixin.indicators import queries
from sixin.ledger import checking
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Person, RosterImport
from sixin.site import places
from sixin.site.cli import demo
from sixin.site.demo import (
    accounts,
    community,
    fates,
    invention,
    listing,
    performing,
    registering,
    resetting,
    rosters,
    seeding,
    story,
)
from sixin.site.demo.deeds import Knock

TODAY = date(2026, 11, 23)
WEEKS = date(2025, 2, 12)


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    """A data folder of its own."""
    monkeypatch.setenv("SIXIN_HOME", str(tmp_path))
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "files")
    return tmp_path


@pytest.fixture
def prefecture(db):
    enrolling.load_areas()


def test_an_interrupted_seeding_leaves_nothing_that_counts_as_done(prefecture):
    def until_the_first_month(line: str) -> None:
        if line == "2025-01":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seeding.seed(TODAY, until_the_first_month)
    assert not seeding.is_seeded()
    assert (Person.objects.count(), RosterImport.objects.count()) == (0, 0)
    assert not Area.objects.filter(code__startswith=community.CODE).exists()
    assert accounts.kept() == []


def test_the_first_weeks_are_entered_by_the_actions_and_count_as_told(prefecture, home):
    (home / "samples").mkdir()
    made = invention.invent(TODAY)
    entered = registering.enter(made, home / "samples")
    report = listing.take(rosters.first(made), fates.first_roster_on(TODAY), entered)
    people = listing.found(made.elders, entered)
    assert (report.created, report.rejected) == (len(people), 8)
    first = [deed for deed in story.tell(made) if deed.written_at.date() <= WEEKS]
    performing.Performance(entered, people).perform(first)
    figures = queries.values(entered.community, date(2025, 1, 1), WEEKS)
    counted = {value.figure.code: value.value for value in figures}
    knocks = [deed for deed in first if isinstance(deed, Knock) and deed.day <= WEEKS]
    assert counted["visits.person_times"] == sum(k.met for k in knocks if k.mode == "home")
    assert counted["visits.remote_person_times"] == sum(k.met for k in knocks if k.mode == "phone")
    assert counted["events.health_sessions"] == 2
    assert list(checking.differences()) == []


def test_the_demo_is_not_made_beside_other_people(prefecture):
    street = Area.objects.get(code=community.STREET)
    enrolling.add_person(area=street, name="王秀英", registered_on=TODAY)
    for words in ([], ["--reset"]):
        done = CliRunner().invoke(demo.command, ["--no-serve", *words])
        assert done.exit_code == 1
        assert "holds people who are not of the demo" in done.output
    assert Person.objects.get().name == "王秀英"
    assert not seeding.is_seeded()


@pytest.mark.parametrize("today", ["1999-01-01", "2100-01-01"])
def test_days_for_which_no_story_can_be_told_are_refused(prefecture, today):
    done = CliRunner().invoke(demo.command, ["--no-serve", "--today", today])
    assert (done.exit_code, "between 2024 and 2099" in done.output) == (2, True)


def test_accounts_are_kept_for_their_owner_alone():
    account = accounts.Account("wangfang", "abcd-efgh-jkmn", "王芳", "grid_worker", "1", "第一网格")
    accounts.keep([account])
    assert accounts.kept() == [account]
    assert (places.home() / accounts.FILE).stat().st_mode & 0o777 == 0o600


def test_a_damaged_list_of_accounts_is_taken_as_lost():
    (places.home() / accounts.FILE).write_text("{", encoding="utf-8")
    assert accounts.kept() == []


def test_passwords_are_all_different():
    assert len({accounts.new_password() for _ in range(100)}) == 100


def test_what_stands_beside_the_database_goes_with_a_reset(home):
    for folder in resetting.FOLDERS:
        (home / folder / "deeper").mkdir(parents=True)
    accounts.keep([])
    (home / "django.secret").write_text("kept")
    resetting.remove_files()
    assert [path.name for path in home.iterdir()] == ["django.secret"]
