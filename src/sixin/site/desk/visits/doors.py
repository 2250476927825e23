"""Where doors are, as one walks: grid, building, entrance, floor, door."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from sixin.registers.models import Area, Person

_COLUMNS = (
    "pk",
    "area_id",
    "household__building_id",
    "household__building__number",
    "household__building__name",
    "household__entrance__number",
    "household__entrance__name",
    "household__floor",
    "household__door",
    "household__address",
    "household__building__has_lift",
)


class Door(NamedTuple):
    """One person's door. grid: the path of its area; building: its key, "" when unknown."""

    grid: str
    area: str
    number: int
    building: str
    entrance: int
    entrance_name: str
    floor: int
    door: str
    address: str
    lift: bool | None

    @property
    def walking(self) -> tuple[object, ...]:
        """A sort key: the order in which one walks; doors without a building come last."""
        digits = re.sub(r"\D", "", self.door)
        return (
            *self.group,
            self.entrance,
            self.entrance_name,
            self.floor,
            int(digits or 0),
            self.door,
            self.address,
        )

    @property
    def group(self) -> tuple[str, bool, int, str]:
        """What stands under one heading: the grid and the building."""
        return (self.grid, not self.building, self.number, self.building)

    @property
    def heading(self) -> str:
        """第二网格 · 3号楼."""
        return f"{self.area} · {self.building or _('没写楼栋')}"

    @property
    def inside(self) -> str:
        """The door without its building: 2单元501; the whole line where parts are missing."""
        if self.building and self.door:
            return f"{self.entrance_name}{self.door}"
        return self.address or _("住址没登记")

    @property
    def steep(self) -> bool:
        """Third floor or higher without a lift."""
        return self.lift is False and self.floor >= 3


def doors(wanted: Iterable[UUID], within: Iterable[Area]) -> dict[UUID, Door]:
    """{person: door} of these people, who live in these areas."""
    rows = Person.objects.filter(pk__in=list(wanted)).order_by()
    places = {area.pk: (area.path, area.name) for area in within}
    return {
        pk: Door(
            *places.get(area_id, ("", "")),
            number or 0,
            name or "",
            entrance or 0,
            entrance_name or "",
            floor or 0,
            door or "",
            address or "",
            lift,
        )
        for (
            pk, area_id, _building, number, name, entrance, entrance_name, floor, door, address,
            lift,
        ) in rows.values_list(*_COLUMNS)
    }  # fmt: skip
