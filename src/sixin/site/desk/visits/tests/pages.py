"""What tests of pages begin with: a door, the answers of a visit, the words of a page."""

import re

from django.urls import reverse

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.registers.models import Building, Entrance, Household


def at_door(person, building=3, entrance=2, door="501"):
    house, _new = Building.objects.get_or_create(
        area=person.area, name=f"{building}号楼", defaults={"number": building}
    )
    stair, _new = Entrance.objects.get_or_create(
        building=house, name=f"{entrance}单元", defaults={"number": entrance}
    )
    person.household, _new = Household.objects.get_or_create(
        area=person.area,
        address=f"{house}{stair}{door}",
        defaults={"building": house, "entrance": stair, "floor": 5, "door": door},
    )
    person.save(update_fields=["household"])
    return person


def answers(**more):
    local = clock.now()
    return {
        "id": str(uuid7()),
        "outcome": "completed",
        "wellbeing": "good",
        "mode": "home",
        "day": f"{local:%Y-%m-%d}",
        "time": f"{local:%H:%M}",
    } | more


def visit_page(person):
    return reverse("record-visit", args=[person.pk])


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
