"""Plan a round from the due list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers.models import Area, Member, Person
from sixin.visits import rules
from sixin.visits.models import Round, State, Visit


class NotPlanned(Refused):
    """The round cannot be made, or the visit is not waiting."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One planned visit: who, on which day, by whom (None: open)."""

    person: Person
    day: date
    member: Member | None = None


@transaction.atomic
def plan(
    *,
    area: Area,
    name: str,
    first_day: date,
    last_day: date,
    stops: list[Stop],
    by: Member,
    now: datetime,
) -> Round:
    """Make a round with one planned visit for each stop. Raises NotPlanned, NotAllowed."""
    rules.require_planner(by, area, clock.day_of(now))
    if last_day < first_day:
        raise NotPlanned(_("结束日期在开始日期以前。"), field="last_day")
    if not stops:
        raise NotPlanned(_("请至少选一位老人。"), field="people")
    made = Round.objects.create(
        area=area,
        name=name.strip() or _("走访"),
        first_day=first_day,
        last_day=last_day,
        created_by=by,
        created_at=now,
    )
    visits = [Visit(person=s.person, round=made, planned_on=s.day) for s in stops]
    Visit.objects.bulk_create(visits)
    _assign(dict(zip(visits, stops, strict=True)))
    return made


@transaction.atomic
def cancel(*, visit: Visit, because: str, by: Member, now: datetime) -> None:
    """Take a planned visit off its round. Raises NotPlanned if it was made already."""
    rules.require_planner(by, visit.person.area, clock.day_of(now))
    changed = Visit.objects.filter(pk=visit.pk, state=State.PLANNED).update(
        state=State.CANCELLED, cancelled_because=because[:200]
    )
    if not changed:
        raise NotPlanned(_("这次走访已经记过了。"))


def _assign(stops: Mapping[Visit, Stop]) -> None:
    through = Visit.members.through
    through.objects.bulk_create(
        [through(visit_id=v.pk, member_id=s.member.pk) for v, s in stops.items() if s.member]
    )
