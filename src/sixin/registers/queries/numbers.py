"""Who has an ID number or a telephone, as a whole or by its end; who lives behind a door's number."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from sixin.registers import tokens
from sixin.registers.models import Area, Finder, Household, Person
from sixin.registers.queries import areas
from sixin.registers.roster import identity

_LONGEST_DOOR: Final = 5  # digits


def people(text: str, digits: str, within: QuerySet[Area]) -> set[UUID]:
    """The ids of those who are kept. text: as typed, without spaces; digits: without dashes too."""
    if len(digits) == 18:
        return _kept(Q(id_number=digits))
    if len(digits) == 15 and digits.isdigit():
        return _kept(Q(id_number=identity.upgraded(digits)))
    if len(digits) == 11 and (found := _kept(Q(phone=text))):
        return found
    found = _ending(digits, within)
    if len(digits) > _LONGEST_DOOR:
        return found
    behind = Household.objects.filter(area__in=within, door=digits).values("pk")
    return found | _kept(Q(household__in=behind))


def _ending(digits: str, within: QuerySet[Area]) -> set[UUID]:
    """Those whose ID number or telephone ends so."""
    wanted = [tokens.of_end(digits, place) for place in areas.communities_over(within)]
    tailed = Finder.objects.filter(place=tokens.EVERYWHERE, token__in=wanted)
    found = set(tailed.values_list("person_id", flat=True))
    return found if len(digits) == tokens.TAIL else _with_end(found, digits)


def _with_end(found: Iterable[UUID], digits: str) -> set[UUID]:
    rows = Person.objects.filter(Q(pk__in=found) | Q(merged_into__in=found)).order_by()
    told = rows.values_list("pk", "merged_into_id", "id_number", "phone")
    return {
        into or pk
        for pk, into, *numbers in told
        if any(tokens.digits(number or "").endswith(digits) for number in numbers)
    }


def _kept(wanted: Q) -> set[UUID]:
    """The ids of those whom these rows mean."""
    rows = Person.objects.filter(wanted).order_by()
    return set(rows.values_list(Coalesce(F("merged_into"), F("pk")), flat=True))
