"""Reads of hazards and of the checklist."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sixin.hazards.models import Hazard, State
from sixin.registers import rules as areas
from sixin.registers.models import Area, Person
from sixin.registers.queries import people
from sixin.rulebook import queries as rules
from sixin.rulebook.models import Rule


def checklist(area: Area, on: date) -> list[Rule]:
    """The items to look at in a home; `when` holds kind and item."""
    return rules.in_force("hazard.item", area=area.rule_code, on=on)


def of_person(person: Person) -> QuerySet[Hazard]:
    """Hazards reported at this person's home, the latest first."""
    return _standing().filter(person__in=people.rows_of(person))


def because_of(visit: UUID) -> QuerySet[Hazard]:
    """Hazards that this visit found."""
    return _standing().filter(because_of=visit)


def standing_in(area: Area) -> QuerySet[Hazard]:
    """Hazards of an area and below that nobody has put right, where it is known at whose door."""
    here = _standing().filter(areas.below(area.path, "area__path"))
    return here.filter(person__erased_at__isnull=True).select_related("person")


def _standing() -> QuerySet[Hazard]:
    return Hazard.objects.exclude(state=State.WITHDRAWN)
