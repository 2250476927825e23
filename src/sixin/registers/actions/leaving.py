"""People leave the register, and come back if that was a mistake."""

from datetime import date, datetime

from django.db import transaction

from sixin.audit import trail
from sixin.registers import noting
from sixin.registers.models import Member, Person


@transaction.atomic
def leave(*, person: Person, on: date, reason: str, by: Member | None, now: datetime) -> None:
    """She moved away or died on that day: she is no longer due, her history stays."""
    before = trail.values(person)
    person.left_on, person.left_reason = on, reason
    person.save(update_fields=["left_on", "left_reason"])
    noting.changed("person.left", person, None, before, by=by, now=now)


@transaction.atomic
def come_back(*, person: Person, by: Member | None, now: datetime) -> None:
    """She had not left after all."""
    before = trail.values(person)
    person.left_on, person.left_reason = None, ""
    person.save(update_fields=["left_on", "left_reason"])
    noting.changed("person.came_back", person, None, before, by=by, now=now)
