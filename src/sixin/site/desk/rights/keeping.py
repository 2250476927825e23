"""Pages of what is kept for how long: what is past its term, and having it removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sixin.base import clock
from sixin.registers.powers import Power
from sixin.rulebook.models import Rule
from sixin.site import asking
from sixin.site.desk.imports import progress
from sixin.site.models import RetentionRun, RunState
from sixin.site.retention import jobs, running
from sixin.site.retention.kind import WORDS, Kind
from sixin.site.retention.kinds import KINDS

PAGE = 20
_BY_CODE = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Line:
    """A kind in one run. rule: None where its row is gone; oldest: None where nothing is past."""

    kind: Kind
    does: Any
    rule: Rule | None
    days: int
    rows: int
    oldest: date | None
    done: int | None
    failed: str


@require_safe
@asking.needs(Power.ANSWER_RIGHTS)
def overview(request: HttpRequest) -> HttpResponse:
    """The latest count beside the terms, and the runs before it."""
    running.require(asking.member(request), clock.now())
    runs = RetentionRun.objects.select_related("made_by", "applied_by")
    latest = runs.first()
    context = {
        "run": latest,
        **(_lines(latest) if latest else {}),
        "rows": sum(found["rows"] for found in latest.findings) if latest else 0,
        "page": Paginator(runs, PAGE).get_page(request.GET.get("page")),
        "waiting": bool(latest and latest.state == RunState.COUNTED),
    }
    return render(request, "rights/retention.html", context)


@require_safe
@asking.needs(Power.ANSWER_RIGHTS)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One run: how far it is, or what became of it."""
    running.require(asking.member(request), clock.now())
    run = _run(pk)
    context = {"run": run, **_lines(run), **_progress(run)}
    return render(request, "rights/run.html", context)


@require_safe
@asking.needs(Power.ANSWER_RIGHTS)
def working(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The progress alone, asked for each second; a whole new page once it is over."""
    running.require(asking.member(request), clock.now())
    run = _run(pk)
    if run.state != RunState.APPLYING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "rights/working.html", {"run": run, **_progress(run)})


@require_POST
@asking.needs(Power.ANSWER_RIGHTS)
def count(request: HttpRequest) -> HttpResponse:
    """Count anew."""
    running.count(on=asking.today(request), by=asking.member(request), now=clock.now())
    messages.success(request, _("算好了，什么都没有删。"))
    return redirect("retention")


@require_POST
@asking.needs(Power.ANSWER_RIGHTS)
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have removed what was counted."""
    member, now = asking.member(request), clock.now()
    run = running.confirm(run=_run(pk), by=member, now=now)
    progress.queue(run.pk, now)
    jobs.begin(run, member)
    return redirect("retention-run", pk)


@require_POST
@asking.needs(Power.ANSWER_RIGHTS)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on with a run whose worker ended in the middle."""
    member = asking.member(request)
    running.require(member, clock.now())
    run = _run(pk)
    if run.state == RunState.APPLYING:
        progress.queue(run.pk, clock.now())
        jobs.begin(run, member)
    return redirect("retention-run", pk)


def _run(pk: UUID) -> RetentionRun:
    return get_object_or_404(RetentionRun.objects.select_related("made_by", "applied_by"), pk=pk)


def _lines(run: RetentionRun) -> dict[str, list[Line]]:
    """Kinds of which something was past its term, or was removed, and all others."""
    lines = list(_each(run))
    past = [line for line in lines if line.rows or line.done or line.failed]
    return {"past": past, "within": [line for line in lines if line not in past]}


def _each(run: RetentionRun) -> Iterator[Line]:
    rules = Rule.objects.in_bulk([found["rule"] for found in run.findings])
    for found in run.findings:
        kind = _BY_CODE.get(found["kind"])
        if kind is None:  # of an older version
            continue
        yield Line(
            kind=kind, does=WORDS[kind.does], rule=rules.get(found["rule"]), days=found["days"],
            rows=found["rows"], done=found["done"], failed=found["failed"],
            oldest=date.fromisoformat(found["oldest"]) if found["oldest"] else None,
        )  # fmt: skip


def _progress(run: RetentionRun) -> dict[str, Any]:
    standing = progress.of(run.pk)
    return {
        "standing": standing,
        "silent": run.state == RunState.APPLYING and standing.silent(clock.now()),
    }
