"""What goes with a person who is merged into another, and comes back when that is undone."""

from typing import Any

from django.db.models import Q, QuerySet

from sixin.registers.models import Consent, Contact, DuplicatePair, Person, PersonTag
from sixin.registers.models.rosters import PairState

Moved = dict[str, list[Any]]


def move(*, kept: Person, merged: Person) -> Moved:
    """Hand tags, contacts, consents and open pairs of `merged` to `kept`; the ids that moved.

    What `kept` has as well (an open tag, the same contact) stays with `merged`. `rows`: people
    who had been merged into `merged` before.
    """
    moved: Moved = {
        "rows": [plain(pk) for pk in merged.merged_people.values_list("pk", flat=True)],
        "tags": list(merged.tags.exclude(_held_open(kept)).values_list("pk", flat=True)),
        "contacts": _contacts(kept, merged),
        "consents": list(merged.consents.values_list("pk", flat=True)),
        "firsts": list(_pairs(kept, merged, "first").values_list("pk", flat=True)),
        "seconds": list(_pairs(kept, merged, "second").values_list("pk", flat=True)),
    }
    _give(moved, kept)
    return moved


def move_back(*, merged: Person, moved: Moved) -> None:
    """Give back what `move` moved, as far as it still is there."""
    Person.objects.filter(pk__in=moved["rows"]).update(merged_into=merged)
    tags = PersonTag.objects.filter(pk__in=moved["tags"]).exclude(_held_open(merged))
    _give({**moved, "tags": list(tags.values_list("pk", flat=True))}, merged)


def plain(value: object) -> object:
    """A value as JSON keeps it."""
    return value if value is None or isinstance(value, (str, int)) else str(value)


def _give(moved: Moved, to: Person) -> None:
    PersonTag.objects.filter(pk__in=moved["tags"]).update(person=to)
    Contact.objects.filter(pk__in=moved["contacts"]).update(person=to)
    Consent.objects.filter(pk__in=moved["consents"]).update(person=to)
    DuplicatePair.objects.filter(pk__in=moved["firsts"]).update(first=to)
    DuplicatePair.objects.filter(pk__in=moved["seconds"]).update(second=to)


def _held_open(person: Person) -> Q:
    held = list(person.tags.filter(until__isnull=True).values_list("tag", flat=True))
    return Q(until__isnull=True, tag__in=held)


def _contacts(kept: Person, merged: Person) -> list[int]:
    held = set(kept.contacts.values_list("name", "phone"))
    rows = merged.contacts.values_list("pk", "name", "phone")
    return [pk for pk, name, phone in rows if (name, phone) not in held]


def _pairs(kept: Person, merged: Person, side: str) -> QuerySet[DuplicatePair]:
    """Open pairs with `merged` on that side whose other has no pair with `kept` yet."""
    other = "second" if side == "first" else "first"
    with_kept = DuplicatePair.objects.filter(Q(first=kept) | Q(second=kept))
    known = {pk for ids in with_kept.values_list("first", "second") for pk in ids}
    return DuplicatePair.objects.filter(**{side: merged}, state=PairState.OPEN).exclude(
        **{f"{other}__in": known | {kept.pk}}
    )
