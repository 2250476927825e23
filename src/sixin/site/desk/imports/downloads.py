"""What an import can be asked for: the example, the report, the marked workbook."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from sixin.base.crypto import files
from sixin.registers.models import RosterImport
from sixin.registers.powers import Power
from sixin.registers.roster import marked as workbooks
from sixin.registers.roster.report import Report
from sixin.site import asking
from sixin.site.desk.imports import columns, findings, views
from sixin.site.desk.imports import example as examples
from sixin.site.desk.imports import files as imports

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COUNTS = ("rows", "created", "updated", "unchanged", "rejected", "applied", "duplicates", "sheets")


@require_GET
@asking.needs(Power.KEEP_REGISTERS)
def example(_request: HttpRequest) -> HttpResponse:
    """A small roster to start from."""
    return _file(examples.workbook(), XLSX, "roster-example.xlsx")


@require_GET
@asking.needs(Power.KEEP_REGISTERS)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole report as JSON: `docs/import.md`."""
    row = views.found(request, pk)
    told: dict[str, Any] = {name: row.report.get(name) for name in _COUNTS}
    for kind in (findings.PROBLEMS, findings.NOTICES):
        told[kind] = [problem.as_json() for problem in findings.of(row, kind)]
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return _file(text.encode(), "application/json", f"report-{row.created_at:%Y%m%d-%H%M}.json")


@require_GET
@asking.needs(Power.KEEP_REGISTERS)
def marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The refused rows with their cells marked, to mend and bring again."""
    row = views.found(request, pk)
    if not imports.is_there(row):
        raise Http404
    name = imports.beside(row, f"marked.{translation.get_language()}.xlsx")
    if not files.is_there(name):
        book = _mark(row)
        with files.writing(name) as out:
            out.write(book)
    return _file(files.read(name), XLSX, f"{Path(row.file_name).stem}-{row.created_at:%m%d}.xlsx")


def _mark(row: RosterImport) -> bytes:
    return workbooks.workbook(
        file=imports.source(row),
        report=Report(problems=list(findings.of(row, findings.PROBLEMS))),
        name=row.file_name,
        mapping=columns.as_mapping(row.mapping),
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, kind, headers={"Content-Disposition": disposition})
