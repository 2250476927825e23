"""What a visitor is asked about: needs that there are, whom may be told."""

from datetime import date

from sixin.registers.models import Area, Consent, Person
from sixin.registers.models.ties import Purpose
from sixin.registers.queries import consents
from sixin.rulebook import queries as rules
from sixin.rulebook.models import Rule


def needs(area: Area, on: date) -> list[Rule]:
    """The needs to choose from; `when` holds the code `need`."""
    return rules.in_force("visit.need", area=area.rule_code, on=on)


def may_tell_family(person: Person, on: date) -> Consent | None:
    """Her consent of that day that her family is told after a visit; None without one."""
    return consents.of(person, Purpose.FAMILY_NOTICE, on)
