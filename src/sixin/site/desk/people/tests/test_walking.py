"""People in the order of their doors: the same order whole and page by page, floors sorted."""

import random
from datetime import date

from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Building, Entrance, Household, Person
from sixin.site.desk.people import walking
from sixin.site.desk.people.walking import Walked

CHANCE = random.Random(4)


def _neighbours(area: Area, building: int, entrance: int | None) -> None:
    """People on three floors, entered in no order."""
    house = Building.objects.create(area=area, name=f"{building}号楼", number=building)
    stair = entrance and Entrance.objects.create(building=house, name="x", number=entrance)
    doors = [(floor, f"{floor}{n:02}") for floor in (1, 2, 12) for n in (1, 2, 3, 10)]
    CHANCE.shuffle(doors)
    for floor, door in doors:
        home = Household.objects.create(
            area=area, building=house, entrance=stair or None, floor=floor, door=door,
            address=f"{building}-{entrance}-{door}",
        )  # fmt: skip
        name = CHANCE.choice(["张秀英", "李国庆", "阿依古丽", "马福海"])
        enrolling.add_person(area=area, name=name, household=home, registered_on=date(2025, 1, 1))


def _door(person: Person) -> tuple[object, ...]:
    home = person.household
    if home is None:
        return (person.area.path, 99)
    stair = home.entrance.number if home.entrance else 0
    return (person.area.path, home.building.number, stair, home.floor, len(home.door), home.door)


def test_pages_join_into_the_order_in_which_one_walks(
    grid: Area, second_grid: Area, monkeypatch
) -> None:
    monkeypatch.setattr(walking, "_AROUND", 5)
    for area, building, entrance in ((grid, 2, 1), (grid, 10, None), (second_grid, 2, 2)):
        _neighbours(area, building, entrance)
    enrolling.add_person(area=grid, name="无门", registered_on=date(2025, 1, 1))
    everybody = Walked(Person.objects.all())
    whole = list(everybody)
    assert len(everybody) == len(whole) == 37
    people = Person.objects.select_related("area", "household__building", "household__entrance")
    by_id = people.in_bulk()
    assert [_door(by_id[pk]) for pk in whole] == sorted(_door(one) for one in by_id.values())
    for size in (1, 3, 7, 36, 50):
        pages = [everybody[first : first + size] for first in range(0, 37, size)]
        assert [pk for page in pages for pk in page] == whole
