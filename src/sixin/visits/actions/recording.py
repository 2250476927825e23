"""Record a visit once, and take it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.ledger import posting
from sixin.ledger.models import Record
from sixin.registers.actions import leaving
from sixin.registers.models import Member
from sixin.registers.models.people import LeftReason
from sixin.visits import reports, rules, standing
from sixin.visits.actions import following
from sixin.visits.models import State, Visit
from sixin.visits.reports import Report

LEFT = {State.MOVED: LeftReason.MOVED, State.DIED: LeftReason.DIED}


class AlreadyRecorded(Refused):
    """The same id was sent with another elder or time."""


class NothingToTakeBack(Refused):
    """The visit is planned or was taken back before."""


@transaction.atomic
def record(*, report: Report, by: Member, now: datetime) -> Visit:
    """Write down one visit; if the elder was met, post one `visit.completed` record.

    A planned visit with the report's id is filled in; otherwise the visit is new. Sending the same
    report again returns the visit that it made. An elder who moved or died leaves the register.
    Raises BadReport, NotAllowed, AlreadyRecorded.
    """
    reports.check(report, now)
    rules.require_visitor(by, report.person.area, clock.day_of(now))
    visit = Visit.objects.select_for_update().filter(pk=report.id).first()
    if visit and visit.state != State.PLANNED:
        return _same(visit, report)
    visit = visit or Visit(pk=report.id)
    _fill(visit, report, by, now)
    if report.outcome == State.COMPLETED:
        visit.record = _post(visit, report, by, now).pk
    visit.save()
    visit.members.set({by, *report.colleagues})
    visit.also_met.set(report.also_met)
    _consequences(visit, report, by, now)
    return visit


@transaction.atomic
def take_back(*, visit: Visit, because: str, by: Member, now: datetime) -> Visit:
    """Undo a recorded visit: its record is reversed, the elder stands as before it.

    Raises NothingToTakeBack if it is planned or was taken back already, NotAllowed.
    """
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    rules.require_visitor(by, visit.person.area, clock.day_of(now))
    if visit.state in (State.PLANNED, State.CANCELLED):
        raise NothingToTakeBack(_("这次走访没有可以撤销的记录。"))
    if visit.record:
        posting.reverse(record=Record.objects.get(pk=visit.record), by=by.pk, now=now)
    if visit.state in LEFT:
        leaving.come_back(person=visit.person)
    visit.state, visit.record, visit.cancelled_because = State.CANCELLED, None, because[:200]
    visit.save(update_fields=["state", "record", "cancelled_because"])
    for person in [visit.person, *visit.also_met.all()]:
        standing.refresh(person)
    return visit


def _same(visit: Visit, report: Report) -> Visit:
    if visit.person_id != report.person.pk or visit.occurred_at != report.occurred_at:
        raise AlreadyRecorded(_("这张表已经交过,内容不一样。请打开那次走访看看。"))
    return visit


def _fill(visit: Visit, report: Report, by: Member, now: datetime) -> None:
    visit.person = report.person
    visit.state, visit.mode = report.outcome, report.mode
    visit.occurred_at, visit.recorded_at, visit.recorded_by = report.occurred_at, now, by
    visit.minutes, visit.wellbeing, visit.seen = report.minutes, report.wellbeing, report.seen
    visit.needs, visit.note, visit.next_on = list(report.needs), report.note, report.next_on
    visit.child_told_at = report.occurred_at if report.child_told else None


def _post(visit: Visit, report: Report, by: Member, now: datetime) -> Record:
    minutes = report.minutes or 0
    met = {person.pk for person in (report.person, *report.also_met)}
    visitors = {member.pk for member in (by, *report.colleagues)}
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


def _consequences(visit: Visit, report: Report, by: Member, now: datetime) -> None:
    for person in (report.person, *report.also_met):
        standing.refresh(person)
    if report.outcome in LEFT:
        leaving.leave(
            person=report.person,
            on=clock.day_of(report.occurred_at),
            reason=LEFT[State(report.outcome)],
        )
    following.open_or_close(visit=visit, by=by, now=now)
