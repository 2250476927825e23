"""CSV rows into the rule table. Loading twice changes nothing."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sixin.rulebook.models import Rule

SHIPPED = Path(__file__).parent / "data"


def load_shipped() -> int:
    """Bring the table in line with the product's own rows; rows of areas stay. Returns the count."""
    rows = [row for path in sorted(SHIPPED.glob("*.csv")) for row in read(path)]
    for row in rows:
        rule_id = row.pop("rule_id")
        Rule.objects.update_or_create(rule_id=rule_id, defaults={**row, "shipped": True})
        row["rule_id"] = rule_id
    Rule.objects.filter(shipped=True).exclude(rule_id__in=[r["rule_id"] for r in rows]).delete()
    return len(rows)


def load_local(path: Path) -> int:
    """Add or replace an area's own rows. Returns the count."""
    rows = list(read(path))
    for row in rows:
        rule_id = row.pop("rule_id")
        Rule.objects.update_or_create(rule_id=rule_id, defaults={**row, "shipped": False})
    return len(rows)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of one CSV file, as values for `Rule`.

    Columns: rule_id, topic, area, valid_from, valid_to, when (`key=value;key=value`), value (JSON
    or text), unit, label, label_en, source, source_url, status, confirmed_by.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        for raw in csv.DictReader(file):
            row: dict[str, Any] = {key: (text or "").strip() for key, text in raw.items()}
            row["valid_from"] = date.fromisoformat(row["valid_from"])
            row["valid_to"] = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
            row["when"] = _conditions(row["when"])
            row["value"] = _value(row["value"])
            yield row


def _conditions(text: str) -> dict[str, Any]:
    pairs = (part.split("=", 1) for part in text.split(";") if part)
    return {key.strip(): _value(val.strip()) for key, val in pairs}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
