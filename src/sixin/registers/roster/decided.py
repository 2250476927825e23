"""What people decided by merging: a list may say it again, and is not believed over them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from sixin.registers.models import Merge
from sixin.registers.roster.entries import Entry

if TYPE_CHECKING:
    from sixin.registers.roster.held import Held

# Column of Person -> values, as JSON keeps them, that gave way to the ones she has.
Declined = Mapping[str, set[str]]
# (name, birth date, precision): what she is also called in lists.
Alias = tuple[str, date | None, str]
_COLUMNS = ("name", "sex", "birth_date", "phone", "relation_to_owner", "household_id")


def before_merges(chosen: Q) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """(row, what a merge that stands replaced on it) of the merges `chosen`, the latest first."""
    standing = Merge.objects.filter(chosen, undone_at__isnull=True)
    for row, story in standing.values_list("kept_id", "before"):
        yield row, story["before"]


def alias_of(name: str, birth: date | None, precision: str, before: dict[str, Any]) -> Alias:
    """What a row was called before a merge; name, birth, precision: what it is called now."""
    said = before.get("birth_date")
    born = date.fromisoformat(said) if said else birth
    return before.get("name", name), born, before.get("birth_precision", precision)


def declined(
    kept_by: Mapping[UUID, UUID], merged: Mapping[UUID, Mapping[str, Any]]
) -> dict[UUID, Declined]:
    """By kept person: the values of rows merged into her, and hers that a merge replaced.

    kept_by: {row: the person who is kept}, her own row too. merged: {row: its columns}.
    """
    found: dict[UUID, dict[str, set[str]]] = {}
    replaced = before_merges(Q(kept__in=kept_by)) if kept_by else iter(())
    for row, values in (*merged.items(), *replaced):
        gone = found.setdefault(kept_by[row], defaultdict(set))
        for column in _COLUMNS:
            if values.get(column):
                gone[column].add(str(values[column]))
    return dict(found)


def respected(entry: Entry, held: "Held") -> Entry:
    """The row without what was decided against; the same row where nothing was."""
    gone = held.declined
    if not gone:
        return entry
    changes: dict[str, Any] = {}
    if entry.name in gone["name"]:
        changes["name"] = held.name
    if str(entry.birth) in gone["birth_date"]:
        changes |= {"birth": held.birth, "precision": held.precision}
    for column, name in (("sex", "sex"), ("phone", "phone"), ("relation_to_owner", "relation")):
        if getattr(entry, name) in gone[column]:
            changes[name] = ""
    return replace(entry, **changes) if changes else entry


def at_declined_door(household_id: UUID, held: "Held") -> bool:
    """Whether this is a door at which, somebody decided, she does not live."""
    return bool(held.declined) and str(household_id) in held.declined["household_id"]
