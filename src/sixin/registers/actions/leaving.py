"""People leave the register, and come back if that was a mistake."""

from datetime import date

from sixin.registers.models import Person


def leave(*, person: Person, on: date, reason: str) -> None:
    """She moved away or died on that day: she is no longer due, her history stays."""
    person.left_on, person.left_reason = on, reason
    person.save(update_fields=["left_on", "left_reason"])


def come_back(*, person: Person) -> None:
    """She had not left after all."""
    person.left_on, person.left_reason = None, ""
    person.save(update_fields=["left_on", "left_reason"])
