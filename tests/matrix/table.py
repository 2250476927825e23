"""`matrix.md`: read, and drafted for what has no row yet."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sixin.registers.models import RoleName

FILE: Final = Path(__file__).parent / "matrix.md"
# How the roles are called above their columns; roles of one name are told the same everywhere.
HEADS: Final[dict[str, str]] = {
    RoleName.COMMUNITY_LEAD: "lead",
    RoleName.COMMUNITY_WORKER: "staff",
    RoleName.GRID_LEAD: "grid lead",
    RoleName.GRID_WORKER: "grid worker",
    RoleName.BUILDING_LEAD: "walker",
    RoleName.VOLUNTEER: "walker",
    RoleName.PARTNER: "guest",
    RoleName.INSPECTOR: "guest",
    RoleName.FAMILY: "family",
    RoleName.COUNTY_VIEWER: "viewer",
    RoleName.PREFECTURE_VIEWER: "viewer",
    RoleName.SYSTEM_ADMIN: "system",
    RoleName.DATA_PROTECTION: "data",
}
COLUMNS: Final = tuple(dict.fromkeys(HEADS.values()))
# What each table has behind its roles.
ADDRESSES, ACTIONS = "Addresses", "Actions"
TRUSTING, COMMANDS = "Actions that do not ask", "Commands"
CONDITIONS: Final = {
    ADDRESSES: ("outside", "another's", "signed out", "ended"),
    ACTIONS: ("outside", "ended"),
}
READ_FIRST: Final = (
    "no row in matrix.md; `python -m tests.matrix` drafts it, read it before you keep it"
)
SAME, NOTHING_THERE, NO = "=", "-", "403"
REFUSALS: Final = ("401", "403", "404")


@dataclass(frozen=True)
class Row:
    """what: "GET person", with its case. cells: by role, and by condition."""

    what: str
    cells: dict[str, str]

    def expected(self, role: str, condition: str) -> tuple[str, ...]:
        """What may come of it: one thing, but whom it is not for inside is refused in either way.

        Next door, in another grid of the same community, is outside.
        """
        if condition == "signed out":
            return (self.cells[condition],)
        inside = self.cells[role]
        there = self.cells.get("outside" if condition == "next door" else condition, inside)
        if there == SAME:
            return (inside,)
        if inside == NO and condition != "ended":
            return (NO, there) if there in REFUSALS and there != NO else (NO,)
        return (there,)

    def __str__(self) -> str:
        return self.what


def rows(section: str) -> list[Row]:
    """The rows of one of the first two tables."""
    (_what, *heads), *lines = _lines(section) or [["what"]]
    by_head = [(what, dict(zip(heads, cells, strict=True))) for what, *cells in lines]
    return [
        Row(what, cells | {role: cells[head] for role, head in HEADS.items()})
        for what, cells in by_head
    ]


def told(section: str) -> dict[str, list[str]]:
    """{what: the other cells} of one of the last two tables."""
    return {what: cells for what, *cells in _lines(section)[1:]}


def whats(section: str) -> set[str]:
    """What has a row in this table."""
    return {line[0] for line in _lines(section)[1:]}


def _lines(section: str) -> list[list[str]]:
    """The cells of a table line by line, the heads first."""
    found = re.search(rf"^## {section}$(.*?)(?=^## |\Z)", FILE.read_text(), re.S | re.M)
    lines = [line for line in (found[1] if found else "").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [line for line in cells if not line[0].startswith("---")]


def write(heads: list[str], lines: list[list[str]]) -> str:
    """A table as it stands in the file, in columns."""
    widths = [max(len(line[n]) for line in [heads, *lines]) for n in range(len(heads))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in [heads, rule, *lines]
    )
