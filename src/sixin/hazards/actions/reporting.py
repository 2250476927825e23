"""Report a hazard, and take the report back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.hazards import queries
from sixin.hazards.actions import photographing
from sixin.hazards.models import Hazard, State
from sixin.registers import noting, rules
from sixin.registers.models import Member, Person


class UnknownItem(Refused):
    """The item is not on the checklist of this place."""


class NothingToTakeBack(Refused):
    """The report was withdrawn before."""


@transaction.atomic
def report(
    *, person: Person, item: str, note: str, because_of: UUID | None, by: Member, now: datetime
) -> Hazard:
    """Report one hazard at a person's home. item: code of a `hazard.item` rule row.

    The same item because of the same visit again returns what is there. Raises UnknownItem,
    NotAllowed.
    """
    day = clock.day_of(now)
    rules.require_walker(by, person.area, day)
    rules.require_known(person)
    kinds = {row.when["item"]: row.when["kind"] for row in queries.checklist(person.area, day)}
    if item not in kinds:
        raise UnknownItem(_("隐患清单里没有这一项。请重新选。"), field="hazards")
    known = because_of and queries.because_of(because_of).filter(person=person, item=item).first()
    return known or _report(person, kinds[item], item, note, because_of, by, now)


@transaction.atomic
def take_back(*, hazard: Hazard, by: Member, now: datetime) -> None:
    """Withdraw a report that was a mistake; its photos go. Raises NothingToTakeBack, NotAllowed."""
    rules.require_correcting(by, hazard.reported_by_id, hazard.area, clock.day_of(now))
    changed = Hazard.objects.filter(pk=hazard.pk).exclude(state=State.WITHDRAWN)
    if not changed.update(state=State.WITHDRAWN):
        raise NothingToTakeBack(_("这条隐患已经撤销过了。"))
    photographing.forget(hazard.photos.all())
    said = {"item": hazard.item, "state": [hazard.state, State.WITHDRAWN]}
    noting.of_person("hazard.taken_back", hazard.person, hazard, by=by, now=now, said=said)


def _report(
    person: Person,
    kind: str,
    item: str,
    note: str,
    because_of: UUID | None,
    by: Member,
    now: datetime,
) -> Hazard:
    made = Hazard.objects.create(
        person=person,
        area=person.area,
        kind=kind,
        item=item,
        note=note[:300],
        because_of=because_of,
        reported_by=by,
        reported_at=now,
    )
    noting.of_person("hazard.reported", person, made, by=by, now=now, said={"item": item})
    return made
