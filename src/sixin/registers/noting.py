"""What actions tell the trail, said shortly. Called in the transaction of the deed."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import models

from sixin.audit import trail
from sixin.audit.trail import Deed, Values
from sixin.registers.models import Area, Member, Person

Said = Mapping[str, Any]
NOTHING: Said = MappingProxyType({})
# Follow from the name and from whom the entry is about, so they need not be told beside it.
FOLLOWING = frozenset({"pinyin", "initials", "person_id"})


def of_person(
    verb: str, person: Person, row: models.Model | None = None, *, by: Member | None, now: datetime,
    said: Said = NOTHING, reason: str = "",
) -> None:  # fmt: skip
    """Note what was done to `row`, which belongs to this person; without one to herself.

    said: {field: [from, to]}, and single values of what else is to be said.
    """
    about = {} if row is None else {"row": str(row.pk)}
    kind = (row or person)._meta.label_lower
    deed = Deed(
        verb=verb, kind=kind, subject=str(person.pk), area=person.area.path, reason=reason,
        details=about | dict(said),
    )  # fmt: skip
    trail.note(deed, by=by.pk if by else None, now=now)


def of_place(
    verb: str, row: models.Model, area: Area | None, *, by: Member | None, now: datetime,
    said: Said = NOTHING, reason: str = "",
) -> None:  # fmt: skip
    """Note what was done to a row that belongs to nobody. area: None for the whole instance."""
    deed = Deed(
        verb=verb, kind=row._meta.label_lower, subject=str(row.pk), reason=reason, details=said,
        area=area.path if area else "",
    )  # fmt: skip
    trail.note(deed, by=by.pk if by else None, now=now)


def changed(
    verb: str, person: Person, row: models.Model | None, before: Values, *, by: Member | None,
    now: datetime,
) -> None:  # fmt: skip
    """Note from which to which each value of `row` went since `before`; nothing if none did.

    row: None for the person herself.
    """
    found = told(row or person, before)
    if found:
        of_person(verb, person, row, by=by, now=now, said=found)


def told(row: models.Model, before: Values | None = None) -> dict[str, Any]:
    """{field: [from, to]} of what a row holds now otherwise than `before`, nothing at first."""
    after = trail.values(row)
    found = trail.differences(before or {}, after)
    new = before is None
    return {
        name: pair
        for name, pair in found.items()
        if name not in FOLLOWING and not (new and pair[1] in (None, "", [], {}))
    }
