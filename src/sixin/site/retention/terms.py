"""For how long each kind is kept, area by area, as the rule rows of `retention` say."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from os.path import commonprefix
from typing import Any

from django.db.models import QuerySet

from sixin.base import clock
from sixin.registers.models import Area, Person
from sixin.rulebook import queries as rules
from sixin.rulebook.models import Rule
from sixin.site.retention.kind import Kind, Term
from sixin.site.retention.kinds import KINDS

TOPIC = "retention"


def on(day: date) -> list[Term]:
    """The terms in force that day: of a kind that areas keep differently, one for each of them."""
    rows = rules.on_day([TOPIC], day)
    places = {area.pk: area.rule_code for area in Area.objects.all()}
    home = commonprefix([area.rule_code for area in _inhabited()])
    return [term for kind in KINDS for term in _of(kind, rows, places, home)]


def past(term: Term, day: date) -> QuerySet[Any]:
    """The rows that are past it on that day."""
    rows = term.kind.past(cutoff(term, day))
    if term.areas is None:
        return rows
    return rows.filter(**{f"{term.kind.place}__in": term.areas})


def cutoff(term: Term, day: date) -> datetime:
    """What is older than this moment is past the term."""
    return clock.at(day - timedelta(days=term.days))


def _of(kind: Kind, rows: list[Rule], places: dict[int, str], home: str) -> Iterator[Term]:
    """The kind's terms: one for all if the rows do not differ, or if it belongs to no area."""
    wanted = [row for row in rows if row.when == {"kind": kind.code}]
    if not kind.place or not any(row.area for row in wanted):
        yield from (Term(kind, row, None) for row in rules.nearest(wanted, home))
        return
    areas: dict[str, list[int]] = defaultdict(list)
    held: dict[str, Rule] = {}
    for pk, code in places.items():
        for row in rules.nearest(wanted, code):
            areas[row.rule_id].append(pk)
            held[row.rule_id] = row
    yield from (Term(kind, held[rule_id], tuple(areas[rule_id])) for rule_id in sorted(held))


def _inhabited() -> QuerySet[Area]:
    found: QuerySet[Area] = Area.objects.filter(pk__in=Person.objects.values("area"))
    return found
