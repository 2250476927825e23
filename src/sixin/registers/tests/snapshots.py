"""What the registers hold, to compare before and after."""

from typing import Any

from sixin.registers.models import Consent, Contact, DuplicatePair, Person, PersonTag


def taken() -> list[list[dict[str, Any]]]:
    """Every row that a merge may touch."""
    return [
        list(rows.order_by("pk").values())
        for rows in (
            Person.objects.all(),
            PersonTag.objects.all(),
            Contact.objects.all(),
            Consent.objects.all(),
            DuplicatePair.objects.all(),
        )
    ]
