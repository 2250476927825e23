"""Urgent follow-ups: opened by failed knocks, worked step by step, closed with what was found."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers.models import Member
from sixin.visits import rules
from sixin.visits.models import FollowUp, FollowUpStep, Standing, State, Step, Visit
from sixin.visits.policy import Policy
from sixin.visits.queries import due


class FollowUpClosed(Refused):
    """Somebody closed it first."""


class SaysNothing(Refused):
    """A step or an outcome needs words."""


def open_or_close(*, visit: Visit, by: Member, now: datetime) -> FollowUp | None:
    """After a visit: meeting her closes her follow-up; enough failed knocks open one.

    How many knocks at which care level is a rule row (`visit.urgent_knocks`).
    """
    person, day = visit.person, clock.day_of(now)
    waiting = FollowUp.objects.filter(person=person, closed_at__isnull=True).first()
    if visit.state == State.COMPLETED:
        if waiting:
            _close(waiting, _("走访时见到了本人"), by, now)
        return None
    if waiting or visit.state != State.NO_ANSWER:
        return waiting
    cadence, _entry = due.of_person(person, day)
    enough = Policy(person.area.rule_code, day).knocks_until_urgent(cadence.level)
    failed = Standing.objects.get(person=person).failed_knocks
    if enough is None or failed < enough:
        return None
    return FollowUp.objects.create(person=person, because_of=visit, opened_at=now)


@transaction.atomic
def take_step(
    *, follow_up: FollowUp, step: str, note: str, by: Member, now: datetime
) -> FollowUpStep:
    """Log what was done to find her. Raises FollowUpClosed, NotAllowed, SaysNothing."""
    row = _locked(follow_up, by, now)
    if step not in Step.values:
        raise SaysNothing(_("请选一下做了什么。"), field="step")
    return FollowUpStep.objects.create(
        follow_up=row, step=step, note=note[:200], taken_at=now, taken_by=by
    )


@transaction.atomic
def close(*, follow_up: FollowUp, outcome: str, by: Member, now: datetime) -> FollowUp:
    """End a follow-up with what was found. Raises FollowUpClosed, NotAllowed, SaysNothing."""
    row = _locked(follow_up, by, now)
    if not outcome.strip():
        raise SaysNothing(_("请写一下找到的情况,一句话就行。"), field="outcome")
    return _close(row, outcome.strip(), by, now)


def _locked(follow_up: FollowUp, by: Member, now: datetime) -> FollowUp:
    row = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    rules.require_visitor(by, row.person.area, clock.day_of(now))
    if row.closed_at:
        raise FollowUpClosed(_("这件事已经有人办结了。"))
    return row


def _close(row: FollowUp, outcome: str, by: Member, now: datetime) -> FollowUp:
    row.closed_at, row.closed_by, row.outcome = now, by, outcome[:200]
    row.save(update_fields=["closed_at", "closed_by", "outcome"])
    return row
