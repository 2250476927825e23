"""A visit and what it found: one transaction in, one out."""

from dataclasses import replace

import pytest

from sixin.certifications.models import Certification
from sixin.hazards.actions import UnknownItem
from sixin.hazards.models import Hazard
from sixin.ledger import checking
from sixin.ledger.models import Record
from sixin.site import recording
from sixin.site.recording import Certified, Findings
from sixin.visits.actions import AlreadyRecorded, NothingToTakeBack
from sixin.visits.models import Standing, Visit
from sixin.visits.reports import BadReport
from sixin.visits.tests import cast

ALL = Findings(
    hazards=("hose", "socket"),
    hazard_note="厨房",
    certified=(Certified("pension", "home", "HX-1"), Certified("old_age", "remote")),
)


def record(people, now, findings=ALL, report=None):
    report = report or cast.met(people.zhang, now)
    return recording.record(report=report, findings=findings, by=people.wang, now=now)


def counts():
    return (
        Visit.objects.count(),
        Hazard.objects.exclude(state="withdrawn").count(),
        Certification.objects.filter(taken_back_at__isnull=True).count(),
        sum(Record.objects.values_list("sign", flat=True)),
    )


def test_everything_is_recorded_because_of_the_visit(people, now):
    told = record(people, now)
    assert counts() == (1, 2, 2, 3)
    assert {h.because_of for h in told.hazards} == {told.visit.pk}
    assert {c.because_of for c in told.certifications} == {told.visit.pk}
    assert set(Record.objects.filter(kind="certification.done").values_list("because_of")) == {
        (told.visit.pk,)
    }
    assert {h.note for h in told.hazards} == {"厨房"}


def test_one_thing_that_cannot_be_undoes_everything(people, now):
    with pytest.raises(UnknownItem):
        record(people, now, replace(ALL, hazards=("hose", "dragon")))
    assert counts() == (0, 0, 0, 0)
    assert not Standing.objects.exists()


def test_sending_twice_records_once(people, now):
    report = cast.met(people.zhang, now)
    first = record(people, now, report=report)
    again = record(people, now, report=report)
    assert again == first
    assert counts() == (1, 2, 2, 3)


def test_other_findings_under_the_same_id_are_refused(people, now):
    report = cast.met(people.zhang, now)
    record(people, now, report=report)
    for other in (replace(ALL, hazards=("hose",)), replace(ALL, certified=())):
        with pytest.raises(AlreadyRecorded):
            record(people, now, other, report)
    assert counts() == (1, 2, 2, 3)


def test_without_meeting_her_nothing_is_certified(people, now):
    with pytest.raises(BadReport) as refusal:
        record(people, now, ALL, cast.knock(people.zhang, now))
    assert refusal.value.field == "outcome"
    assert counts() == (0, 0, 0, 0)


def test_taking_back_takes_back_all_that_came_of_it(people, now):
    told = record(people, now)
    undone = recording.take_back(visit=told.visit, because="记错", by=people.wang, now=now)
    assert (len(undone.hazards), len(undone.certifications)) == (2, 2)
    assert counts() == (1, 0, 0, 0)
    assert list(checking.differences()) == []
    with pytest.raises(NothingToTakeBack):
        recording.take_back(visit=told.visit, because="", by=people.wang, now=now)


def test_what_another_visit_certified_that_day_stays(people, now):
    record(people, now, Findings(certified=(Certified("pension", "home"),)))
    second = record(people, now, Findings(certified=(Certified("pension", "home"),)))
    assert second.certifications == []
    recording.take_back(visit=second.visit, because="", by=people.wang, now=now)
    assert counts() == (2, 0, 1, 2)


def test_the_same_can_be_recorded_anew_after_it_was_taken_back(people, now):
    told = record(people, now)
    recording.take_back(visit=told.visit, because="", by=people.wang, now=now)
    record(people, now)
    assert counts() == (2, 2, 2, 3)


def test_two_knocks_tell_of_the_follow_up(people, now):
    none = Findings()
    first = record(people, now, none, cast.knock(people.zhang, cast.ago(now, 1)))
    second = record(people, now, none, cast.knock(people.zhang, now))
    assert (first.follow_up, second.follow_up is None) == (None, False)
