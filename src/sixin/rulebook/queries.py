"""Which rules hold here and today."""

import json
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from sixin.rulebook.models import Rule


def all_rules() -> QuerySet[Rule]:
    """Every row, whatever its dates."""
    return Rule.objects.all()


def in_force(topic: str, *, area: str, on: date) -> list[Rule]:
    """The rows of `topic` that hold in the area with division code `area` on that day.

    Of rows with the same `when`, the nearest area wins, then the latest `valid_from`.
    """
    return nearest(on_day([topic], on), area)


def on_day(topics: Iterable[str], on: date) -> list[Rule]:
    """The rows of these topics that hold on that day, wherever that is: read once, ask often."""
    valid = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return list(Rule.objects.filter(valid, topic__in=list(topics), valid_from__lte=on))


def nearest(rows: Iterable[Rule], area: str) -> list[Rule]:
    """Of `rows` those that hold in that area; by topic and `when` the nearest, then the latest."""
    here = [row for row in rows if area.startswith(row.area)]
    here.sort(key=lambda row: (len(row.area), row.valid_from, row.rule_id))
    found = {(row.topic, json.dumps(row.when, sort_keys=True)): row for row in here}
    return list(found.values())


def value(topic: str, *, area: str, on: date, **when: object) -> Rule:
    """The one row of `topic` whose `when` is exactly `when`. Raises LookupError if there is none."""
    for row in in_force(topic, area=area, on=on):
        if row.when == when:
            return row
    raise LookupError(f"no rule {topic} {when} for area {area!r} on {on}")
