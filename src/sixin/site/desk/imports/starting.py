"""The steps of an import that a person takes; each leaves a job for the worker.

Each raises NotAllowed for who does not keep the register of the place.
"""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sixin.base.ids import uuid7
from sixin.registers import noting
from sixin.registers.models import Area, Member, RosterImport
from sixin.registers.models.rosters import ImportState
from sixin.registers.roster import actions as roster
from sixin.site.desk.imports import files, jobs, progress


@transaction.atomic
def start(
    *, upload: "UploadedFile[Any]", community: Area, by: Member, now: datetime
) -> RosterImport:
    """Keep the file and have it read. Raises WrongPlace, NotAllowed."""
    roster.require_desk(by, community, now)
    pk = uuid7()
    row = RosterImport.objects.create(
        pk=pk,
        community=community,
        file_name=(upload.name or "")[-200:],
        file=files.keep(upload, pk),
        created_by=by,
        created_at=now,
    )
    noting.of_place("roster.started", row, community, by=by, now=now)
    _have_read(row, now)
    return row


@transaction.atomic
def correct(
    *, row: RosterImport, sheet: str, corrections: dict[str, str], by: Member, now: datetime
) -> None:
    """Keep what a person said of the columns of a sheet, and have the file read again."""
    roster.require_desk(by, row.community, now)
    kept = RosterImport.objects.select_for_update().get(pk=row.pk)
    if kept.state != ImportState.READY:
        return
    kept.mapping = kept.mapping | {sheet: kept.mapping.get(sheet, {}) | corrections}
    kept.state = ImportState.READING
    kept.save(update_fields=["mapping", "state"])
    noting.of_place("roster.corrected", kept, kept.community, by=by, now=now)
    _have_read(kept, now)


@transaction.atomic
def confirm(*, row: RosterImport, mode: str, by: Member, now: datetime) -> None:
    """Take the file over, once, however often the button is pressed."""
    roster.require_desk(by, row.community, now)
    said = row.report | {"mode": mode, "confirmed_by": str(by.pk)}
    waiting = RosterImport.objects.filter(pk=row.pk, state=ImportState.READY)
    if waiting.update(state=ImportState.APPLYING, report=said, sentence=""):
        row.report = said
        noting.of_place("roster.confirmed", row, row.community, by=by, now=now, said={"mode": mode})
        _have_applied(row, now)


@transaction.atomic
def again(*, row: RosterImport, by: Member, now: datetime) -> None:
    """Start over a job whose worker ended in the middle, or that failed. Nothing happens twice."""
    roster.require_desk(by, row.community, now)
    if row.state == ImportState.APPLYING:
        row.report = row.report | {"confirmed_by": str(by.pk)}
        noting.of_place("roster.restarted", row, row.community, by=by, now=now)
        _have_applied(row, now)
        return
    failed = RosterImport.objects.filter(
        pk=row.pk, state__in=[ImportState.FAILED, ImportState.READING]
    )
    if files.is_there(row) and failed.update(state=ImportState.READING, sentence=""):
        noting.of_place("roster.restarted", row, row.community, by=by, now=now)
        _have_read(row, now)


@transaction.atomic
def give_up(*, row: RosterImport, by: Member, now: datetime) -> None:
    """Nothing is imported; the file is deleted."""
    roster.require_desk(by, row.community, now)
    open_ones = RosterImport.objects.filter(
        pk=row.pk, state__in=[ImportState.READING, ImportState.READY, ImportState.FAILED]
    )
    if open_ones.update(state=ImportState.FAILED, sentence=_("没有导入这份名册，文件已经删掉。")):
        noting.of_place("roster.given_up", row, row.community, by=by, now=now)
        files.forget(row)
        progress.clear(row.pk)


def _have_read(row: RosterImport, now: datetime) -> None:
    progress.queue(row.pk, now)
    jobs.read.enqueue(str(row.pk), translation.get_language() or "zh-hans")


def _have_applied(row: RosterImport, now: datetime) -> None:
    progress.queue(row.pk, now)
    said = row.report
    language = translation.get_language() or "zh-hans"
    jobs.apply.enqueue(str(row.pk), said["confirmed_by"], said["mode"], language)
