"""Urgent follow-ups: opened by failed knocks, worked step by step, closed with what was found."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import noting
from sixin.registers.models import Member, Person
from sixin.registers.queries import people as registers
from sixin.visits import policy, rules, standing
from sixin.visits.models import FollowUp, FollowUpStep, State, Step, Visit
from sixin.visits.queries import facts


class FollowUpClosed(Refused):
    """Somebody closed it first."""


class SaysNothing(Refused):
    """A step or an outcome needs words."""


def settle(*, person: Person, visit: Visit, by: Member, now: datetime) -> FollowUp | None:
    """Open or close her follow-up as her visits now say; `visit` was just recorded or taken back.

    As many failed knocks in a row as the rule row `visit.urgent_knocks` says for her care level
    open one; a visit that tells where she is closes it. If that visit is taken back, a new one is
    opened that names the one it reopens. Knocks before a person closed one do not count again.
    Returns the one that is open now.
    """
    rows = registers.rows_of(person)
    waiting = list(FollowUp.objects.filter(person__in=rows, closed_at__isnull=True))
    if visit.state == State.COMPLETED and not waiting:
        return None  # the commonest visit of all: nothing to close, and meeting her opens nothing
    enough, failed = _enough(person, clock.day_of(now)), _failed(rows)
    if waiting:
        if visit.state == State.NO_ANSWER or len(failed) >= (enough or 1):
            return waiting[0]
        for row in waiting:
            _close(row, _how(visit), by, now, visit)
        return None
    if enough is None or len(failed) < enough:
        return None
    return FollowUp.objects.create(
        person=person, because_of_id=failed[0].pk, opened_at=now, reopens=_closed_by(visit, rows)
    )


@transaction.atomic
def take_step(
    *, follow_up: FollowUp, step: str, note: str, by: Member, now: datetime
) -> FollowUpStep:
    """Log what was done to find her. Raises FollowUpClosed, NotAllowed, SaysNothing."""
    row = _locked(follow_up, by, now)
    if step not in Step.values:
        raise SaysNothing(_("请选一下做了什么。"), field="step")
    made = FollowUpStep.objects.create(
        follow_up=row, step=step, note=note[:200], taken_at=now, taken_by=by
    )
    noting.of_person("follow_up.stepped", row.person, row, by=by, now=now, said={"step": step})
    return made


@transaction.atomic
def close(*, follow_up: FollowUp, outcome: str, by: Member, now: datetime) -> FollowUp:
    """End a follow-up with what was found. Raises FollowUpClosed, NotAllowed, SaysNothing."""
    rules.require_closer(by, follow_up.person.area, clock.day_of(now))
    row = _locked(follow_up, by, now)
    if not outcome.strip():
        raise SaysNothing(_("请写一下找到的情况，一句话就行。"), field="outcome")
    closed = _close(row, outcome.strip(), by, now)
    said = {"outcome": closed.outcome}
    noting.of_person("follow_up.closed", row.person, row, by=by, now=now, said=said)
    return closed


def _enough(person: Person, day: date) -> int | None:
    rules_here = policy.of(person.area.rule_code, day)
    cadence = rules_here.cadence(facts.tags_of(person, day), person.age_on(day))
    return rules_here.knocks_until_urgent(cadence.level)


def _failed(rows: list[UUID]) -> list[standing.Knock]:
    """Failed knocks in a row, the latest first, since a person last closed a follow-up."""
    by_hand = FollowUp.objects.filter(
        person__in=rows, closed_at__isnull=False, closed_by_visit__isnull=True
    ).aggregate(last=Max("closed_at"))["last"]
    failed = standing.failed_in_a_row(standing.knocks_of(rows))
    return [knock for knock in failed if by_hand is None or knock.at > by_hand]


def _closed_by(visit: Visit, rows: list[UUID]) -> FollowUp | None:
    if visit.state != State.CANCELLED:
        return None
    return FollowUp.objects.filter(person__in=rows, closed_by_visit=visit).last()


def _how(visit: Visit) -> str:
    """What a visit that closes a follow-up says of her."""
    if visit.state == State.COMPLETED:
        return _("走访时见到了本人")
    if visit.state == State.CANCELLED:
        return _("敲门的记录撤销了")
    return _("走访时得知：%(state)s") % {"state": State(visit.state).label}


def _locked(follow_up: FollowUp, by: Member, now: datetime) -> FollowUp:
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    rules.require_visitor(by, row.person.area, clock.day_of(now))
    if row.closed_at:
        raise FollowUpClosed(_("这件事已经有人办结了。"))
    return row


def _close(
    row: FollowUp, outcome: str, by: Member, now: datetime, visit: Visit | None = None
) -> FollowUp:
    row.closed_at, row.closed_by, row.outcome = now, by, outcome[:200]
    row.closed_by_visit = visit
    row.save(update_fields=["closed_at", "closed_by", "outcome", "closed_by_visit"])
    return row
