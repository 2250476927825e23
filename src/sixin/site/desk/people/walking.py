"""People in the order of their doors, read a page at a time.

Grid, building, entrance and floor are sorted by the database; doors are sealed, so those of one
floor are sorted here.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet

from sixin.registers.models import Person

# More people than live on one floor: what is read on either side of a page, so that a floor that
# the page cuts is sorted whole.
_AROUND: Final = 400
_ORDER: Final = (
    "area__path",
    F("household__building__number").asc(nulls_last=True),
    "household__building__name",
    F("household__entrance__number").asc(nulls_first=True),
    "household__entrance",
    F("household__floor").asc(nulls_last=True),
    "pinyin",
    "pk",
)
_FLOOR: Final = ("area", "household__building", "household__entrance", "household__floor")


class Walked:
    """The ids of `people` in the order in which one walks, sliced like a list."""

    def __init__(self, people: QuerySet[Person]) -> None:
        self._people = people
        self._rows = people.order_by(*_ORDER).values_list(*_FLOOR, "household__door", "pk")

    def __len__(self) -> int:
        return self._people.count()

    def __iter__(self) -> Iterator[UUID]:
        return _by_door(self._rows)

    def __getitem__(self, part: slice) -> list[UUID]:
        first, last = part.start or 0, part.stop
        before = min(first, _AROUND)
        around = self._rows[first - before : last + _AROUND]
        return list(_by_door(around))[before : before + last - first]


def _by_door(rows: "QuerySet[Person, Any]") -> Iterator[UUID]:
    for (_area, building, *_rest), some in groupby(rows, lambda row: row[:4]):
        neighbours = list(some)
        if building is not None:
            neighbours.sort(key=lambda row: (len(row[4] or ""), row[4] or ""))
        yield from (row[5] for row in neighbours)
