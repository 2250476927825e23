"""What came of an import, as JSON: `docs/import.md` describes it."""

from dataclasses import dataclass, field
from typing import Any

from sixin.registers.roster.layouts import Layout
from sixin.registers.roster.problems import NOTICE, Problem
from sixin.registers.roster.sheets import letter_of


@dataclass(slots=True)
class Report:
    """rows = created + updated + unchanged + rejected, always.

    rows: rows that are people, over all sheets. applied: whether the register was changed; where it
    was not, the counts say what would be. problems: refused rows and cells; notices: what a person
    should know. duplicates: pairs that may be one person. sheets: how columns were understood.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    applied: bool = False
    duplicates: int = 0
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The whole report in the language of whoever asks now."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "applied": self.applied,
            "duplicates": self.duplicates,
            "problems": [problem.as_json() for problem in self.problems],
            "notices": [notice.as_json() for notice in self.notices],
            "sheets": self.sheets,
        }


def in_order(found: list[Problem], sheets: list[str]) -> tuple[list[Problem], list[Problem]]:
    """(problems, notices) in the order of the file."""
    places = {name: place for place, name in enumerate(sheets)}

    def where(problem: Problem) -> tuple[int, int, str]:
        return places.get(problem.sheet, -1), problem.row, problem.column

    ordered = sorted(found, key=where)
    return (
        [problem for problem in ordered if problem.severity != NOTICE],
        [problem for problem in ordered if problem.severity == NOTICE],
    )


def columns_of(
    layouts: dict[str, Layout | None], samples: dict[str, list[list[str]]]
) -> list[dict[str, Any]]:
    """[{sheet, header_rows, guessed, columns: [{index, letter, header, field, confidence, samples}]}].

    A sheet without a roster has no columns. samples: {sheet: its first rows as text}.
    """
    return [
        {
            "sheet": name,
            "header_rows": layout.header_rows if layout else [],
            "guessed": bool(layout and layout.guessed),
            "columns": [
                {
                    "index": column.index,
                    "letter": letter_of(column.index),
                    "header": column.header,
                    "field": column.field,
                    "confidence": round(column.confidence, 2),
                    "samples": [
                        row[column.index]
                        for row in samples.get(name, ())
                        if column.index < len(row) and row[column.index]
                    ],
                }
                for column in (layout.columns if layout else ())
            ],
        }
        for name, layout in layouts.items()
    ]
