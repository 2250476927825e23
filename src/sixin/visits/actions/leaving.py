"""Those who moved away or died leave the register, and are back if that was a mistake."""

from sixin.base import clock
from sixin.registers.actions import leaving
from sixin.registers.models import Person
from sixin.registers.models.people import LeftReason
from sixin.registers.queries import people
from sixin.visits.models import State, Visit

LEFT: dict[str, str] = {State.MOVED: LeftReason.MOVED, State.DIED: LeftReason.DIED}


def settle(*, person: Person, was: str) -> None:
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
        leaving.leave(person=person, on=clock.day_of(told.occurred_at), reason=LEFT[told.state])
    else:
        leaving.come_back(person=person)
