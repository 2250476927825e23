"""What a worker does for imports: read a file, and take it over. At least once, so twice is harmless."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers.models import Member, RosterImport
from sixin.registers.models.rosters import ImportState
from sixin.registers.roster import actions as roster
from sixin.registers.roster.report import Report
from sixin.site.desk.imports import columns, files, findings, sampling
from sixin.site.desk.imports.progress import Pulse


@task()
def read(pk: str, language: str) -> None:
    """Work out what importing the file would do, for the page. A file that cannot be read: FAILED."""
    row = _waiting(pk, ImportState.READING)
    if row is None:
        return
    with translation.override(language), _at_work(row) as told:
        mapping, now = columns.as_mapping(row.mapping), clock.now()
        report = roster.preview(
            file=files.source(row),
            name=row.file_name,
            community=row.community,
            by=row.created_by,
            now=now,
            mapping=mapping,
            progress=told,
        )
        rows = sampling.first_rows(row, clock.day_of(now), mapping, report.problems)
        _settle(row, ImportState.READY, report=summary(row, report) | {"first_rows": rows})


@task()
def apply(pk: str, by: str, mode: str, language: str) -> None:
    """Take the file over. With mode `all` and a refused row nothing changes, and it waits again."""
    row = _waiting(pk, ImportState.APPLYING)
    if row is None:
        return
    with translation.override(language), _at_work(row) as told:
        now = clock.now()
        report = roster.apply(
            file=files.source(row),
            name=row.file_name,
            community=row.community,
            by=Member.objects.get(pk=UUID(by)),
            now=now,
            mode=mode,
            mapping=columns.as_mapping(row.mapping),
            progress=told,
        )
        kept = row.report | summary(row, report)
        if report.applied:
            _settle(row, ImportState.APPLIED, report=kept, applied_at=now)
        else:
            sentence = _("有的行没有通过，按您选的，一行也没有导入。")
            _settle(row, ImportState.READY, report=kept, sentence=sentence)


def _waiting(pk: str, state: str) -> RosterImport | None:
    """The import, if it still waits for this job."""
    rows = RosterImport.objects.select_related("community", "created_by")
    return rows.filter(pk=pk, state=state).first()


@contextmanager
def _at_work(row: RosterImport) -> Iterator[Pulse]:
    """Give signs of life; whatever goes wrong becomes a sentence on the page."""
    try:
        with Pulse(row.pk) as told:
            yield told
    except Refused as why:
        _settle(row, ImportState.FAILED, sentence=why.sentence)
    except Exception:
        sentence = _("我们这边出错了，什么都没有改动。请再试一次；还不行，请告诉管理员。")
        _settle(row, ImportState.FAILED, sentence=sentence)
        raise


def _settle(row: RosterImport, state: str, **known: Any) -> None:
    """The first worker to end decides; one that ran beside it changes nothing any more."""
    RosterImport.objects.filter(pk=row.pk, state=row.state).update(
        state=state, **{"sentence": "", **known}
    )


def summary(row: RosterImport, report: Report) -> dict[str, Any]:
    """Counts and columns; problems and notices go into files beside the roster."""
    return {
        "rows": report.rows,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": report.rejected,
        "applied": report.applied,
        "duplicates": report.duplicates,
        "sheets": report.sheets,
        "problem_codes": findings.keep(row, findings.PROBLEMS, report.problems),
        "notice_codes": findings.keep(row, findings.NOTICES, report.notices),
    }
