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
    cells,
    duplicates,
    parsing,
    planning,
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
_SAMPLES = 3


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
    _require(by, community, now)
    found, parsed = _read(file, name, community, now, mapping, Steps(progress))
    plan = planning.plan(parsed.entries, community)
    return _report(parsed, plan, found, duplicate_count=len(duplicates.pairs(plan)))


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
    _require(by, community, now)
    steps = Steps(progress)
    found, parsed = _read(file, name, community, now, mapping, steps)
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=community.pk)
        steps.begin("match", len(parsed.entries))
        plan = planning.plan(parsed.entries, community, each=steps.one)
        near = duplicates.pairs(plan)
        takes = mode == VALID or plan.rejected == 0
        if takes:
            steps.begin("write", len(plan.steps))
            applying.write(plan, by, clock.day_of(now), each=steps.some)
            duplicates.record(near, community, now)
    return _report(parsed, plan, found, duplicate_count=len(near), applied=takes)


def _require(by: Member | None, community: Area, now: datetime) -> None:
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
) -> tuple[reading.File, Parsed]:
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
    return found, parsed


def _report(
    parsed: Parsed, plan: Plan, found: reading.File, *, duplicate_count: int, applied: bool = False
) -> Report:
    names = [sheet.name for sheet in found.sheets]
    problems, notices = reports.sorted_problems(parsed.problems + plan.problems, names)
    samples = {}
    for sheet in found.sheets:
        layout = parsed.layouts[sheet.name]
        if layout:
            rows = [row for number, row in sheet.top(40) if number >= layout.first_row]
            samples[sheet.name] = [[cells.shown(cell) for cell in row] for row in rows[:_SAMPLES]]
    return Report(
        rows=len(parsed.entries),
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        rejected=plan.rejected,
        applied=applied,
        duplicates=duplicate_count,
        problems=problems,
        notices=notices,
        sheets=reports.columns_of(parsed.layouts, samples),
    )
