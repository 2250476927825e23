"""Reads of volunteers' services."""

from django.db.models import QuerySet

from sixin.registers.models import Person
from sixin.registers.queries import people
from sixin.volunteers.models import Service


def received_by(person: Person) -> QuerySet[Service]:
    """Services this person received, the latest first."""
    return Service.objects.filter(
        person__in=people.rows_of(person), taken_back_at__isnull=True
    ).prefetch_related("members", "elders")
