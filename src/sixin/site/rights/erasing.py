"""Erase a person: her data go, a row without them stays, and the figures count as before."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from sixin.audit import erasing as trail_of
from sixin.audit import trail
from sixin.audit.models import Entry
from sixin.base import clock
from sixin.base.crypto import files
from sixin.base.errors import NotAllowed, Refused
from sixin.hazards.models import Photo
from sixin.registers import rules
from sixin.registers.actions import finding
from sixin.registers.models import Erasure, Member, Merge, Person, RosterImport
from sixin.registers.models.people import Precision
from sixin.registers.models.rights import Ground
from sixin.registers.powers import Power
from sixin.rulebook import queries as rulebook
from sixin.site.desk.imports import files as rosters
from sixin.site.rights import collecting, remembering
from sixin.site.rights.holding import Holding
from sixin.site.rights.holdings import HOLDINGS
from sixin.visits.models import FollowUp, State, Visit

# The trail empties its entries itself.
_CHANGED = [h for h in HOLDINGS if (h.gone or h.emptied) and h.model is not Entry]
# What lies beside the database for a row, and goes with it.
_FILES: dict[type[Model], Callable[[Any], None]] = {
    RosterImport: rosters.forget,
    Photo: lambda photo: files.remove(photo.file),
}


class CannotErase(Refused):
    """She was erased before, or nothing says why she should be."""


@transaction.atomic
def erase(
    *, person: Person, ground: str, because: str, by: Member, now: datetime
) -> dict[str, int]:
    """Erase what is held of her, under the rows merged into hers as well.

    Ledger and figures are untouched. Returns {table: rows deleted or emptied}. Raises CannotErase,
    NotAllowed.
    """
    if not rules.may(by, Power.ANSWER_RIGHTS, person.area, clock.day_of(now)):
        raise NotAllowed(_("删除个人资料由数据保护员来办。"))
    if ground not in Ground.values:
        raise CannotErase(_("请选一下为什么要删除。"), field="ground")
    if not because.strip():
        raise CannotErase(_("请写一下依据，如“本人 11月20日书面申请”。"), field="because")
    return carry_out(person=person, ground=ground, because=because.strip(), by=by, now=now)


@transaction.atomic
def carry_out(
    *, person: Person, ground: str, because: str, by: Member | None, now: datetime
) -> dict[str, int]:
    """The same without asking who may: what repeating and retention do. Raises CannotErase."""
    rows = collecting.rows_of(person)
    hers = Person.objects.select_related("area").filter(pk__in=rows)
    held = list(hers.select_for_update(of=("self",)))
    whole = next(row for row in held if row.merged_into_id is None)
    if all(row.erased_at for row in held):
        raise CannotErase(_("这个人的资料已经删除过了。"))
    area = whole.area
    counts = {
        line.holding.label: line.deleted + line.emptied
        for line in collecting.counted(rows)
        if line.deleted + line.emptied
    }
    entry = _note(whole, area.path, rows, ground, because, counts, by, now)
    ending = [(holding, list(holding.ending(rows))) for holding in _CHANGED]
    _close(rows, by, now)
    for holding, going in ending:
        _end(holding, going)
    for row in held:
        _settle(row, now)
    finding.refresh(rows)
    trail_of.empty(subjects=[str(pk) for pk in rows], because=entry)
    _remember(rows, whole.pk, ground, counts, by, now)
    return counts


def _note(
    person: Person, path: str, rows: list[UUID], ground: str, because: str,
    counts: Mapping[str, int], by: Member | None, now: datetime,
) -> Any:  # fmt: skip
    said = {"ground": ground, "subjects": [str(pk) for pk in rows], "counts": counts}
    deed = trail.Deed(
        verb="person.erased", kind="registers.person", subject=str(person.pk), area=path,
        reason=because, details=said,
    )  # fmt: skip
    return trail.note(deed, by=by.pk if by else None, now=now)[0]


def _close(rows: list[UUID], by: Member | None, now: datetime) -> None:
    """Nobody looks for her any more, no door of hers is planned, and her merges stay."""
    FollowUp.objects.filter(person__in=rows, closed_at__isnull=True).update(
        closed_at=now, closed_by=by
    )
    Visit.objects.filter(person__in=rows, state=State.PLANNED).update(state=State.CANCELLED)
    Merge.objects.filter(Q(kept__in=rows) | Q(merged__in=rows)).update(final_at=now)


def _end(holding: Holding, going: list[Any]) -> None:
    """Delete these rows of a table, or empty them."""
    rows = holding.model._default_manager.filter(pk__in=[row.pk for row in going])
    if not holding.gone:
        rows.update(**holding.emptied)
        return
    for row in going:
        forget = _FILES.get(holding.model)
        if forget:
            transaction.on_commit(partial(forget, row), robust=True)
    rows.delete()


def _settle(row: Person, now: datetime) -> None:
    """She left the register that day at the latest, and was an elder there or was not."""
    born = _birth_that_stays(row, clock.day_of(now))
    Person.objects.filter(pk=row.pk).update(
        birth_date=born,
        birth_precision=Precision.MONTH if born else Precision.DAY,
        left_on=row.left_on or clock.day_of(now),
        erased_at=now,
    )


def _birth_that_stays(row: Person, day: date) -> date | None:
    """None for who was old enough to count as an elder from the first day on: she counts so anyway.

    Of anybody else the month of birth stays, so that figures of past days find the same people.
    """
    age = rulebook.value("elder.age", area=row.area.rule_code, on=day).value
    born = row.birth_date
    if born is None or row.merged_into_id or born <= clock.years_before(row.registered_on, age):
        return None
    return born.replace(day=1)


def _remember(
    rows: list[UUID], whole: UUID, ground: str, counts: Mapping[str, int], by: Member | None,
    now: datetime,
) -> None:  # fmt: skip
    made = Erasure.objects.bulk_create(
        Erasure(
            person=pk, whole=whole, at=now, by=by, ground=ground,
            counts=dict(counts) if pk == whole else {},
        )
        for pk in rows
    )  # fmt: skip
    transaction.on_commit(partial(remembering.append, made), robust=True)
