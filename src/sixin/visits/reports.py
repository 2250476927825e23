"""What a visitor reports of one visit, and what is wrong with it. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.base.ids import uuid7
from sixin.registers.models import Member, Person
from sixin.visits.models import Mode, Seen, SeenArea, State, Wellbeing

OUTCOMES = tuple(s for s in State if s not in (State.PLANNED, State.CANCELLED))
LONGEST = 480


class BadReport(Refused):
    """Something in the report cannot be; `field` says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One visit as reported. minutes: whole, 1 to 480; seen: {SeenArea: Seen}; needs: rule codes.

    id: made by whoever reports, so that sending twice records once. went: whether the one who
    reports was there too, or writes down for `colleagues` what their paper says.
    """

    person: Person
    outcome: str
    occurred_at: datetime
    id: UUID = field(default_factory=uuid7)
    mode: str = Mode.HOME
    minutes: int | None = None
    wellbeing: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    note: str = ""
    colleagues: tuple[Member, ...] = ()
    went: bool = True
    also_met: tuple[Person, ...] = ()
    child_told: bool = False
    next_on: date | None = None


def check(report: Report, now: datetime) -> None:
    """Raises BadReport with the sentence for the first thing that cannot be."""
    if report.outcome not in OUTCOMES or report.mode not in Mode.values:
        raise BadReport(_("请选一下敲门之后怎么样。"), field="outcome")
    if report.occurred_at > now + timedelta(minutes=5):
        raise BadReport(_("走访时间在将来。请填实际走访的时间。"), field="occurred_at")
    if report.occurred_at < now - timedelta(days=730):
        raise BadReport(_("走访时间在两年以前。请核对年份。"), field="occurred_at")
    if report.minutes is not None and not 1 <= report.minutes <= LONGEST:
        raise BadReport(_("走访时长请填 1 到 480 分钟。"), field="minutes")
    if report.next_on and report.next_on < clock.day_of(report.occurred_at):
        raise BadReport(_("下次走访的日子在这次走访以前。"), field="next_on")
    if not report.went and not report.colleagues:
        raise BadReport(_("您没去，是谁去的？请勾选同事。"), field="colleagues")
    _check_met(report)


def _check_met(report: Report) -> None:
    if report.wellbeing and report.wellbeing not in Wellbeing.values:
        raise BadReport(_("精神状况请选好、一般或要留心。"), field="wellbeing")
    if report.outcome == State.COMPLETED and not report.wellbeing:
        raise BadReport(_("见到了老人，请选一下今天看着怎么样。"), field="wellbeing")
    if not set(report.seen) <= set(SeenArea.values) or not set(report.seen.values()) <= set(
        Seen.values
    ):
        raise BadReport(_("五个方面请选正常、有问题或没看到。"), field="seen")


def visitors(report: Report, by: Member) -> set[Member]:
    """Everybody who was there."""
    return {*report.colleagues, by} if report.went else set(report.colleagues)
