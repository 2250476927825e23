"""The verbs of hazards."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.hazards import queries
from sixin.hazards.models import Hazard
from sixin.registers import rules
from sixin.registers.models import Member, Person


class UnknownItem(Refused):
    """The item is not on the checklist of this place."""


@transaction.atomic
def report(
    *, person: Person, item: str, note: str, because_of: UUID | None, by: Member, now: datetime
) -> Hazard:
    """Report one hazard at a person's home. item: code of a `hazard.item` rule row.

    Raises UnknownItem, NotAllowed.
    """
    day = clock.day_of(now)
    rules.require_area(by, person.area, day)
    kinds = {row.when["item"]: row.when["kind"] for row in queries.checklist(person.area, day)}
    if item not in kinds:
        raise UnknownItem(_("隐患清单里没有这一项。请重新选。"), field="hazards")
    return Hazard.objects.create(
        person=person,
        area=person.area,
        kind=kinds[item],
        item=item,
        note=note[:300],
        because_of=because_of,
        reported_by=by,
        reported_at=now,
    )
