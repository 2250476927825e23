"""What is past its term is counted first, then removed; nothing else is, and no figure changes."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sixin.audit import checking as trail
from sixin.audit.models import Entry
from sixin.base import clock
from sixin.base.crypto import files
from sixin.base.errors import NotAllowed, Refused
from sixin.certifications.models import Certification
from sixin.ledger import checking as ledger
from sixin.registers.actions import changing
from sixin.registers.models import Consent, Erasure, Member, Merge, Person, RosterImport
from sixin.rulebook.models import Rule
from sixin.site.models import RetentionRun
from sixin.site.retention import running, terms
from sixin.site.rights.tests.life import NO_NAME, Life, figures
from sixin.visits.models import FollowUp, Visit
from sixin.visits.tests import cast


@pytest.fixture
def apply(life: Life, django_capture_on_commit_callbacks: Any) -> Any:
    """Count, confirm and remove on that moment. Returns {kind: rows removed}."""

    def it(at: datetime) -> dict[str, int]:
        run = running.count(on=clock.day_of(at), by=life.officer, now=at)
        running.confirm(run=run, by=life.officer, now=at)
        with django_capture_on_commit_callbacks(execute=True):
            run = running.apply(run=run, by=life.officer, now=at, told=lambda _d, _t: None)
        return {found["kind"]: found["done"] for found in run.findings if found["done"]}

    return it


def rows_of(run: RetentionRun) -> dict[str, int]:
    return {found["kind"]: found["rows"] for found in run.findings if found["rows"]}


def test_the_dry_run_counts_and_removes_nothing(life: Life, now: datetime, later: datetime) -> None:
    before = Visit.objects.exclude(note="").count()
    run = running.count(on=clock.day_of(later), by=None, now=later)
    found = rows_of(run)
    assert (found["visit.words"], found["roster.file"], found["merge.story"]) == (5, 1, 1)
    assert (found["hazard.words"], found["certification.receipt"]) == (1, 1)
    oldest = {one["kind"]: one["oldest"] for one in run.findings}
    assert oldest["visit.words"] == str(clock.day_of(cast.ago(now, 70)))
    assert Visit.objects.exclude(note="").count() == before
    assert Entry.objects.filter(verb="retention.counted", by=None).count() == 1


def test_what_was_counted_is_removed_and_the_figures_stay(
    life: Life, later: datetime, apply: Any, today: date
) -> None:
    before = figures(life.grid, today)
    entries = Entry.objects.count()
    counted = rows_of(running.count(on=clock.day_of(later), by=life.officer, now=later))
    done = apply(later)
    # The trail counts what is noted on the way as well, and the runs are younger than their term.
    assert done == counted
    assert figures(life.grid, today) == before
    assert list(ledger.differences()) == []
    assert not Visit.objects.exclude(note="", wellbeing="").exists()
    assert {tuple(visit.needs) for visit in Visit.objects.all()} == {()}
    assert not FollowUp.objects.exclude(outcome="").exists()
    assert not Certification.objects.exclude(receipt_number="").exists()
    assert (RosterImport.objects.count(), files.names()) == (0, [])
    assert Merge.objects.get().final_at == later
    assert done["audit.entry"] == entries
    assert trail.verify()[1] == []
    assert Person.objects.get(pk=life.person.pk).name == "秦桂华"  # she lives here still


def test_done_once_there_is_nothing_left_to_do(life: Life, later: datetime, apply: Any) -> None:
    apply(later)
    assert apply(later) == {}


def test_what_is_younger_than_its_term_stays(life: Life, now: datetime, apply: Any) -> None:
    # Of her visits three lie 40 days and more back, and one two days.
    at = now + timedelta(days=1095 - 20)
    assert apply(at)["visit.words"] == 3
    assert [v.needs for v in Visit.objects.exclude(note="")] == [["haircut"]]


def test_who_left_long_ago_is_erased_on_the_ground_of_the_term(
    life: Life, now: datetime, later: datetime, apply: Any
) -> None:
    keeper = Member.objects.get(name="李伟")
    changing.left(person=life.person, reason="moved", on=clock.day_of(now), by=keeper, now=now)
    assert apply(later)["person.left"] == 1
    row = Person.objects.get(pk=life.person.pk)
    assert (row.name, row.left_on) == (NO_NAME, clock.day_of(now))
    assert {erasure.ground for erasure in Erasure.objects.all()} == {"expired"}


def test_a_withdrawn_consent_is_kept_as_proof_and_then_goes(
    life: Life, now: datetime, apply: Any
) -> None:
    Consent.objects.filter(purpose="photo").update(withdrawn_on=clock.day_of(now))
    assert "consent.ended" not in apply(now + timedelta(days=1095))
    assert apply(now + timedelta(days=1096))["consent.ended"] == 1
    assert [c.purpose for c in Consent.objects.all()] == ["family_notice"]


def test_photos_go_soon_after_the_consent_ended(life: Life, now: datetime, apply: Any) -> None:
    assert apply(now + timedelta(days=5)) == {}
    Consent.objects.filter(purpose="photo").update(withdrawn_on=clock.day_of(now))
    assert apply(now + timedelta(days=6)) == {}
    assert apply(now + timedelta(days=7)) == {"photo.withdrawn": 1}
    assert [name for name in files.names() if name.startswith("photos/")] == []


def test_a_county_keeps_its_own_terms(life: Life, now: datetime) -> None:
    shipped = Rule.objects.get(rule_id="retention.visit.words")
    Rule.objects.create(
        rule_id="local.visit.words", topic="retention", area="632802", value=10,
        valid_from=shipped.valid_from, when=shipped.when, unit="天", label="十天", label_en="Ten",
        source="县里", status="local", shipped=False,
    )  # fmt: skip
    day = clock.day_of(now)
    found = [term for term in terms.on(day) if term.kind.code == "visit.words"]
    assert {term.days: terms.past(term, day).count() for term in found} == {1095: 0, 10: 3}
    assert life.grid.pk in {t.days: t.areas for t in found}[10]


def test_only_the_latest_count_is_confirmed_and_only_once(life: Life, later: datetime) -> None:
    old = running.count(on=clock.day_of(later), by=None, now=later)
    new = running.count(on=clock.day_of(later), by=None, now=later + timedelta(minutes=1))
    with pytest.raises(Refused):
        running.confirm(run=old, by=life.officer, now=later)
    running.confirm(run=new, by=life.officer, now=later)
    with pytest.raises(Refused):
        running.confirm(run=new, by=life.officer, now=later)


def test_who_answers_for_a_part_of_the_instance_does_not_clean_it(
    life: Life, later: datetime
) -> None:
    run = running.count(on=clock.day_of(later), by=None, now=later)
    part = Member.objects.get(name="赵磊")
    part.roles.update(role="data_protection")
    for member in (life.worker, part):
        with pytest.raises(NotAllowed):
            running.confirm(run=run, by=member, now=later)
        with pytest.raises(NotAllowed):
            running.count(on=clock.day_of(later), by=member, now=later)


def test_a_broken_trail_is_not_cut_and_the_rest_is_removed(
    life: Life, later: datetime, apply: Any
) -> None:
    running.count(on=clock.day_of(later), by=None, now=later)
    entry = Entry.objects.order_by("number").exclude(number=None).first()
    assert entry
    entry.reason = "geändert"
    entry.save(update_fields=["reason"])
    kept = Entry.objects.count()
    done = apply(later)
    assert "audit.entry" not in done
    assert done["visit.words"] == 5
    assert Entry.objects.count() >= kept
    run = RetentionRun.objects.all()[0]
    assert run.state == "failed"
    assert "操作记录对不上" in next(f["failed"] for f in run.findings if f["failed"])
