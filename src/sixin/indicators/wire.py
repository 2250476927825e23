"""Figures as JSON: the same for the command and the API."""

from datetime import date
from typing import Any

from sixin.indicators import queries
from sixin.registers.models import Area


def figures(area: Area, first: date, last: date, *, on: date | None = None) -> dict[str, Any]:
    """{area, from, to, figures: [{code, name, unit, kind, value, version}]}, all plain values.

    on: the day of stocks, for a period that is not over yet; the last day if not given.
    """
    return {
        "area": area.code,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "figures": [_row(value) for value in queries.values(area, first, last, on=on)],
    }


def _row(value: queries.Value) -> dict[str, Any]:
    figure = value.figure
    return {
        "code": figure.code,
        "name": str(figure.name),
        "unit": str(figure.unit),
        "kind": figure.type,
        "value": value.value,
        "version": figure.version,
    }
