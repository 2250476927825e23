"""Run as a program: tells, as JSON, what a seeded instance holds. It is asked from outside."""

import hashlib
import json
import os
from collections import Counter
from datetime import date
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "sixin.site.settings"
django.setup()

from sixin.hazards.models import Hazard  # noqa: E402
from sixin.indicators import queries  # noqa: E402
from sixin.indicators.catalogue import CATALOGUE  # noqa: E402
from sixin.ledger.figures import Flow  # noqa: E402
from sixin.ledger.models import Record  # noqa: E402
from sixin.registers.models import (  # noqa: E402
    Area,
    DuplicatePair,
    Household,
    Person,
    PersonTag,
    RosterImport,
)
from sixin.visits.models import FollowUp, Visit  # noqa: E402
from sixin.visits.queries import due, visits  # noqa: E402

TODAY = date(2026, 11, 23)
PERIODS = {
    "this year": (date(2026, 1, 1), TODAY),
    "this year, whole": (date(2026, 1, 1), date(2026, 12, 31)),
    "the year before": (date(2025, 1, 1), date(2025, 12, 31)),
}


def figures(area: Area, first: date, last: date) -> dict[str, Any]:
    return {value.figure.code: value.value for value in queries.values(area, first, last)}


def behind(area: Area, first: date, last: date) -> dict[str, list[int]]:
    """{code of a flow: [sum of its records, records, ids that the ledger knows]}."""
    found = {}
    for code, figure in CATALOGUE.items():
        if isinstance(figure, Flow):
            rows = list(queries.behind(code, area, first, last))
            known = Record.objects.filter(pk__in=[row.pk for row in rows]).count()
            total = sum(1 if figure.measure == "deeds" else row.people for row in rows)
            found[code] = [total, len(rows), known]
    return found


def digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:12]


def people() -> str:
    rows = Person.objects.values_list("name", "birth_date", "id_number", "phone", "left_on")
    return digest([repr(row) for row in rows])


def knocks() -> str:
    rows = Visit.objects.values_list(
        "person__name", "person__birth_date", "state", "mode", "planned_on", "occurred_at", "note"
    )
    return digest([" ".join(str(value) for value in row) for row in rows])


def told() -> dict[str, Any]:
    area = Area.objects.get(code="632801001901")
    open_due = due.due(area, TODAY)
    current = visits.rounds_of(area).order_by("-first_day")[0]
    return {
        "figures": {name: figures(area, *days) for name, days in PERIODS.items()},
        "behind": {name: behind(area, *days) for name, days in PERIODS.items()},
        "people": people(),
        "knocks": knocks(),
        "visits": Counter(Visit.objects.values_list("state", flat=True)),
        "households": Household.objects.count(),
        "tags": Counter(PersonTag.objects.filter(until=None).values_list("tag", flat=True)),
        "due": {
            "within a week": len(open_due),
            "overdue": sum(entry.days_over > 0 for entry in open_due),
            "urgent": sorted(
                Person.objects.get(pk=entry.person_id).name for entry in open_due if entry.urgent
            ),
        },
        "follow-ups": [FollowUp.objects.count(), FollowUp.objects.filter(closed_at=None).count()],
        "hazards": Hazard.objects.count(),
        "pairs": DuplicatePair.objects.filter(state="open").count(),
        "imports": [
            [row.file_name, *(row.report[key] for key in ("rows", "created", "rejected"))]
            for row in RosterImport.objects.order_by("created_at")
        ],
        "round": [current.name, current.planned, current.met, current.not_met],
        "late": sum(visit.is_late for visit in Visit.objects.all()),
    }


if __name__ == "__main__":
    print(json.dumps(told(), ensure_ascii=False))
