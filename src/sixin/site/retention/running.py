"""A run of removals: counted, looked at and confirmed, then done; each step is on record."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from sixin.audit import pruning, trail
from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import rules
from sixin.registers.models import Area, Member, Person
from sixin.registers.powers import Power
from sixin.site.models import RetentionRun, RunState
from sixin.site.retention import terms
from sixin.site.retention.kind import Doing, Term

AT_ONCE = 500
# Told while it works: (rows done, rows in all).
Progress = Callable[[int, int], None]
Finding = dict[str, Any]


class NotNow(Refused):
    """The count is not the latest one, or somebody has confirmed it already."""


@transaction.atomic
def count(*, on: date, by: Member | None, now: datetime) -> RetentionRun:
    """Count what is past its term on that day, and remove nothing. by: None for a machine."""
    if by is not None:
        require(by, now)
    found = [_counted(term, on) for term in terms.on(on)]
    run = RetentionRun.objects.create(on=on, findings=found, made_at=now, made_by=by)
    _note("retention.counted", run, by, now)
    return run


@transaction.atomic
def confirm(*, run: RetentionRun, by: Member, now: datetime) -> RetentionRun:
    """Have what was counted removed. Raises NotNow, NotAllowed."""
    require(by, now)
    row = RetentionRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    latest = RetentionRun.objects.order_by("-made_at", "-pk").first()
    if row.state != RunState.COUNTED or row != latest:
        raise NotNow(_("这次算的已经不是最新的，或者有人确认过了。请重新算一次。"))
    row.state, row.applied_by = RunState.APPLYING, by
    row.save(update_fields=["state", "applied_by"])
    _note("retention.confirmed", row, by, now)
    return row


def apply(*, run: RetentionRun, by: Member | None, now: datetime, told: Progress) -> RetentionRun:
    """Remove what is past its term on the day that was counted for; twice is harmless.

    What cannot be removed is said in the findings, and the rest is removed all the same.
    """
    total, done = sum(found["rows"] for found in run.findings), 0
    found = []
    for term in terms.on(run.on):
        finding = _finding(run, term) | {"done": 0, "failed": ""}
        try:
            for removed in _remove(term, run.on, by, now):
                finding["done"] += removed
                told(min(done + finding["done"], total), total)
        except pruning.Broken:
            finding["failed"] = _("操作记录对不上，一条也没有清理。请先查明原因。")
        except Refused as why:
            finding["failed"] = why.sentence
        done += finding["done"]
        found.append(finding)
    return _end(run, found, by, now)


def require(member: Member, now: datetime) -> None:
    """Raises NotAllowed unless the member answers for the rights of everybody who is on record."""
    mine = rules.areas_of(member, clock.day_of(now), Power.ANSWER_RIGHTS)
    others = Area.objects.filter(pk__in=Person.objects.values("area")).exclude(pk__in=mine)
    if not mine.exists() or others.exists():
        raise NotAllowed(_("到期清理管整个系统，由管全部片区的数据保护员来办。"))


def _counted(term: Term, on: date) -> Finding:
    counted = terms.past(term, on).aggregate(rows=Count("pk"), oldest=Min(term.kind.when))
    oldest = counted["oldest"]
    day = clock.day_of(oldest) if isinstance(oldest, datetime) else oldest
    return {
        "kind": term.kind.code, "rule": term.rule.rule_id, "days": term.days,
        "rows": counted["rows"], "oldest": day.isoformat() if day else None, "done": None,
        "failed": "",
    }  # fmt: skip


def _finding(run: RetentionRun, term: Term) -> Finding:
    """What was counted of this term, or nothing where its rule row came later."""
    known = (found for found in run.findings if found["rule"] == term.rule.rule_id)
    return dict(next(known, _counted(term, run.on)))


def _remove(term: Term, on: date, by: Member | None, now: datetime) -> Iterator[int]:
    """How many were removed, a few hundred at a time, each in a transaction of its own."""
    doing = Doing(cutoff=terms.cutoff(term, on), by=by, now=now)
    rows = terms.past(term, on).order_by("pk")
    for keys in _in_turn(rows):
        with transaction.atomic():
            removed = term.kind.act(keys, doing)
        yield removed


def _in_turn(rows: QuerySet[Any]) -> Iterator[Sequence[Any]]:
    """Keys of the rows, each once, whether the rows go meanwhile or not."""
    after: Any = None
    while True:
        some = rows if after is None else rows.filter(pk__gt=after)
        keys = list(dict.fromkeys(some.values_list("pk", flat=True)[:AT_ONCE]))
        if not keys:
            return
        yield keys
        after = keys[-1]


@transaction.atomic
def _end(run: RetentionRun, found: list[Finding], by: Member | None, now: datetime) -> RetentionRun:
    run.findings, run.applied_at, run.applied_by = found, now, by
    run.state = RunState.FAILED if any(one["failed"] for one in found) else RunState.APPLIED
    # The run that is removed for its age is gone; that it took place is in the trail.
    RetentionRun.objects.filter(pk=run.pk).update(
        findings=found, state=run.state, applied_at=now, applied_by=by
    )
    _note("retention.applied", run, by, now)
    return run


def _note(verb: str, run: RetentionRun, by: Member | None, now: datetime) -> None:
    rows = {
        one["kind"]: one["rows"] if one["done"] is None else one["done"] for one in run.findings
    }
    deed = trail.Deed(
        verb=verb, kind="site.retentionrun", subject=str(run.pk),
        details={"on": run.on, "rows": {kind: n for kind, n in rows.items() if n}},
    )  # fmt: skip
    trail.note(deed, by=by.pk if by else None, now=now)
