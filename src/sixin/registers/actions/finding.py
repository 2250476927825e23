"""Keep the search tokens in step with names, numbers, areas and merges.

Every action that writes one of those calls `refresh`, in its own transaction; `differences` finds
what was forgotten.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sixin.registers import tokens
from sixin.registers.models import Finder, Person
from sixin.registers.queries import areas
from sixin.registers.roster import inserting

# The columns of a person from which tokens follow.
TOLD_BY: Final = frozenset({"name", "id_number", "phone", "area_id", "merged_into_id", "erased_at"})
_AT_ONCE: Final = 1000
Token = tuple[int, bytes]  # (place, token)


class Known(NamedTuple):
    """What one row tells of a person. owner: the row that is kept; place: its community."""

    owner: UUID
    place: int
    name: str
    id_number: str | None
    phone: str


@transaction.atomic
def refresh(people: Iterable[UUID]) -> None:
    """Work out the tokens of these people anew, and of those into whom they were merged."""
    rest = iter(people)
    while some := set(islice(rest, _AT_ONCE)):
        owners = _owners(some)
        Finder.objects.filter(person__in=owners).delete()
        enter(_known(owners))


def enter(rows: Iterable[Known]) -> None:
    """Add the tokens of people who have none yet, all rows of one person in one call."""
    inserting.insert(
        Finder,
        (
            {"place": place, "token": token, "person_id": owner}
            for owner, found in _told(rows).items()
            for place, token in found
        ),
    )


def rebuild() -> int:
    """Work out all tokens anew, some people at a time. Returns of how many rows."""
    count = 0
    for some in _everybody():
        refresh(some)
        count += len(some)
    return count


def differences() -> Iterator[str]:
    """A sentence for each person whose tokens are not those that follow from the registers."""
    for some in _everybody():
        told = _told(_known(some))
        kept: dict[UUID, set[Token]] = {}
        rows = Finder.objects.filter(person__in=some)
        for owner, place, token in rows.values_list("person_id", "place", "token"):
            kept.setdefault(owner, set()).add((place, bytes(token)))
        for owner in some:
            due, there = told.get(owner, set()), kept.get(owner, set())
            if due != there:
                yield (
                    f"Person {owner}: {len(due - there)} search tokens are missing, "
                    f"{len(there - due)} are too many."
                )


def _told(rows: Iterable[Known]) -> dict[UUID, set[Token]]:
    found: dict[UUID, set[Token]] = {}
    for owner, place, name, id_number, phone in rows:
        hers = found.setdefault(owner, set())
        hers.update((place, token) for token in tokens.of_name(name))
        for number in (id_number or "", phone):
            token = tokens.of_end(number, place)
            if token:
                hers.add((tokens.EVERYWHERE, token))
    return found


def _known(owners: set[UUID]) -> Iterator[Known]:
    """What all rows tell of these people, if they are not merged into others themselves."""
    hers = Q(pk__in=owners, merged_into__isnull=True) | Q(merged_into__in=owners)
    names = ("pk", "merged_into_id", "area_id", "name", "id_number", "phone")
    there = Person.objects.filter(hers, erased_at__isnull=True).order_by()
    rows = list(there.values_list(*names))
    lives = {pk: area for pk, into, area, *_rest in rows if into is None}
    communities = areas.communities_of(set(lives.values()))
    for pk, into, _area, name, id_number, phone in rows:
        owner = into or pk
        if owner in lives:
            yield Known(owner, communities[lives[owner]], name, id_number, phone)


def _owners(people: set[UUID]) -> set[UUID]:
    """These people, and those into whom they were merged."""
    into = Person.objects.filter(pk__in=people, merged_into__isnull=False).order_by()
    return people | set(into.values_list("merged_into_id", flat=True))


def _everybody() -> Iterator[set[UUID]]:
    """The ids of all rows, some at a time."""
    rows = Person.objects.order_by("pk").values_list("pk", flat=True)
    some = list(rows[:_AT_ONCE])
    while some:
        yield set(some)
        some = list(rows.filter(pk__gt=some[-1])[:_AT_ONCE])
