"""Columns that stand in clear by decision 0009, although a sealed value may say the same.

A sealed text that is part of one of these values cannot be told from it, so `sixin keys check` does
not look for it.
"""

from collections.abc import Iterator
from typing import Final

from django.apps import apps

COLUMNS: Final = {
    "registers.Person": ["name"],
    "registers.Member": ["name"],
    "registers.Partner": ["name"],
    "registers.Area": ["name", "code", "path"],
    "registers.AreaCode": ["code", "source"],
    "registers.Building": ["name"],
    "registers.Entrance": ["name"],
    "rulebook.Rule": ["rule_id", "label", "label_en", "source", "source_url"],
    "events.Event": ["title", "place"],
    "papers.Briefing": ["title"],
}


def values() -> Iterator[str]:
    """Every text in one of these columns."""
    for label, names in COLUMNS.items():
        for name in names:
            for value in apps.get_model(label).objects.values_list(name, flat=True).distinct():
                if value:
                    yield str(value)
