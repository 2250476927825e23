"""All that is held of one person, table by table: the numbers, the rows, and what would go."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sixin.registers.models import Person
from sixin.registers.queries import people
from sixin.site.rights.holding import Holding
from sixin.site.rights.holdings import HOLDINGS

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a table are hers, and how many of them erasing deletes or empties."""

    holding: Holding
    held: int
    deleted: int
    emptied: int

    @property
    def kept(self) -> int:
        """How many stay as they are."""
        return self.held - self.deleted - self.emptied


def rows_of(person: Person) -> list[UUID]:
    """The ids under which she was ever recorded."""
    return people.rows_of(person.merged_into or person)


def counted(rows: list[UUID]) -> list[Counted]:
    """A line for each table that holds anything of her."""
    found = [_count(holding, rows) for holding in HOLDINGS]
    return [line for line in found if line.held]


def everything(rows: list[UUID]) -> Iterator[tuple[Holding, list[Row]]]:
    """(table, its rows about her, whole) for each table, those without any included."""
    for holding in HOLDINGS:
        found = holding.hers(rows).order_by("pk").values(*holding.exported)
        yield holding, list(found)


def _count(holding: Holding, rows: list[UUID]) -> Counted:
    held = holding.hers(rows).count()
    going = holding.ending(rows).count() if holding.gone or holding.emptied else 0
    deleted = going if holding.gone else 0
    return Counted(holding, held, deleted, going - deleted)
