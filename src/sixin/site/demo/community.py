"""育红巷社区(演示): its grids, buildings and doors. A place that is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

CODE = "632801001901"
NAME = "育红巷社区(演示)"
SOURCE = "演示:并无此社区"
STREET = "632801001000"
LANE = "育红巷"
_GRIDS = [
    "第一网格 育红巷东",
    "第二网格 育红巷西",
    "第三网格 盐桥路北",
    "第四网格 盐桥路南",
    "第五网格 昆仑路东院",
    "第六网格 昆仑路西院",
    "第七网格 运输公司院",
    "第八网格 水电家属院",
    "第九网格 铁路家属院",
    "第十网格 八一路北",
    "第十一网格 八一路南",
    "第十二网格 河滩平房",
]
BUILDINGS = 41
COTTAGE_ROWS = 4
_STOREYS = [4, 5, 5, 6, 6, 6, 7]
# Building 3 has the door on its fifth floor of which the guide tells.
FLOORS = {3: 6, 5: 5}
# The only buildings with a lift; all others are older than lifts here.
WITH_LIFT = {20, 33}


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid and its place in the list, from 0."""

    number: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class House:
    """A building with entrances, or a row of cottages (平房) without."""

    grid: int
    name: str
    number: int
    floors: int
    has_lift: bool
    entrances: int
    doors_per_floor: int

    @property
    def entrance_names(self) -> list[str]:
        return [f"{n}单元" for n in range(1, self.entrances + 1)]

    @property
    def is_cottages(self) -> bool:
        return self.entrances == 0


@dataclass(frozen=True, slots=True)
class Door:
    """One home. entrance: 0 in a row of cottages."""

    house: House
    entrance: int
    floor: int
    number: str

    @property
    def address(self) -> str:
        """ "3号楼2单元501", "平房2排7号"."""
        if self.house.is_cottages:
            return f"{self.house.name}{self.number}号"
        return f"{self.house.name}{self.entrance}单元{self.number}"


def grids() -> list[Grid]:
    """The twelve grids; codes are the community's and three digits more."""
    return [Grid(n, f"{CODE}{n + 1:03}", name) for n, name in enumerate(_GRIDS)]


def houses(rng: Random) -> list[House]:
    """Forty-one buildings of four to seven floors and four rows of cottages, grid by grid."""
    found = [_building(rng, number) for number in range(1, BUILDINGS + 1)]
    rows = range(1, COTTAGE_ROWS + 1)
    return found + [House(len(_GRIDS) - 1, f"平房{n}排", n, 1, False, 0, 14) for n in rows]


def _building(rng: Random, number: int) -> House:
    return House(
        grid=(number - 1) * len(_GRIDS) // (BUILDINGS + 3),
        name=f"{number}号楼",
        number=number,
        floors=11 if number in WITH_LIFT else FLOORS.get(number) or rng.choice(_STOREYS),
        has_lift=number in WITH_LIFT,
        entrances=rng.choice([3, 3, 4, 4, 5]),
        doors_per_floor=rng.choice([2, 2, 2, 3]),
    )


def doors(house: House) -> Iterator[Door]:
    """Every home of a house."""
    if house.is_cottages:
        for n in range(1, house.doors_per_floor + 1):
            yield Door(house, 0, 1, str(n))
        return
    for entrance in range(1, house.entrances + 1):
        for floor in range(1, house.floors + 1):
            for n in range(1, house.doors_per_floor + 1):
                yield Door(house, entrance, floor, f"{floor}0{n}")
