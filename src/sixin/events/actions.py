"""The verbs of events."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.base.ids import uuid7
from sixin.events.models import Event
from sixin.ledger import posting
from sixin.ledger.models import Record
from sixin.registers import noting, rules
from sixin.registers.models import Area, Member, Partner, Person
from sixin.registers.queries import members as colleagues


class BadEvent(Refused):
    """Something in it cannot be."""


@transaction.atomic
def hold(
    *,
    area: Area,
    kind: str,
    title: str,
    place: str,
    held_at: datetime,
    minutes: int,
    came: Sequence[Person],
    members: Sequence[Member],
    partner: Partner | None,
    by: Member,
    now: datetime,
) -> Event:
    """Note that an event was held and post one `event.held` record with all who came.

    minutes: length, 1 to 600. Who came are people to whom `by` walks, `members` are colleagues of
    the community. Raises BadEvent, NotAllowed, Erased.
    """
    _check(area, held_at, minutes, by, now)
    _check_names(area, came, members, by, clock.day_of(now))
    made = Event(
        pk=uuid7(),
        area=area,
        kind=kind,
        title=title,
        place=place,
        held_at=held_at,
        minutes=minutes,
        partner=partner,
    )
    providers = {*(m.pk for m in members), *([partner.pk] if partner else [])} or {by.pk}
    made.record = _post(made, {p.pk for p in came}, providers, by, now).pk
    made.save(force_insert=True)
    made.came.set(came)
    made.members.set(members)
    return made


@transaction.atomic
def take_back(*, event: Event, by: Member, now: datetime) -> None:
    """Undo an event that was noted by mistake. Raises BadEvent, NotAllowed."""
    record = Record.objects.get(pk=event.record)
    rules.require_correcting(by, record.posted_by, event.area, clock.day_of(now))
    if not Event.objects.filter(pk=event.pk, taken_back_at__isnull=True).update(taken_back_at=now):
        raise BadEvent(_("这次活动已经撤销过了。"))
    posting.reverse(record=record, by=by.pk, now=now)
    said = {"kind": event.kind, "held_at": event.held_at}
    noting.of_place("event.taken_back", event, event.area, by=by, now=now, said=said)


def _check(area: Area, held_at: datetime, minutes: int, by: Member, now: datetime) -> None:
    rules.require_walker(by, area, clock.day_of(now))
    if held_at > now:
        raise BadEvent(_("活动时间在将来。办完再记。"), field="held_at")
    if not 1 <= minutes <= 600:
        raise BadEvent(_("活动时长请填 1 到 600 分钟。"), field="minutes")


def _check_names(
    area: Area, came: Sequence[Person], members: Sequence[Member], by: Member, day: date
) -> None:
    for home in {person.area for person in came}:
        rules.require_walker(by, home, day)
    rules.require_known(*came)
    near = set(colleagues.around(area, day).values_list("pk", flat=True))
    if not {member.pk for member in members} <= near:
        raise BadEvent(_("办活动的人要是本社区的同事。"), field="members")


def _post(event: Event, came: set[UUID], gave: set[UUID], by: Member, now: datetime) -> Record:
    return posting.post(
        kind="event.held",
        variant=event.kind,
        area=event.area,
        parts=[
            *(posting.Beneficiary(pk) for pk in sorted(came)),
            *(posting.Provider(pk, event.minutes) for pk in sorted(gave)),
        ],
        subject=event.pk,
        occurred_at=event.held_at,
        by=by.pk,
        now=now,
    )
