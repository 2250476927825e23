"""Which rules hold here and today."""

import json
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
    rows = Rule.objects.filter(topic=topic, valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    here = [row for row in rows if area.startswith(row.area)]
    here.sort(key=lambda row: (len(row.area), row.valid_from, row.rule_id))
    nearest = {json.dumps(row.when, sort_keys=True): row for row in here}
    return list(nearest.values())


def value(topic: str, *, area: str, on: date, **when: object) -> Rule:
    """The one row of `topic` whose `when` is exactly `when`. Raises LookupError if there is none."""
    for row in in_force(topic, area=area, on=on):
        if row.when == when:
            return row
    raise LookupError(f"no rule {topic} {when} for area {area!r} on {on}")
