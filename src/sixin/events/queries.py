"""Reads of events."""

from django.db.models import QuerySet

from sixin.events.models import Event
from sixin.registers.models import Person
from sixin.registers.queries import people


def of_person(person: Person) -> QuerySet[Event]:
    """Events this person came to, the latest first."""
    return Event.objects.filter(
        came__in=people.rows_of(person), taken_back_at__isnull=True
    ).distinct()
