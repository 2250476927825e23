"""The first rows of a roster: as they will be stored, and of sheets that were not understood."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from sixin.registers.models import RosterImport
from sixin.registers.roster import cells, parsing, reading
from sixin.registers.roster.entries import Entry
from sixin.registers.roster.parsing import MappingOfSheets
from sixin.registers.roster.problems import ROW, Problem
from sixin.registers.roster.sheets import Cell, Sheet, letter_of
from sixin.site.desk.imports import files
from sixin.site.templatetags.words import masked

ROWS, SHEETS, COLUMNS = 20, 20, 40
_ENOUGH = 100  # rows at the top of a sheet that surely hold twenty people, titles included


def first_rows(
    row: RosterImport, on: date, mapping: MappingOfSheets, problems: list[Problem]
) -> dict[str, Any]:
    """{sheet: rows as they will be stored}, at most 20 of each sheet, numbers masked.

    problems: of the whole file, to tell which of these rows were refused.
    """
    refused = {(p.sheet, p.row) for p in problems if p.severity == ROW}
    sheets = [_top(sheet) for sheet in _sheets(row)]
    parsed = parsing.parse(sheets, on=on, community=row.community.name, mapping=mapping)
    found: dict[str, Any] = {sheet.name: [] for sheet in sheets}
    for entry in parsed.entries:
        if len(found[entry.sheet]) < ROWS:
            told = _told(entry)
            told["refused"] = (entry.sheet, entry.number) in refused
            found[entry.sheet].append(told)
    return found


def columns_of(row: RosterImport, name: str) -> list[dict[str, Any]]:
    """The columns of a sheet in which no roster was found, so that a person can say what they are."""
    sheet = next((sheet for sheet in _sheets(row) if sheet.name == name), None)
    top = [held for _number, held in sheet.top(4)] if sheet else []
    width = min(max(map(len, top), default=0), COLUMNS)
    return [
        {
            "index": index,
            "letter": letter_of(index),
            "header": "",
            "field": "",
            "samples": [
                cells.shown(held[index]) for held in top if index < len(held) and held[index]
            ],
        }
        for index in range(width)
    ]


def _sheets(row: RosterImport) -> list[Sheet]:
    return reading.read(files.source(row), row.file_name).sheets[:SHEETS]


def _top(sheet: Sheet) -> Sheet:
    whole = sheet.source

    def source() -> Iterator[list[Cell]]:
        return islice(whole(), _ENOUGH)

    return replace(sheet, source=source)


def _told(entry: Entry) -> dict[str, Any]:
    length = {"year": 4, "month": 7}.get(entry.precision, 10)
    return {
        "row": entry.number,
        "name": entry.name,
        "id_number": masked(entry.id_number),
        "sex": entry.sex,
        "birth": entry.birth.isoformat()[:length] if entry.birth else "",
        "phone": masked(entry.phone),
        "address": entry.address,
        "grid": entry.grid,
        "tags": [tag for tag, holds, _evidence in entry.tags if holds],
        "contacts": [f"{c.relation} {c.name}".strip() for c in entry.contacts],
    }
