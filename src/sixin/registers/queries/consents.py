"""What a person agrees to on a day: the one definition, asked by whatever depends on it."""

import calendar
from datetime import date

from django.db.models import Q, QuerySet

from sixin.base import clock
from sixin.registers.models import Consent, Person
from sixin.registers.models.people import Precision
from sixin.registers.queries import people
from sixin.rulebook import queries as rules


def holds(person: Person, purpose: str, on: date) -> bool:
    """Whether she, or her guardian where one must, agrees to that purpose on that day."""
    return of(person, purpose, on) is not None


def of(person: Person, purpose: str, on: date) -> Consent | None:
    """The latest consent to that purpose that holds on that day; None without one.

    It holds from the day it was given until the last day that was agreed, and no longer on the day
    it was withdrawn. One given to a row that was merged into hers is hers. One that a child gave
    without a guardian holds for nothing.
    """
    given = in_force(person, on).filter(purpose=purpose).order_by("-given_on", "-pk")
    return next((row for row in given if _is_valid(row, person)), None)


def in_force(person: Person, on: date) -> QuerySet[Consent]:
    """All that was given and has neither run out nor been withdrawn by that day."""
    unended = Q(until__isnull=True) | Q(until__gte=on)
    standing = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    return _hers(person).filter(unended, standing, given_on__lte=on)


def lasting(purpose: str, since: date) -> QuerySet[Consent]:
    """All that was given to that purpose and held on that day or later, whoever gave it."""
    unended = Q(until__isnull=True) | Q(until__gte=since)
    standing = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=since)
    return Consent.objects.filter(unended, standing, purpose=purpose)


def now_and_before(person: Person, on: date) -> tuple[list[Consent], list[Consent]]:
    """(those that hold on that day, all others), by purpose."""
    held = {row.pk for row in in_force(person, on) if _is_valid(row, person)}
    rows = list(_hers(person).select_related("recorded_by"))
    return [r for r in rows if r.pk in held], [r for r in rows if r.pk not in held]


def needs_guardian(person: Person, on: date) -> bool:
    """Whether on that day a guardian had to agree in her place: younger than the rule row says.

    Of a birth date known to the month or year alone the youngest age counts; without one, none.
    """
    born = _latest_birth(person)
    return born is not None and born > clock.years_before(on, guardian_age(person, on))


def guardian_age(person: Person, on: date) -> int:
    """The age in years from which people agree themselves: rule row `consent.guardian_age`."""
    return int(rules.value("consent.guardian_age", area=person.area.rule_code, on=on).value)


def _hers(person: Person) -> QuerySet[Consent]:
    return Consent.objects.filter(person__in=people.rows_of(person))


def _is_valid(row: Consent, person: Person) -> bool:
    return bool(row.guardian) or not needs_guardian(person, row.given_on)


def _latest_birth(person: Person) -> date | None:
    born = person.birth_date
    if born is None or person.birth_precision == Precision.DAY:
        return born
    month = born.month if person.birth_precision == Precision.MONTH else 12
    return born.replace(month=month, day=calendar.monthrange(born.year, month)[1])
