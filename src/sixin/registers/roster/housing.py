"""The door that an address means: the one on the register, or a new one."""

from django.db.models import Q

from sixin.registers import rules
from sixin.registers.models import Area, Building, Entrance, Household
from sixin.registers.queries import areas
from sixin.registers.roster import places
from sixin.registers.roster.places import Place


def door_at(*, area: Area, address: str) -> Household:
    """The household of `area` that `address` names; made if it is not there.

    area: a grid, or a community whose grids are unknown. A building that the community has keeps
    its name; a line that is known or means a known door is that door.
    """
    line = places.tidy(address)
    place = places.place_of(line)
    building = _building(area, place) if place.building_name else None
    known = Household.objects.filter(area=area)
    found = known.filter(address=line).first()
    if found is None and building and place.door:
        found = known.filter(_behind(place.entrance), building=building, door=place.door).first()
    return found or Household.objects.create(
        area=area,
        building=building,
        entrance=_entrance(building, place.entrance) if building else None,
        floor=place.floor,
        door=place.door,
        address=line,
    )


def _behind(entrance: int | None) -> Q:
    return Q(entrance__isnull=True) if entrance is None else Q(entrance__number=entrance)


def _building(area: Area, place: Place) -> Building:
    """The building of that name in the area, else the only one with its number in the community."""
    community = areas.community_of(area)
    here = Building.objects.filter(rules.below(community.path, "area__path"))
    named = here.filter(name=place.building_name)
    found = named.filter(area=area).first() or named.first()
    plain = not place.estate and not place.cottage
    if found is None and plain and place.building is not None:
        numbered = list(here.filter(number=place.building)[:2])
        found = numbered[0] if len(numbered) == 1 else None
    return found or Building.objects.create(
        area=area, name=place.building_name[:40], number=place.building or 0
    )


def _entrance(building: Building, number: int | None) -> Entrance | None:
    if number is None:
        return None
    found, _created = Entrance.objects.get_or_create(
        building=building, number=number, defaults={"name": f"{number}单元"}
    )
    return found
