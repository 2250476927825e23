"""What an import can be asked for: the example, the report, the marked workbook."""

import json
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sixin.registers.powers import Power
from sixin.registers.roster import marked as workbooks
from sixin.registers.roster.report import Report
from sixin.site import asking
from sixin.site.desk import taking
from sixin.site.desk.imports import columns, findings, views
from sixin.site.desk.imports import example as examples
from sixin.site.desk.imports import files as imports
from sixin.site.templatetags import words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COUNTS = ("rows", "created", "updated", "unchanged", "rejected", "applied", "duplicates", "sheets")


@require_GET
@asking.needs(Power.KEEP_REGISTERS)
def example(request: HttpRequest) -> HttpResponse:
    """A small roster to start from."""
    taken = taking.freely(request)
    taking.tell("example.exported", taken, asking.home_area(request))
    return _file(examples.workbook(taken.sentence), XLSX, "roster-example.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.EXPORT)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, then give the whole report as JSON: `docs/import.md`."""
    row = views.found(request, pk)
    taken = taking.ask(request, _("下载导入报告"), lead=row.file_name, offers_whole=True)
    if isinstance(taken, HttpResponse):
        return taken
    told: dict[str, Any] = {"taken": taken.sentence}
    told |= {name: row.report.get(name) for name in _COUNTS}
    for kind in (findings.PROBLEMS, findings.NOTICES):
        told[kind] = [problem.as_json() for problem in findings.of(row, kind)]
    count = sum(len(told[kind]) for kind in (findings.PROBLEMS, findings.NOTICES))
    taking.tell("report.exported", taken, row.community, count=count)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    text = text if taken.whole else words.masked_in(text)
    return _file(text.encode(), "application/json", f"report-{row.created_at:%Y%m%d-%H%M}.json")


@require_http_methods(["GET", "HEAD", "POST"])
@asking.needs(Power.EXPORT)
def marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, then give the refused rows with their cells marked, to mend and bring again."""
    row = views.found(request, pk)
    if not imports.is_there(row):
        raise Http404
    lead = _("要改好再导入，号码就要完整的；只是看看，用只留头尾的。")
    taken = taking.ask(request, _("下载标好的表"), lead=lead, offers_whole=True)
    if isinstance(taken, HttpResponse):
        return taken
    problems = list(findings.of(row, findings.PROBLEMS))
    refused = {(problem.sheet, problem.row) for problem in problems}
    taking.tell("roster.exported", taken, row.community, count=len(refused))
    book = workbooks.workbook(
        file=imports.source(row),
        report=Report(problems=problems),
        name=row.file_name,
        mapping=columns.as_mapping(row.mapping),
        taken=taken.sentence,
        shown=str if taken.whole else words.masked_in,
    )
    return _file(book, XLSX, f"refused-{row.created_at:%Y%m%d-%H%M}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, kind, headers={"Content-Disposition": disposition})
