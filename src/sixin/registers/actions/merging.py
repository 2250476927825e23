"""Two rows, one person: merge with nothing lost, and undo."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sixin.audit import trail
from sixin.audit.trail import Values
from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import noting, rules
from sixin.registers.actions import carrying, finding
from sixin.registers.models import DuplicatePair, Member, Merge, Person
from sixin.registers.models.rosters import PairState

# A fact is taken whole: fact -> columns of Person, the first of which says whether it is known.
FACTS: dict[str, tuple[str, ...]] = {
    "name": ("name", "pinyin", "initials"),
    "id_number": ("id_number",),
    "sex": ("sex",),
    "birth_date": ("birth_date", "birth_precision"),
    "phone": ("phone",),
    "home": ("household_id", "area_id"),
    "relation_to_owner": ("relation_to_owner",),
    "left": ("left_on", "left_reason"),
}
# Leaving the register is never filled in by itself: somebody has to say so.
_NEVER_FILLED = {"left"}


class CannotMerge(Refused):
    """The two rows are one already, or the merge was undone or built upon."""


@transaction.atomic
def merge(
    *, kept: Person, merged: Person, take: frozenset[str], by: Member, now: datetime
) -> Merge:
    """Take `merged` to be the same person as `kept`.

    The row of `merged` stays and points at `kept`, so what names it is read as hers; its tags,
    contacts, consents and open pairs move to `kept`. take: names of FACTS whose value comes from
    `merged`; what `kept` does not know is filled anyway, notes are joined, ID numbers change
    places. Raises CannotMerge, NotAllowed.
    """
    kept, merged = _both(kept, merged, by, now)
    found = _values(kept, merged, take)
    numbers = _exchange_numbers(kept, merged, found.pop("id_number", kept.id_number))
    held = [trail.values(kept), trail.values(merged)]
    before = {name: carrying.plain(getattr(kept, name)) for name in found}
    moved = carrying.move(kept=kept, merged=merged)
    Person.objects.filter(pk=kept.pk).update(**found)
    Person.objects.filter(Q(pk=merged.pk) | Q(merged_into=merged)).update(merged_into=kept)
    finding.refresh([kept.pk, merged.pk])
    _decide(kept, merged, PairState.MERGED, by, now)
    after = {name: carrying.plain(value) for name, value in found.items()}
    story = {"before": before, "after": after, "numbers": numbers, "moved": moved}
    made = Merge.objects.create(kept=kept, merged=merged, before=story, merged_by=by, merged_at=now)
    _note("person.merged", made, held, by, now)
    return made


@transaction.atomic
def undo(*, merge: Merge, by: Member, now: datetime) -> None:
    """Make two people of them again: each has back what was hers.

    What somebody changed on `kept` since the merge stays as it was changed. Merges are undone
    from the last backwards. Raises CannotMerge, NotAllowed.
    """
    row = Merge.objects.select_for_update().get(pk=merge.pk)
    people = Person.objects.select_for_update().in_bulk([row.kept_id, row.merged_id])
    kept, merged = people[row.kept_id], people[row.merged_id]
    for person in (kept, merged):
        _require(person, by, now)
    _check_last(row)
    held = [trail.values(kept), trail.values(merged)]
    story = row.before
    back = _unchanged_since(kept, story["before"], story["after"])
    Person.objects.filter(pk=merged.pk).update(merged_into=None)
    Person.objects.filter(pk=kept.pk).update(**back)
    _numbers_back(kept, merged, story["numbers"])
    carrying.move_back(merged=merged, moved=story["moved"])
    finding.refresh([kept.pk, merged.pk])
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    _decide(kept, merged, PairState.OPEN, by, now)
    _note("person.unmerged", row, held, by, now)


@transaction.atomic
def keep_apart(*, pair: DuplicatePair, by: Member, now: datetime) -> None:
    """They are two people: the pair is not offered again. Raises CannotMerge, NotAllowed."""
    _decide_open_or(pair, PairState.OPEN, PairState.DIFFERENT, by, now)


@transaction.atomic
def look_again(*, pair: DuplicatePair, by: Member, now: datetime) -> None:
    """Take "two people" back: the pair is open again. Raises CannotMerge, NotAllowed."""
    _decide_open_or(pair, PairState.DIFFERENT, PairState.OPEN, by, now)


def _decide_open_or(pair: DuplicatePair, was: str, state: str, by: Member, now: datetime) -> None:
    for person in (pair.first, pair.second):
        _require(person, by, now)
    row = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if row.state not in (was, state):
        raise CannotMerge(_("这两条已经合并了。要改主意，请先撤销合并。"))
    _decide(pair.first, pair.second, state, by, now)
    verb = "pair.reopened" if state == PairState.OPEN else "pair.kept_apart"
    for one, other in ((row.first, row.second), (row.second, row.first)):
        noting.of_person(verb, one, row, by=by, now=now, said={"other": other.pk})


def _note(verb: str, merge: Merge, held: list[Values], by: Member, now: datetime) -> None:
    """Both people's trails tell what the merge, or its undoing, changed of them."""
    rows = Person.objects.select_related("area").in_bulk([merge.kept_id, merge.merged_id])
    pair = (rows[merge.kept_id], rows[merge.merged_id])
    for row, other, before in zip(pair, pair[::-1], held, strict=True):
        said = {"other": other.pk} | noting.told(row, before)
        noting.of_person(verb, row, merge, by=by, now=now, said=said)


def _both(kept: Person, merged: Person, by: Member, now: datetime) -> tuple[Person, Person]:
    rows = Person.objects.select_for_update().in_bulk([kept.pk, merged.pk])
    if len(rows) != 2 or any(p.merged_into_id for p in rows.values()):
        raise CannotMerge(_("这两条已经合并过，或者选了同一个人。"))
    for person in rows.values():
        _require(person, by, now)
    return rows[kept.pk], rows[merged.pk]


def _values(kept: Person, merged: Person, take: frozenset[str]) -> dict[str, Any]:
    """The columns of `kept` that change, with their new values."""
    found: dict[str, Any] = {}
    for fact, columns in FACTS.items():
        known, theirs = known_fact(kept, fact), known_fact(merged, fact)
        if theirs and (fact in take or (not known and fact not in _NEVER_FILLED)):
            found |= {name: getattr(merged, name) for name in columns}
    if "left" in take and not known_fact(merged, "left"):
        found |= {"left_on": None, "left_reason": ""}
    if merged.note and merged.note not in kept.note:
        found["note"] = "\n".join(filter(None, [kept.note, merged.note]))
    found["registered_on"] = min(kept.registered_on, merged.registered_on)
    return {name: value for name, value in found.items() if value != getattr(kept, name)}


def known_fact(person: Person, fact: str) -> bool:
    """Whether the row says anything about this fact of FACTS."""
    return getattr(person, FACTS[fact][0]) not in (None, "")


def _exchange_numbers(kept: Person, merged: Person, wanted: str | None) -> dict[str, Any]:
    """ID numbers are unique: what `kept` gives up, `merged` holds, so that both still find her."""
    before = [kept.id_number, merged.id_number]
    if wanted == kept.id_number:
        return {"before": before, "after": before}
    _set_numbers(kept, merged, [merged.id_number, kept.id_number])
    return {"before": before, "after": before[::-1]}


def _set_numbers(kept: Person, merged: Person, numbers: list[str | None]) -> None:
    Person.objects.filter(pk=merged.pk).update(id_number=None)
    Person.objects.filter(pk=kept.pk).update(id_number=numbers[0])
    Person.objects.filter(pk=merged.pk).update(id_number=numbers[1])


def _numbers_back(kept: Person, merged: Person, numbers: dict[str, Any]) -> None:
    if [kept.id_number, merged.id_number] == numbers["after"]:
        _set_numbers(kept, merged, numbers["before"])


def _unchanged_since(kept: Person, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The columns to restore: those of facts in which `kept` still is what the merge made her."""
    facts = [*FACTS.values(), ("note",), ("registered_on",)]
    found: dict[str, Any] = {}
    for columns in facts:
        touched = [name for name in columns if name in after]
        if all(carrying.plain(getattr(kept, name)) == after[name] for name in touched):
            found |= {name: before[name] for name in touched}
    return found


def _check_last(row: Merge) -> None:
    if row.undone_at:
        raise CannotMerge(_("这次合并已经撤销过了。"))
    if row.final_at:
        raise CannotMerge(_("合并时的资料已经按规定删除，不能再撤销了。"))
    touches = Q(kept=row.kept_id) | Q(merged=row.kept_id)
    later = Merge.objects.filter(touches, undone_at__isnull=True, pk__gt=row.pk).first()
    if later:
        raise CannotMerge(
            _("在这之后又把“%(merged)s”并入了“%(kept)s”。请先撤销那一次。")
            % {"merged": later.merged.name, "kept": later.kept.name}
        )


def _require(person: Person, by: Member, now: datetime) -> None:
    if not rules.may_keep_registers(by, person.area, clock.day_of(now)):
        raise NotAllowed(_("合并重复的人由社区负责人或社区工作人员来做。"))


def _decide(one: Person, other: Person, state: str, by: Member, now: datetime) -> None:
    DuplicatePair.objects.filter(Q(first=one, second=other) | Q(first=other, second=one)).update(
        state=state,
        decided_by=None if state == PairState.OPEN else by,
        decided_at=None if state == PairState.OPEN else now,
    )
