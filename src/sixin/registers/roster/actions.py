"""The way in: look at a roster file, and import it."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import rules
from sixin.registers.models import Area, Level, Member
from sixin.registers.roster import (
    applying,
    duplicates,
    noted,
    parsing,
    reading,
)
from sixin.registers.roster import report as reports
from sixin.registers.roster.parsing import MappingOfSheets, Parsed
from sixin.registers.roster.planning import Plan
from sixin.registers.roster.problems import UnreadableFile
from sixin.registers.roster.progress import Progress, Steps
from sixin.registers.roster.report import Report

__all__ = ["ALL", "VALID", "UnreadableFile", "WrongPlace", "apply", "preview"]

VALID, ALL = "valid", "all"


class WrongPlace(Refused):
    """Rosters belong to a community or one of its grids."""


def preview(
    *,
    file: Path | bytes,
    name: str = "",
    community: Area,
    by: Member | None,
    now: datetime,
    mapping: MappingOfSheets | None = None,
    progress: Progress | None = None,
) -> Report:
    """Say what importing a file would do; nothing is changed.

    file: a path, or the bytes with `name`. mapping: {sheet: {column index: field}} as a person
    corrected it. by: None for the machine's own keeper. progress: called as (done, total, phase).
    Raises UnreadableFile, WrongPlace, NotAllowed.
    """
    require_desk(by, community, now)
    steps = Steps(progress)
    parsed = _read(file, name, community, now, mapping, steps)
    steps.begin("match", parsed.rows)
    plan = Plan(community, parsed.taken(), steps.one)
    for _batch in plan.steps():
        plan.doors.written()
    return _report(parsed, plan, near=len(duplicates.pairs(plan)))


def apply(
    *,
    file: Path | bytes,
    name: str = "",
    community: Area,
    by: Member | None,
    now: datetime,
    mode: str = VALID,
    mapping: MappingOfSheets | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import a file in one transaction.

    mode: `valid` takes every row that is not refused; `all` changes nothing if any row is refused
    (the report's `applied` tells). The same file again changes nothing. New tags are dated facts
    with source `roster` from the day of `now`. Arguments and errors else as in `preview`.
    """
    require_desk(by, community, now)
    steps = Steps(progress)
    parsed = _read(file, name, community, now, mapping, steps)
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=community.pk)
        steps.begin("match", parsed.rows)
        plan = Plan(community, parsed.taken(), steps.one)
        takes = mode == VALID or plan.counts.rejected == 0
        steps.begin("write", parsed.rows - plan.counts.rejected)
        paths, who = noted.paths_below(community), by.pk if by else None
        for batch in plan.steps():
            if takes:
                applying.write(batch, plan.doors, by, clock.day_of(now))
                noted.people(batch, paths, who, now)
            plan.doors.written()
            steps.some(len(batch))
        near = duplicates.pairs(plan)
        if takes:
            duplicates.record(near, community, now)
            noted.whole(plan, community, who, now)
    return _report(parsed, plan, near=len(near), applied=takes)


def require_desk(by: Member | None, community: Area, now: datetime) -> None:
    """Raises WrongPlace, NotAllowed unless `by` may import a roster of this place."""
    if community.level not in (Level.COMMUNITY, Level.GRID):
        raise WrongPlace(
            _("名册要导入到一个社区。请选一个社区，不要选街道或县市。"), field="community"
        )
    if by and not rules.may_keep_registers(by, community, clock.day_of(now)):
        raise NotAllowed(_("您不能在这里导入名册。请找社区负责人。"))


def _read(
    file: Path | bytes,
    name: str,
    community: Area,
    now: datetime,
    mapping: MappingOfSheets | None,
    steps: Steps,
) -> Parsed:
    found = reading.read(file, name)
    steps.begin("read", sum(sheet.size for sheet in found.sheets))
    parsed = parsing.parse(
        found.sheets,
        on=clock.day_of(now),
        community=community.name,
        mapping=mapping,
        each=steps.one,
    )
    parsed.problems.extend(found.notices)
    return parsed


def _report(parsed: Parsed, plan: Plan, *, near: int, applied: bool = False) -> Report:
    problems, notices = reports.in_order(parsed.problems + plan.problems, list(parsed.layouts))
    return Report(
        rows=parsed.rows,
        created=plan.counts.created,
        updated=plan.counts.updated,
        unchanged=plan.counts.unchanged,
        rejected=plan.counts.rejected,
        applied=applied,
        duplicates=near,
        problems=problems,
        notices=notices,
        sheets=reports.columns_of(parsed.layouts, parsed.samples),
    )
