"""Finding people. Everything starts from `visible_to`."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from sixin.registers import rules
from sixin.registers.models import Area, Contact, Member, Person, PersonTag
from sixin.registers.powers import Power


def visible_to(member: Member, on: date, power: Power = Power.SEE_PEOPLE) -> QuerySet[Person]:
    """People in the areas where `member` has that power, without merged and erased rows."""
    return within(rules.areas_of(member, on, power))


def within(places: QuerySet[Area]) -> QuerySet[Person]:
    """Everybody of whom anything is known in these areas."""
    return known().filter(area__in=places)


def known() -> QuerySet[Person]:
    """Everybody of whom anything is known: neither merged into others nor erased."""
    return Person.objects.filter(merged_into__isnull=True, erased_at__isnull=True)


def living_in(area: Area) -> QuerySet[Person]:
    """People of an area and below who have neither left nor been merged into others."""
    return ever_in(area).filter(left_on__isnull=True)


def with_tags(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people with `open_tags`, their facts of today, in two queries."""
    tags = PersonTag.objects.filter(until__isnull=True)
    return people.prefetch_related(Prefetch("tags", queryset=tags, to_attr="open_tags"))


def rows_of(person: Person) -> list[UUID]:
    """The ids under which this person was ever recorded: the row itself and rows merged into it."""
    return [person.pk, *person.merged_people.values_list("pk", flat=True)]


def kept_as(pk: UUID) -> UUID | None:
    """Into whom the row with this id was merged; None if it was not."""
    row = Person.objects.filter(pk=pk, merged_into__isnull=False)
    return row.values_list("merged_into", flat=True).first()


def contacts_of(person: Person) -> QuerySet[Contact]:
    """Whom to call about this person, those noted under merged rows included."""
    return Contact.objects.filter(person__in=rows_of(person)).exclude(phone="")


def kept_ids() -> QuerySet[Person, tuple[UUID, UUID]]:
    """(row id, id of the person who is kept) of all people: what maps deeds to who they are."""
    return Person.objects.annotate(kept=Coalesce(F("merged_into"), F("pk"))).values_list(
        "pk", "kept"
    )


def tagged(people: QuerySet[Person], tag: str, on: date) -> QuerySet[Person]:
    """Those of `people` for whom `tag` holds on that day."""
    still = Q(until__isnull=True) | Q(until__gt=on)
    held = PersonTag.objects.filter(still, person=OuterRef("pk"), tag=tag, since__lte=on)
    return people.filter(Exists(held))


def ever_in(area: Area) -> QuerySet[Person]:
    """People of an area and below, those who have left included, merged and erased ones left out."""
    return known().filter(rules.below(area.path, "area__path"))
