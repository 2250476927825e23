"""Two rows, one person: merge with nothing lost, and undo."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import rules
from sixin.registers.models import DuplicatePair, Member, Merge, Person
from sixin.registers.models.rosters import PairState

# Facts that `kept` may lack and the other row may know.
FIELDS = [
    "name",
    "pinyin",
    "initials",
    "sex",
    "birth_date",
    "birth_precision",
    "phone",
    "household_id",
    "area_id",
    "relation_to_owner",
    "note",
]


class CannotMerge(Refused):
    """The two rows are one already, or the merge was undone."""


@transaction.atomic
def merge(
    *, kept: Person, merged: Person, take: frozenset[str], by: Member, now: datetime
) -> Merge:
    """Take `merged` to be the same person as `kept`.

    The row of `merged` stays and points at `kept`, so its visits, tags, contacts and consents are
    read as hers. `take`: names of FIELDS whose value comes from `merged`; a field that `kept` has
    not filled is filled anyway. Raises CannotMerge, NotAllowed.
    """
    kept, merged = _both(kept, merged, by, now)
    before = {name: _plain(getattr(kept, name)) for name in FIELDS}
    for name in FIELDS:
        theirs = getattr(merged, name)
        if theirs not in (None, "") and (name in take or getattr(kept, name) in (None, "")):
            setattr(kept, name, theirs)
    kept.save()
    Person.objects.filter(Q(pk=merged.pk) | Q(merged_into=merged)).update(merged_into=kept)
    _decide(kept, merged, PairState.MERGED, by, now)
    return Merge.objects.create(
        kept=kept, merged=merged, before=before, merged_by=by, merged_at=now
    )


@transaction.atomic
def undo(*, merge: Merge, by: Member, now: datetime) -> None:
    """Make two people of them again, `kept` as it was before. Raises CannotMerge, NotAllowed."""
    row = Merge.objects.select_for_update().get(pk=merge.pk)
    _require(row.kept, by, now)
    if row.undone_at:
        raise CannotMerge(_("这次合并已经撤销过了。"))
    Person.objects.filter(pk=row.kept_id).update(**row.before)
    Person.objects.filter(pk=row.merged_id).update(merged_into=None)
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    _decide(row.kept, row.merged, PairState.OPEN, by, now)


@transaction.atomic
def keep_apart(*, pair: DuplicatePair, by: Member, now: datetime) -> None:
    """They are two people: the pair is not offered again. Raises NotAllowed."""
    _require(pair.first, by, now)
    _decide(pair.first, pair.second, PairState.DIFFERENT, by, now)


@transaction.atomic
def look_again(*, pair: DuplicatePair, by: Member, now: datetime) -> None:
    """Take "two people" back: the pair is open again. Raises NotAllowed."""
    _require(pair.first, by, now)
    _decide(pair.first, pair.second, PairState.OPEN, by, now)


def _both(kept: Person, merged: Person, by: Member, now: datetime) -> tuple[Person, Person]:
    rows = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk])}
    if len(rows) != 2 or any(p.merged_into_id for p in rows.values()):
        raise CannotMerge(_("这两条已经合并过,或者选了同一个人。"))
    for person in rows.values():
        _require(person, by, now)
    return rows[kept.pk], rows[merged.pk]


def _require(person: Person, by: Member, now: datetime) -> None:
    if not rules.may_keep_registers(by, person.area, clock.day_of(now)):
        raise NotAllowed(_("合并重复的人由社区负责人或社区工作人员来做。"))


def _decide(one: Person, other: Person, state: str, by: Member, now: datetime) -> None:
    DuplicatePair.objects.filter(Q(first=one, second=other) | Q(first=other, second=one)).update(
        state=state,
        decided_by=None if state == PairState.OPEN else by,
        decided_at=None if state == PairState.OPEN else now,
    )


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, int)) else str(value)
