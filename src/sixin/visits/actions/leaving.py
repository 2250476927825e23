"""Those who moved away or died leave the register, and are back if that was a mistake."""

from datetime import datetime

from sixin.base import clock
from sixin.registers.actions import leaving
from sixin.registers.models import Member, Person
from sixin.registers.models.people import LeftReason
from sixin.registers.queries import people
from sixin.visits.models import State, Visit

LEFT: dict[str, str] = {State.MOVED: LeftReason.MOVED, State.DIED: LeftReason.DIED}


def settle(*, person: Person, was: str, by: Member, now: datetime) -> None:
    """After a visit whose outcome is or was `was`: on the register or not, as her visits now say.

    Only an outcome by which people leave changes anything, so what a roster said stays.
    """
    if was not in LEFT:
        return
    told = (
        Visit.objects.filter(person__in=people.rows_of(person), state__in=LEFT)
        .order_by("-occurred_at", "-pk")
        .first()
    )
    if told and told.occurred_at:
        day, reason = clock.day_of(told.occurred_at), LEFT[told.state]
        leaving.leave(person=person, on=day, reason=reason, by=by, now=now)
    else:
        leaving.come_back(person=person, by=by, now=now)
