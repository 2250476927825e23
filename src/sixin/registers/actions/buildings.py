"""Buildings as the community knows them: storeys, lift, entrances."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sixin.audit import trail
from sixin.base import clock
from sixin.registers import noting
from sixin.registers.models import Area, Building, Entrance, Member


@transaction.atomic
def add_building(
    *,
    area: Area,
    name: str,
    number: int = 0,
    floors: int | None = None,
    has_lift: bool | None = None,
    entrances: Sequence[str] = (),
    by: Member | None = None,
    now: datetime | None = None,
) -> Building:
    """Put a building and its entrances, by name in their order, on the register.

    A building of that name in the area is completed instead. by: None when the machine's owner
    does it; now: None for this moment.
    """
    held = Building.objects.filter(area=area, name=name).first()
    before = trail.values(held) if held else None
    building, created = Building.objects.update_or_create(
        area=area,
        name=name,
        defaults={"number": number, "floors": floors, "has_lift": has_lift},
    )
    for place, entrance in enumerate(entrances, 1):
        Entrance.objects.get_or_create(building=building, name=entrance, defaults={"number": place})
    said = {"entrances": len(entrances)} | noting.told(building, before)
    verb = "building.added" if created else "building.changed"
    noting.of_place(verb, building, area, by=by, now=now or clock.now(), said=said)
    return building
