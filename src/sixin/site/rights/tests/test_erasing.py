"""Erasing takes all that is hers and nothing that was counted."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from sixin.audit import checking as trail
from sixin.audit.models import Entry
from sixin.base.errors import NotAllowed, Refused
from sixin.base.uploads import Picture
from sixin.certifications import actions as certifications
from sixin.hazards import actions as hazards
from sixin.hazards.models import Hazard
from sixin.ledger import checking as ledger
from sixin.ledger.models import Part, Record
from sixin.registers.actions import changing, consenting, contacting, finding, merging, tagging
from sixin.registers.actions.contacting import Who
from sixin.registers.models import Erasure, Finder, Merge, Person
from sixin.registers.queries import people
from sixin.registers.rules import Erased
from sixin.site.rights import again, collecting, erasing
from sixin.site.rights.holdings import HOLDINGS
from sixin.site.rights.tests.life import NO_NAME, SECRETS, Life, figures, found_anywhere
from sixin.visits import actions as visits
from sixin.visits.models import Visit
from sixin.visits.queries import due
from sixin.visits.tests import cast
from sixin.volunteers import actions as volunteers


@pytest.fixture
def erase(life: Life, now: datetime, django_capture_on_commit_callbacks):
    """`erase()`: she asked for it in writing."""

    def it(person: Person | None = None, **other) -> dict[str, int]:
        said = {"ground": "asked", "because": "本人书面申请", "by": life.officer, "now": now}
        with django_capture_on_commit_callbacks(execute=True):
            return erasing.erase(person=person or life.person, **(said | other))

    return it


def test_nothing_that_names_her_is_left_anywhere(life: Life, erase) -> None:
    before = set(found_anywhere())
    assert {"registers.person.name", "registers.merge.before", "visits.visit.note"} <= before
    assert {name.rpartition(".")[2] for name in before} >= {"jsonl", "csv", "jpg"}
    erase()
    assert list(found_anywhere()) == []


def test_what_was_counted_counts_as_before(life: Life, erase, today: date) -> None:
    before = figures(life.grid, today), Record.objects.count(), Part.objects.count()
    assert list(ledger.differences()) == []
    erase()
    assert (figures(life.grid, today), Record.objects.count(), Part.objects.count()) == before
    assert list(ledger.differences()) == []


def test_she_is_on_no_list_of_whom_to_see_and_the_others_still_are(life: Life, erase) -> None:
    days = (date(2026, 10, 31), date(2026, 6, 30))
    before = [{entry.person_id for entry in due.overdue(life.grid, day)} for day in days]
    assert life.person.pk in before[0]
    erase()
    after = [{entry.person_id for entry in due.overdue(life.grid, day)} for day in days]
    assert after == [people - {life.person.pk} for people in before]


def test_a_row_without_her_stays_and_no_list_shows_it(life: Life, erase, today: date) -> None:
    erase()
    row = Person.objects.get(pk=life.person.pk)
    assert (row.name, row.id_number, row.phone, row.household, row.birth_date) == (
        NO_NAME, None, "", None, None,
    )  # fmt: skip
    assert (row.left_on, row.erased_at is None) == (today, False)
    assert not people.visible_to(life.worker, today).filter(pk=row.pk).exists()
    assert row not in people.ever_in(life.grid)
    assert life.neighbour in people.ever_in(life.grid)


def test_the_neighbour_loses_nothing(life: Life, erase, now: datetime) -> None:
    def hers() -> list:
        rows = collecting.everything([life.neighbour.pk])
        return [(h.label, found) for h, found in rows if h.label != "registers.rosterimport"]

    before = hers()
    erase()
    assert hers() == before


def test_the_dry_run_tells_what_then_goes(life: Life, erase) -> None:
    lines = collecting.counted(collecting.rows_of(life.person))
    told = {
        line.holding.label: line.deleted + line.emptied
        for line in lines
        if line.deleted + line.emptied
    }
    assert erase() == told
    assert told["registers.person"] == 2
    assert told["visits.visit"] == 4


def test_the_erasure_is_on_record_and_the_trail_still_holds(life: Life, erase) -> None:
    asked = {str(pk) for pk in collecting.rows_of(life.person)}
    erase()
    rows = Erasure.objects.all()
    assert {str(row.person) for row in rows} == asked
    assert {(row.whole, row.ground, row.by) for row in rows} == {
        (life.person.pk, "asked", life.officer)
    }
    entry = Entry.objects.get(verb="person.erased")
    assert (entry.subject, entry.reason) == (str(life.person.pk), "本人书面申请")
    assert trail.verify()[1] == []


def test_it_is_done_once_by_who_answers_for_rights_and_for_a_reason(life: Life, erase) -> None:
    with pytest.raises(NotAllowed):
        erase(by=life.worker)
    for field, other in (("ground", {"ground": "mood"}), ("because", {"because": " "})):
        with pytest.raises(Refused) as why:
            erase(**other)
        assert why.value.field == field
    assert Person.objects.get(pk=life.person.pk).name == "秦桂华"
    erase()
    with pytest.raises(Refused) as why:
        erase()
    assert why.value.sentence == "这个人的资料已经删除过了。"


def test_a_merge_whose_story_went_is_not_undone(life: Life, erase, now: datetime) -> None:
    erase()
    keeper = Visit.objects.filter(person=life.person).first().recorded_by
    keeper.roles.update(role="community_worker")
    with pytest.raises(Refused) as why:
        merging.undo(merge=Merge.objects.get(), by=keeper, now=now)
    assert "不能再撤销" in why.value.sentence


def test_who_grew_old_on_the_register_keeps_the_month_of_birth(
    life: Life, erase, today: date
) -> None:
    Person.objects.filter(pk=life.person.pk).update(birth_date=date(1965, 9, 17))
    before = figures(life.grid, today)
    erase(Person.objects.get(pk=life.person.pk))
    row = Person.objects.get(pk=life.person.pk)
    assert (row.birth_date, row.birth_precision) == (date(1965, 9, 1), "month")
    assert figures(life.grid, today) == before


def test_a_restored_backup_is_brought_up_to_the_list(life: Life, erase, now: datetime) -> None:
    rows = collecting.rows_of(life.person)
    erase()
    assert again.repeat(now=now) == 0  # nothing is left to do
    Erasure.objects.all().delete()
    # As a backup of the day before has them: with their data, and not yet merged.
    Person.objects.filter(pk__in=rows).update(
        name="秦桂花", phone=SECRETS[4], erased_at=None, merged_into=None
    )
    finding.rebuild()
    assert Finder.objects.filter(person__in=rows).exists()
    assert again.repeat(now=now) == 2
    assert list(found_anywhere()) == []
    assert not Finder.objects.filter(person__in=rows).exists()
    assert list(finding.differences()) == []
    assert set(Erasure.objects.values_list("person", flat=True)) == set(rows)


def test_nothing_is_noted_any_more_of_who_was_erased(life: Life, erase, now: datetime) -> None:
    """As a form does that was open meanwhile, or a telephone that sends late."""
    said = {"by": life.worker, "now": now}
    hose, visit = (
        Hazard.objects.get(),
        Visit.objects.filter(person=life.person).latest("occurred_at"),
    )
    consent = {"purpose": "public_wish", "given_on": date(2026, 1, 1), "way": "spoken"}
    done = {"benefit": "old_age", "channel": "home", "done_on": date(2026, 11, 1)}
    late: list[Callable[[], object]] = [
        lambda: visits.record(report=cast.met(life.person, now, note="迟到"), **said),
        lambda: visits.record(report=cast.met(life.neighbour, now, also_met=(life.person,)), **said),
        lambda: visits.take_back(visit=visit, because="记错了", **said),
        lambda: hazards.report(person=life.person, item="leak", note="迟", because_of=None, **said),
        lambda: hazards.add_photo(hazard=hose, picture=Picture(b"x", 1, 1), **said),
        lambda: certifications.record_done(person=life.person, **done, **said),
        lambda: consenting.give(person=life.person, **consent, **said),
        lambda: contacting.add(person=life.person, who=Who(name="李", phone="13800001111"), **said),
        lambda: tagging.state(
            person=life.person, tag="chronic", since=date(2026, 1, 1), source="self", **said
        ),
        lambda: changing.note(person=life.person, note="迟到", **said),
        lambda: volunteers.serve(
            person=life.person, kind="haircut", place="home", served_at=now, minutes=5,
            members=[life.worker], confirmed_by="本人", **said,
        ),
    ]  # fmt: skip
    erase()
    before = {h.label: h.hers([life.person.pk]).count() for h in HOLDINGS}
    for write in late:
        with pytest.raises(Erased):
            write()
    assert {h.label: h.hers([life.person.pk]).count() for h in HOLDINGS} == before
    assert list(found_anywhere()) == []
