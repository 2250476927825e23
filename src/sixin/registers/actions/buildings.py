"""Buildings as the community knows them: storeys, lift, entrances."""

from collections.abc import Sequence

from django.db import transaction

from sixin.registers.models import Area, Building, Entrance


@transaction.atomic
def add_building(
    *,
    area: Area,
    name: str,
    number: int = 0,
    floors: int | None = None,
    has_lift: bool | None = None,
    entrances: Sequence[str] = (),
) -> Building:
    """Put a building and its entrances, by name in their order, on the register.

    A building of that name in the area is completed instead.
    """
    building, _created = Building.objects.update_or_create(
        area=area,
        name=name,
        defaults={"number": number, "floors": floors, "has_lift": has_lift},
    )
    for place, entrance in enumerate(entrances, 1):
        Entrance.objects.get_or_create(building=building, name=entrance, defaults={"number": place})
    return building
