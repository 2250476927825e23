"""Reads of hazards and of the checklist."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sixin.hazards.models import Hazard, Photo, State
from sixin.registers import rules as areas
from sixin.registers.models import Area, Consent, Member, Person
from sixin.registers.models.ties import Purpose
from sixin.registers.queries import consents, people
from sixin.rulebook import queries as rules
from sixin.rulebook.models import Rule


def checklist(area: Area, on: date) -> list[Rule]:
    """The items to look at in a home; `when` holds kind and item."""
    return rules.in_force("hazard.item", area=area.rule_code, on=on)


def rule_of(hazard: Hazard, on: date) -> Rule | None:
    """The rule row that gives the hazard its words; None where it is gone."""
    rows = checklist(hazard.area, on)
    return next((row for row in rows if row.when["item"] == hazard.item), None)


def of_person(person: Person) -> QuerySet[Hazard]:
    """Hazards reported at this person's home, the latest first, with their photos."""
    hers = _standing().filter(person__in=people.rows_of(person))
    return hers.prefetch_related("photos")


def because_of(visit: UUID) -> QuerySet[Hazard]:
    """Hazards that this visit found."""
    return _standing().filter(because_of=visit)


def standing_in(area: Area) -> QuerySet[Hazard]:
    """Hazards of an area and below that nobody has put right, where it is known at whose door."""
    here = _standing().filter(areas.below(area.path, "area__path"))
    return here.filter(person__erased_at__isnull=True).select_related("person")


def photo_consent(person: Person, on: date) -> Consent | None:
    """Her consent of that day that photos of her home are kept; None without one."""
    return consents.of(person.merged_into or person, Purpose.PHOTO, on)


def visible_to(member: Member, on: date) -> QuerySet[Hazard]:
    """Hazards at the doors of people whom the member may see."""
    seen = people.visible_to(member, on).values("pk")
    hers = Q(person__in=seen) | Q(person__merged_into__in=seen)
    return _standing().filter(hers).select_related("person__area", "person__merged_into", "area")


def photos_visible_to(member: Member, on: date) -> QuerySet[Photo]:
    """Photos of those hazards. Whether she still agrees is asked of each, see `photo_consent`."""
    seen = visible_to(member, on)
    return Photo.objects.filter(hazard__in=seen.values("pk")).select_related(
        "hazard__person__merged_into", "hazard__person__area", "hazard__area"
    )


def _standing() -> QuerySet[Hazard]:
    return Hazard.objects.exclude(state=State.WITHDRAWN)
