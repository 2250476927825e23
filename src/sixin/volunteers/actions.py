"""The verbs of volunteers' services."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.base.ids import uuid7
from sixin.ledger import posting
from sixin.ledger.models import Record
from sixin.registers import noting, rules
from sixin.registers.models import Area, Member, Person
from sixin.registers.queries import members as colleagues
from sixin.volunteers.models import Service


class BadService(Refused):
    """Something in it cannot be."""


@transaction.atomic
def serve(
    *,
    person: Person,
    kind: str,
    place: str,
    served_at: datetime,
    minutes: int,
    members: Sequence[Member],
    elders: Sequence[Person] = (),
    confirmed_by: str,
    by: Member,
    now: datetime,
) -> Service:
    """Note a service that the person served has confirmed; post one `volunteer.served` record.

    minutes: of each volunteer, 1 to 480. The `elders` who helped are people to whom `by` walks,
    `members` are colleagues of the community. Raises BadService, NotAllowed, Erased.
    """
    _check(person, served_at, minutes, confirmed_by, by, now)
    _check_names(person.area, members, elders, by, clock.day_of(now))
    rules.require_known(person, *elders)
    made = Service(
        pk=uuid7(),
        person=person,
        kind=kind,
        place=place,
        served_at=served_at,
        minutes=minutes,
        confirmed_by=confirmed_by[:60],
    )
    volunteers = {*(m.pk for m in members), *(e.pk for e in elders)}
    made.record = _post(made, volunteers, by, now).pk
    made.save(force_insert=True)
    made.members.set(members)
    made.elders.set(elders)
    return made


@transaction.atomic
def take_back(*, service: Service, by: Member, now: datetime) -> None:
    """Undo a service that was noted by mistake. Raises BadService, NotAllowed."""
    record = Record.objects.get(pk=service.record)
    rules.require_correcting(by, record.posted_by, service.person.area, clock.day_of(now))
    changed = Service.objects.filter(pk=service.pk, taken_back_at__isnull=True).update(
        taken_back_at=now
    )
    if not changed:
        raise BadService(_("这次服务已经撤销过了。"))
    posting.reverse(record=record, by=by.pk, now=now)
    said = {"kind": service.kind, "served_at": service.served_at}
    noting.of_person("service.taken_back", service.person, service, by=by, now=now, said=said)


def _check(
    person: Person, served_at: datetime, minutes: int, confirmed_by: str, by: Member, now: datetime
) -> None:
    rules.require_walker(by, person.area, clock.day_of(now))
    if served_at > now:
        raise BadService(_("服务时间在将来。做完再记。"), field="served_at")
    if not 1 <= minutes <= 480:
        raise BadService(_("服务时长请填 1 到 480 分钟。"), field="minutes")
    if not confirmed_by.strip():
        raise BadService(_("请填是谁确认的:本人或家人。"), field="confirmed_by")


def _check_names(
    area: Area, members: Sequence[Member], elders: Sequence[Person], by: Member, day: date
) -> None:
    for home in {elder.area for elder in elders}:
        rules.require_walker(by, home, day)
    near = set(colleagues.around(area, day).values_list("pk", flat=True))
    if not {member.pk for member in members} <= near:
        raise BadService(_("帮忙的人要是本社区的同事。"), field="members")


def _post(service: Service, volunteers: set[UUID], by: Member, now: datetime) -> Record:
    return posting.post(
        kind="volunteer.served",
        variant=service.place,
        area=service.person.area,
        parts=[
            posting.Beneficiary(service.person.pk),
            *(posting.Provider(pk, service.minutes) for pk in sorted(volunteers)),
        ],
        subject=service.pk,
        occurred_at=service.served_at,
        by=by.pk,
        now=now,
    )
