"""Reads of certifications."""

from uuid import UUID

from django.db.models import QuerySet

from sixin.certifications.models import Certification
from sixin.registers.models import Person
from sixin.registers.queries import people


def of_person(person: Person) -> QuerySet[Certification]:
    """This person's standing certifications, the latest first."""
    return Certification.objects.filter(
        person__in=people.rows_of(person), taken_back_at__isnull=True
    )


def because_of(visit: UUID) -> QuerySet[Certification]:
    """Standing certifications that were made at this visit."""
    return Certification.objects.filter(because_of=visit, taken_back_at__isnull=True)
