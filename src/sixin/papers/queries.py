"""Briefings as issued, and what has changed behind them since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sixin.indicators import queries as indicators
from sixin.ledger.models import Record
from sixin.papers.models import Briefing, FrozenFigure
from sixin.registers import rules
from sixin.registers.models import Member
from sixin.registers.powers import Power

# Ids in one question to the database: well below what SQLite takes.
AT_ONCE = 10_000


def visible_to(member: Member, on: date) -> QuerySet[Briefing]:
    """Briefings of the areas whose figures `member` sees, the latest first."""
    mine = rules.areas_of(member, on, Power.SEE_FIGURES)
    return Briefing.objects.filter(area__in=mine).select_related("area", "issued_by")


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to a frozen flow after it was issued: counts of records, and today's value."""

    taken_back: int
    added: int
    value: int | float | None


def since(figure: FrozenFigure) -> Since | None:
    """The records taken back and added since; None for stocks and ratios, which are of their day."""
    if figure.definition["type"] != "flow":
        return None
    paper = figure.briefing
    asked = (paper.area, paper.first_day, paper.last_day)
    now = {str(pk) for pk in indicators.behind(figure.code, *asked).values_list("pk", flat=True)}
    then = set(figure.record_ids)
    value = indicators.values(*asked, [figure.code])[0].value
    return Since(len(then - now), len(now - then), value)


def taken_back(record_ids: Sequence[str]) -> set[str]:
    """Those of the records that have been reversed."""
    return {
        str(pk)
        for some in _batches([UUID(pk) for pk in record_ids])
        for pk in Record.objects.filter(reverses__in=some).values_list("reverses", flat=True)
    }


def _batches(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
