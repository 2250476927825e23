"""What an import tells the trail: one entry for each person, with all that the row changed."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sixin.audit import trail
from sixin.audit.trail import Deed
from sixin.registers import noting, rules
from sixin.registers.models import Area
from sixin.registers.roster.held import Held
from sixin.registers.roster.planning import CREATED, UNCHANGED, Plan, Step

# Column of `Person` -> what it is called in `Held`, where that is another word.
_HELD: Final = {
    "birth_date": "birth", "birth_precision": "precision", "relation_to_owner": "relation",
}  # fmt: skip
_EMPTY: Final = (None, "")


def paths_below(community: Area) -> dict[int, str]:
    """{id: path} of the areas in which an import may put people."""
    return dict(Area.objects.filter(rules.below(community.path)).values_list("pk", "path"))


def people(steps: Iterable[Step], paths: dict[int, str], by: UUID | None, now: datetime) -> None:
    """Note everybody whom these steps create or change."""
    deeds = (_deed(step, paths) for step in steps if step.outcome != UNCHANGED and step.changes)
    trail.note_all(deeds, by=by, now=now)


def whole(plan: Plan, community: Area, by: UUID | None, now: datetime) -> None:
    """Note the import itself, with its counts."""
    names = ("created", "updated", "unchanged", "rejected")
    counts = {name: getattr(plan.counts, name) for name in names}
    deed = Deed(verb="roster.imported", area=community.path, details=counts)
    trail.note(deed, by=by, now=now)


def _deed(step: Step, paths: dict[int, str]) -> Deed:
    new, held = step.outcome == CREATED, step.held
    area = step.changes.fields.get("area_id") or (held.area_id if held else None)
    return Deed(
        verb="person.registered" if new else "person.changed", kind="registers.person",
        subject=str(step.person_id), area=paths.get(area or 0, ""), details=dict(_changes(step)),
    )  # fmt: skip


def _changes(step: Step) -> Iterator[tuple[str, Any]]:
    held, changes = step.held, step.changes
    for name, value in changes.fields.items():
        was = (
            getattr(held, _HELD.get(name, name)) if held and name not in noting.FOLLOWING else None
        )
        if name not in noting.FOLLOWING and not (was in _EMPTY and value in _EMPTY):
            yield name, [was, value]
    closed = [tag for tag, (pk, _own) in held.tags.items() if pk in changes.closed] if held else []
    if closed or changes.opened:
        yield "tags", [closed, list(changes.opened)]
    if changes.contacts:
        yield "contacts", [[], [[one.name, one.relation, one.phone] for one in changes.contacts]]
    for pk, fields in changes.mended:
        yield f"contact.{pk}", [_was(held, pk, fields), fields]


def _was(held: Held | None, pk: int, fields: dict[str, str]) -> dict[str, str]:
    known = [one for one in held.contacts if one.pk == pk] if held else []
    return {name: getattr(known[0], name) for name in fields} if known else {}
