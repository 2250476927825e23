"""Buildings, entrances and households: found where they are known, planned where they are not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sixin.base.ids import uuid7
from sixin.registers import rules
from sixin.registers.models import Area, Building, Entrance, Household
from sixin.registers.roster import places
from sixin.registers.roster.entries import Entry
from sixin.registers.roster.places import Place


@dataclass(slots=True)
class Door:
    """A household, held or planned. area_id: its grid, or the community. is_new: not yet written."""

    pk: UUID
    area_id: int
    key: str
    number: str = ""
    is_new: bool = False


@dataclass(slots=True)
class PlannedHousehold:
    """A household to be written. line: its address, which an area has once."""

    pk: UUID
    area_id: int
    building: Building | None
    entrance: Entrance | None
    entry: Entry
    line: str

    def as_row(self) -> dict[str, Any]:
        """By attname; the building and the entrance must be written before."""
        place = self.entry.place
        return {
            "id": self.pk,
            "area_id": self.area_id,
            "building_id": self.building.pk if self.building else None,
            "entrance_id": self.entrance.pk if self.entrance else None,
            "floor": place.floor,
            "door": place.door[:20],
            "address": self.line,
            "number": self.entry.household_number,
        }


@dataclass(slots=True)
class Doors:
    """Every building and household of a community, and those that the file adds.

    lines: hashes of (area, address), which may be there once.
    """

    community_id: int
    by_key: dict[str, list[Door]] = field(default_factory=lambda: defaultdict(list))
    by_pk: dict[UUID, Door] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    buildings: dict[tuple[int, str], Building] = field(default_factory=dict)
    entrances: dict[tuple[int, str, str], Entrance] = field(default_factory=dict)
    new_buildings: list[Building] = field(default_factory=list)
    new_entrances: list[Entrance] = field(default_factory=list)
    new_households: list[PlannedHousehold] = field(default_factory=list)
    numbered: list[Door] = field(default_factory=list)
    estates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def key_of(self, pk: UUID | None) -> str:
        """The key of a household's door, "" when it has none."""
        return self.by_pk[pk].key if pk in self.by_pk else ""

    def settle(self, entries: Iterable[Entry]) -> None:
        """Call buildings alike: 3号楼 is 育红小区3号楼 where there is only one with that number."""
        entries = [entry for entry in entries if entry.place.building is not None]
        written: dict[str, set[str]] = defaultdict(set)
        for place in {entry.place for entry in entries if entry.place.estate}:
            written[_bare(place)].add(place.estate)
        for entry in entries:
            entry.place = self._settled(entry.place, written[_bare(entry.place)])

    def _settled(self, place: Place, written: set[str]) -> Place:
        held = self.estates.get(_bare(place), set())
        if place.estate in held:
            return place
        if place.estate:
            return replace(place, estate="") if held == {""} and len(written) == 1 else place
        every = held | written
        return replace(place, estate=next(iter(every))) if len(every) == 1 else place

    def find(self, entry: Entry, area_id: int | None, now_at: UUID | None) -> Door | None:
        """The household a row speaks of, planned if need be; None if it does not name a door.

        area_id: the grid that the row names. now_at: where the person is registered now.
        """
        key = entry.door_key
        if not key:
            return None
        known = self.by_key[key]
        at = self.by_pk.get(now_at) if now_at else None
        wanted = (area_id, self.community_id) if area_id else (self.community_id,)
        if at and at.key == key and (area_id is None or at.area_id in wanted):
            return at
        for area in wanted:
            for door in known:
                if door.area_id == area:
                    return door
        if area_id is None and len(known) == 1:
            return known[0]
        return self._plan(entry, key, area_id or self.community_id)

    def number(self, door: Door, number: str) -> bool:
        """Give a door its 户号 if it has none yet. Whether that changes the register."""
        if not number or door.number:
            return False
        door.number = number
        self.numbered.append(door)
        return not door.is_new

    def written(self) -> None:
        """Everything that was planned stands in the database now."""
        for planned in (self.new_buildings, self.new_entrances, self.new_households, self.numbered):
            planned.clear()

    def _plan(self, entry: Entry, key: str, area_id: int) -> Door:
        place = entry.place
        building = self._building(place, area_id) if place.building_name else None
        entrance = self._entrance(building, place.entrance) if building and place.entrance else None
        line = entry.address
        if hash((area_id, line)) in self.lines:
            line = f"{entry.address}({key})"[:200]
        self.lines.add(hash((area_id, line)))
        planned = PlannedHousehold(uuid7(), area_id, building, entrance, entry, line)
        door = Door(planned.pk, area_id, key, entry.household_number, is_new=True)
        self.new_households.append(planned)
        self.by_key[key].append(door)
        self.by_pk[door.pk] = door
        return door

    def _building(self, place: Place, area_id: int) -> Building:
        name = place.building_name[:40]
        for area in (area_id, self.community_id):
            if (area, name) in self.buildings:
                return self.buildings[area, name]
        building = Building(area_id=area_id, name=name, number=min(place.building or 0, 32_767))
        self.buildings[area_id, name] = building
        self.new_buildings.append(building)
        return building

    def _entrance(self, building: Building, number: int) -> Entrance:
        key = (building.area_id, building.name, f"{number}单元")
        if key not in self.entrances:
            entrance = Entrance(building=building, name=key[2], number=min(number, 32_767))
            self.entrances[key] = entrance
            self.new_entrances.append(entrance)
        return self.entrances[key]


def load(community: Area) -> Doors:
    """What is known of a community's doors."""
    found = Doors(community.pk)
    for building in Building.objects.filter(rules.below(community.path, "area__path")):
        found.buildings[building.area_id, building.name] = building
        place = places.place_of(places.tidy(building.name))
        if place.building is not None:
            found.estates[_bare(place)].add(place.estate)
    for entrance in Entrance.objects.filter(
        rules.below(community.path, "building__area__path")
    ).select_related("building"):
        found.entrances[entrance.building.area_id, entrance.building.name, entrance.name] = entrance
    _load_households(found, community)
    return found


def _load_households(found: Doors, community: Area) -> None:
    rows = Household.objects.filter(rules.below(community.path, "area__path")).order_by("pk")
    names = ("pk", "area_id", "address", "number", "door", "building__name", "entrance__number")
    for pk, area_id, line, number, door, building, entrance in rows.values_list(*names).iterator(
        5000
    ):
        found.lines.add(hash((area_id, line)))
        key = f"{building}/{entrance or ''}/{door}" if building and door else places.tidy(line)
        held = Door(pk, area_id, key, number)
        found.by_key[key].append(held)
        found.by_pk[pk] = held


def _bare(place: Place) -> str:
    return replace(place, estate="", entrance=None, floor=None, door="").building_name
