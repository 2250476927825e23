"""What the page of one import shows."""

import re
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from sixin.registers.models import RosterImport
from sixin.registers.models.people import Sex
from sixin.registers.models.rosters import ImportState
from sixin.registers.models.ties import Tag
from sixin.registers.roster import codes
from sixin.registers.roster.problems import ROW, Problem
from sixin.site.desk.imports import files, findings, sampling
from sixin.site.desk.imports.columns import ColumnsForm
from sixin.site.templatetags import words

PAGE = 50
_MARKS = {
    ImportState.READING: "waiting",
    ImportState.READY: "open",
    ImportState.APPLYING: "waiting",
    ImportState.APPLIED: "done",
    ImportState.FAILED: "urgent",
}
_PARTS = [
    ("problems", gettext_lazy("要改的")),
    ("notices", gettext_lazy("提醒")),
    ("columns", gettext_lazy("核对各列")),
    ("rows", gettext_lazy("前几行")),
]


def line(row: RosterImport) -> dict[str, Any]:
    """One line of the list of imports."""
    return {"row": row, "mark": _MARKS[ImportState(row.state)], "report": row.report}


def page(
    request: HttpRequest,
    row: RosterImport,
    *,
    show: str = "",
    sheet: str = "",
    form: ColumnsForm | None = None,
) -> dict[str, Any]:
    """Counts, and of the four parts the one that is asked for. form: columns as a person left them."""
    report = row.report
    parts = _parts(row)
    names = [part["name"] for part in parts]
    asked = show or request.GET.get("show", "")
    shown = asked if asked in names else names[0] if names else ""
    context = {"row": row, "report": report, "parts": parts, "show": shown}
    context |= {
        "valid": report.get("rows", 0) - report.get("rejected", 0),
        "file_there": files.is_there(row),
    }
    if shown in (findings.PROBLEMS, findings.NOTICES):
        return context | _findings(request, row, shown)
    if shown in ("columns", "rows"):
        return context | _sheets(request, row, sheet, shown, form)
    return context


def columns_of(row: RosterImport, sheet: str) -> list[dict[str, Any]]:
    """The columns of a sheet as the report has them; from the file where no roster was found."""
    for one in row.report.get("sheets", []):
        if one["sheet"] == sheet:
            return one["columns"] or sampling.columns_of(row, sheet)
    return []


def _parts(row: RosterImport) -> list[dict[str, Any]]:
    report = row.report
    counts = {
        "problems": sum(report.get("problem_codes", {}).values()),
        "notices": sum(report.get("notice_codes", {}).values()),
        "columns": sum(len(one["columns"]) for one in report.get("sheets", [])),
        "rows": None,
    }
    ready = row.state == ImportState.READY
    return [
        {"name": name, "label": label, "count": counts[name]}
        for name, label in _PARTS
        if (counts[name] if name in ("problems", "notices") else ready)
    ]


def _findings(request: HttpRequest, row: RosterImport, kind: str) -> dict[str, Any]:
    counts: dict[str, int] = row.report.get(f"{kind.removesuffix('s')}_codes", {})
    code = request.GET.get("code", "")
    code = code if code in counts else ""
    found = findings.pages(row, kind, counts, code, PAGE).get_page(request.GET.get("page"))
    return {
        "page": found,
        "code": code,
        "codes": [{"code": one, "count": n, "word": phrase(one)} for one, n in counts.items()],
        "problems": [_told(problem) for problem in found],
    }


def phrase(code: str) -> str:
    """What a code is about, in a few words: the first sentence of its message, values left out."""
    text = re.sub(r"%\(\w+\)s", "…", gettext(codes.CODES[code][1]))
    return re.split(r"[。.](?:\s|$)|。", text)[0]


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "problem": problem,
        "value": words.masked_in(problem.value),
        "message": words.masked_in(problem.message),
        "place": _place(problem),
        "refused": problem.severity == ROW,
    }


def _place(problem: Problem) -> str:
    """第 7 行, or the sheet alone."""
    return _("第 %(row)s 行") % {"row": problem.row} if problem.row else ""


def _sheets(
    request: HttpRequest, row: RosterImport, sheet: str, shown: str, form: ColumnsForm | None
) -> dict[str, Any]:
    names = [one["sheet"] for one in row.report.get("sheets", [])]
    asked = sheet or request.GET.get("sheet", "")
    current = asked if asked in names else next(iter(_with_people(row)), names[0] if names else "")
    context: dict[str, Any] = {"sheets": names, "sheet": current}
    if shown == "rows":
        rows = row.report.get("first_rows", {}).get(current, [])
        return context | {"rows": [_first(one) for one in rows]}
    held = columns_of(row, current)
    form = form or ColumnsForm(columns=held)
    lines = [
        {
            "column": column,
            "samples": [words.masked_in(sample) for sample in column["samples"]],
            "field": form[f"c{column['index']}"],
            "unsure": bool(column["field"]) and column.get("confidence", 0) < 0.8,
        }
        for column in held
    ]
    understood = any(one["sheet"] == current and one["columns"] for one in row.report["sheets"])
    return context | {"form": form, "lines": lines, "understood": understood}


def _with_people(row: RosterImport) -> list[str]:
    return [name for name, rows in row.report.get("first_rows", {}).items() if rows]


def _first(told: dict[str, Any]) -> dict[str, Any]:
    return told | {
        "sex": Sex(told["sex"]).label if told["sex"] else "",
        "tags": [Tag(tag).label for tag in told["tags"] if tag in Tag.values],
    }
