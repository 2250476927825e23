"""Bring the elders onto the register by importing their rosters, as an office does."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from sixin.base import clock
from sixin.registers.models import Person, RosterImport
from sixin.registers.models.rosters import ImportState
from sixin.registers.queries import people
from sixin.registers.roster import actions as roster
from sixin.registers.roster.report import Report
from sixin.site.demo import workbooks
from sixin.site.demo.elders import Elder
from sixin.site.demo.registering import Registered
from sixin.site.demo.rosters import Roster
from sixin.site.desk.imports import files, jobs


def take(written: Roster, on: date, entered: Registered) -> Report:
    """Import the workbook of a roster on that day as 李伟 does at the desk."""
    book, now, by = workbooks.written(written), clock.at(on, 10, 20), entered.members["liwei"]
    report = roster.apply(file=book, name=written.file, community=entered.community, by=by, now=now)
    row = RosterImport(community=entered.community, created_by=by)
    _remember(SimpleUploadedFile(written.file, book), report, row, now)
    return report


def _remember(upload: SimpleUploadedFile, report: Report, row: RosterImport, now: datetime) -> None:
    """Leave the import on the desk's list, with its file and what was found in it."""
    row.file = files.keep(upload, row.pk)
    row.file_name, row.created_at, row.applied_at = upload.name or "", now, now
    row.state = ImportState.APPLIED
    row.report = jobs.summary(row, report) | {
        "mode": roster.VALID,
        "confirmed_by": str(row.created_by_id),
    }
    row.save(force_insert=True)


def found(elders: Iterable[Elder], entered: Registered) -> dict[int, Person]:
    """{key: row} of the elders who are on the register by now: by ID number, else name and birth."""
    rows = list(people.ever_in(entered.community).select_related("area"))
    by_number = {row.id_number: row for row in rows if row.id_number}
    by_birth = {(row.name, row.birth_date): row for row in rows}
    known = (
        (elder.key, by_number.get(elder.identity) or by_birth.get((elder.name, elder.born)))
        for elder in elders
    )
    return {key: row for key, row in known if row}
