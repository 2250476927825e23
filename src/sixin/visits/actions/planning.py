"""Plan a round from the due list, and change it while it is walked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import noting
from sixin.registers.models import Area, Member, Person
from sixin.registers.queries import members
from sixin.visits import rules
from sixin.visits.models import Round, State, Visit

LONGEST = timedelta(days=92)


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
    _check(area, first_day, last_day, stops, clock.day_of(now))
    made = Round.objects.create(
        area=area,
        name=name.strip()[:80] or _("走访"),
        first_day=first_day,
        last_day=last_day,
        created_by=by,
        created_at=now,
    )
    visits = [Visit(person=s.person, round=made, planned_on=s.day) for s in stops]
    Visit.objects.bulk_create(visits)
    _assign(dict(zip(visits, stops, strict=True)))
    said = {"first_day": first_day, "last_day": last_day, "people": len(stops)}
    noting.of_place("round.planned", made, area, by=by, now=now, said=said)
    return made


@transaction.atomic
def cancel(*, visit: Visit, because: str, by: Member, now: datetime) -> None:
    """Take a planned visit off its round. Raises NotPlanned if it was made already, NotAllowed."""
    rules.require_planner(by, visit.person.area, clock.day_of(now))
    if not because.strip():
        raise NotPlanned(_("请写一句为什么不去了。"), field="because")
    changed = Visit.objects.filter(pk=visit.pk, state=State.PLANNED).update(
        state=State.CANCELLED, cancelled_because=because.strip()[:200]
    )
    if not changed:
        raise NotPlanned(_("这次走访已经记过了，或者已经不在安排里。"))
    reason = because.strip()
    noting.of_person("visit.cancelled", visit.person, visit, by=by, now=now, reason=reason)


@transaction.atomic
def restore(*, visit: Visit, by: Member, now: datetime) -> None:
    """Put a visit that was taken off back on its round. Raises NotPlanned, NotAllowed."""
    rules.require_planner(by, visit.person.area, clock.day_of(now))
    taken_off = Visit.objects.filter(
        pk=visit.pk, state=State.CANCELLED, recorded_at__isnull=True, person__left_on__isnull=True
    )
    if not taken_off.update(state=State.PLANNED, cancelled_because=""):
        raise NotPlanned(_("这一户不能放回安排：已经记过走访，或者老人已经不在册。"))
    noting.of_person("visit.restored", visit.person, visit, by=by, now=now)


@transaction.atomic
def assign(*, visit: Visit, to: Sequence[Member], by: Member, now: datetime) -> None:
    """Say who goes; nobody leaves it open. Raises NotPlanned, NotAllowed."""
    day = clock.day_of(now)
    rules.require_planner(by, visit.person.area, day)
    row = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if row.state != State.PLANNED:
        raise NotPlanned(_("这次走访已经记过了，或者已经不在安排里。"))
    _require_near(visit.person.area, to, day)
    went = sorted(map(str, row.members.values_list("pk", flat=True)))
    row.members.set(to)
    members_now = [went, sorted(str(member.pk) for member in to)]
    noting.of_person(
        "visit.assigned", visit.person, row, by=by, now=now, said={"members": members_now}
    )


def _check(area: Area, first_day: date, last_day: date, stops: list[Stop], today: date) -> None:
    if last_day < first_day:
        raise NotPlanned(_("结束日期在开始日期以前。"), field="last_day")
    if last_day < today:
        raise NotPlanned(_("结束日期已经过了。请选今天或以后。"), field="last_day")
    if last_day - first_day > LONGEST:
        raise NotPlanned(_("一轮走访最多排三个月。请把日子改短些。"), field="last_day")
    if not stops:
        raise NotPlanned(_("请至少选一位老人。"), field="people")
    if len({stop.person.pk for stop in stops}) < len(stops):
        raise NotPlanned(_("同一位老人排了两次。"), field="people")
    if any(not first_day <= stop.day <= last_day for stop in stops):
        raise NotPlanned(_("有的日子不在这一轮里。"), field="first_day")
    for stop in stops:
        if stop.person.left_on or not stop.person.area.path.startswith(area.path):
            raise NotPlanned(
                _("%(name)s已经不在这个片区，请从名单里去掉。") % {"name": stop.person.name},
                field="people",
            )
    _require_near(area, [stop.member for stop in stops if stop.member], today)


def _require_near(area: Area, chosen: Sequence[Member], day: date) -> None:
    near = set(members.around(area, day).values_list("pk", flat=True))
    if any(member.pk not in near for member in chosen):
        raise NotPlanned(_("只能安排本社区的同事。"), field="members")


def _assign(stops: Mapping[Visit, Stop]) -> None:
    through = Visit.members.through
    through.objects.bulk_create(
        [through(visit_id=v.pk, member_id=s.member.pk) for v, s in stops.items() if s.member]
    )
