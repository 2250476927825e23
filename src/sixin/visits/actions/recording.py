"""Record a visit once, and take it back."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.ledger import posting
from sixin.ledger.models import Record
from sixin.registers import noting
from sixin.registers import rules as registers
from sixin.registers.models import Member, Person
from sixin.visits import reports, rules, standing
from sixin.visits.actions import checking, following, leaving
from sixin.visits.models import State, Visit
from sixin.visits.reports import Report


class AlreadyRecorded(Refused):
    """The same id was sent with other content."""


class TakenBack(AlreadyRecorded):
    """What was sent with this id was recorded and taken back; a new one needs a new id."""


class NothingToTakeBack(Refused):
    """The visit is planned or was taken back before."""


@transaction.atomic
def record(*, report: Report, by: Member, now: datetime) -> Visit:
    """Write down one visit; if the elder was met, post one `visit.completed` record.

    A planned visit with the report's id is filled in, even one that was taken off its round;
    otherwise the visit is new. Sending the same report again returns the visit that it made. An
    elder who moved or died leaves the register. Raises BadReport, NotAllowed, AlreadyRecorded.
    """
    report = _of_those_kept(report)
    reports.check(report, now)
    day = clock.day_of(now)
    for person in (report.person, *report.also_met):
        rules.require_visitor(by, person.area, day)
    registers.require_known(report.person, *report.also_met)
    visit = _claimed(report)
    if visit.recorded_at:
        return _same(visit, report, by)
    if visit.person_id != report.person.pk:
        raise AlreadyRecorded(_("这次走访排的是另一位老人。请从这位老人的页面再记。"))
    checking.check(report, day)
    _fill(visit, report, by, now)
    if report.outcome == State.COMPLETED:
        visit.record = _post(visit, report, by, now).pk
    visit.save()
    visit.members.set(reports.visitors(report, by))
    visit.also_met.set(report.also_met)
    if visit.record is None:  # nothing was posted, so nothing else tells of it
        said = {"state": visit.state}
        noting.of_person("visit.recorded", visit.person, visit, by=by, now=now, said=said)
    _consequences(visit, visit.state, by, now)
    return visit


@transaction.atomic
def take_back(*, visit: Visit, because: str, by: Member, now: datetime) -> Visit:
    """Undo a recorded visit: its record is reversed, the elder stands as before it.

    What it closed is opened again, who left by it is back, and a stop of a round is planned
    again. Raises NothingToTakeBack if it is planned or was taken back already, NotAllowed.
    """
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    registers.require_correcting(by, visit.recorded_by_id, visit.person.area, clock.day_of(now))
    registers.require_known(visit.person)
    if visit.state in (State.PLANNED, State.CANCELLED):
        raise NothingToTakeBack(_("这次走访没有可以撤销的记录。"))
    if visit.record:
        posting.reverse(record=Record.objects.get(pk=visit.record), by=by.pk, now=now)
    was, visit.state = visit.state, State.CANCELLED
    visit.record, visit.cancelled_because = None, because[:200]
    visit.save(update_fields=["state", "record", "cancelled_because"])
    said = {"state": [was, visit.state]}
    noting.of_person(
        "visit.taken_back", visit.person, visit, by=by, now=now, said=said, reason=because
    )
    _plan_again(visit)
    _consequences(visit, was, by, now)
    return visit


def _of_those_kept(report: Report) -> Report:
    """The report with people in place of rows that were merged into theirs, each once."""
    person = _kept(report.person)
    others = {p.pk: p for p in map(_kept, report.also_met) if p.pk != person.pk}
    return replace(report, person=person, also_met=tuple(others.values()))


def _kept(person: Person) -> Person:
    return person.merged_into or person


def _claimed(report: Report) -> Visit:
    """The row with the report's id, locked; made if missing, once even if two make it at once."""
    Visit.objects.bulk_create([Visit(pk=report.id, person=report.person)], ignore_conflicts=True)
    return Visit.objects.select_for_update(of=("self",)).get(pk=report.id)


def _same(visit: Visit, report: Report, by: Member) -> Visit:
    if visit.state == State.CANCELLED:
        raise TakenBack(_("这次走访记过以后又撤销了。请另开一张表重新记。"))
    sent = Visit(pk=visit.pk)
    _fill(sent, report, by, visit.recorded_at)
    kept = {name: getattr(visit, name) for name in _CONTENT}
    met = set(visit.also_met.values_list("pk", flat=True))
    went = set(visit.members.values_list("pk", flat=True))
    if (
        kept != {name: getattr(sent, name) for name in _CONTENT}
        or _kept(visit.person).pk != report.person.pk
        or met != {person.pk for person in report.also_met}
        or went != {member.pk for member in reports.visitors(report, by)}
    ):
        raise AlreadyRecorded(_("这张表已经交过，内容不一样。要改，请先撤销那次走访。"))
    return visit


_CONTENT = (
    "state",
    "mode",
    "occurred_at",
    "minutes",
    "wellbeing",
    "seen",
    "needs",
    "note",
    "next_on",
    "child_told_at",
)


def _fill(visit: Visit, report: Report, by: Member, now: datetime | None) -> None:
    visit.state, visit.mode = report.outcome, report.mode
    visit.occurred_at, visit.recorded_at, visit.recorded_by = report.occurred_at, now, by
    visit.minutes, visit.wellbeing, visit.seen = report.minutes, report.wellbeing, report.seen
    visit.needs, visit.note, visit.next_on = list(report.needs), report.note, report.next_on
    visit.child_told_at = report.occurred_at if report.child_told else None
    visit.cancelled_because = ""


def _post(visit: Visit, report: Report, by: Member, now: datetime) -> Record:
    minutes = report.minutes or 0
    met = {person.pk for person in (report.person, *report.also_met)}
    visitors = {member.pk for member in reports.visitors(report, by)}
    return posting.post(
        kind="visit.completed",
        variant=report.mode,
        area=report.person.area,
        parts=[
            *(posting.Beneficiary(pk) for pk in sorted(met)),
            *(posting.Provider(pk, minutes) for pk in sorted(visitors)),
        ],
        subject=visit.pk,
        occurred_at=report.occurred_at,
        by=by.pk,
        now=now,
    )


def _plan_again(visit: Visit) -> None:
    if visit.round_id is None:
        return
    again = Visit.objects.create(
        person=visit.person, round=visit.round, planned_on=visit.planned_on
    )
    again.members.set(visit.members.all())


def _consequences(visit: Visit, was: str, by: Member, now: datetime) -> None:
    for person in (visit.person, *visit.also_met.all()):
        standing.refresh(person)
        following.settle(person=_kept(person), visit=visit, by=by, now=now)
    leaving.settle(person=_kept(visit.person), was=was, by=by, now=now)
