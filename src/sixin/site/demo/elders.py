"""A thousand elders behind eight hundred doors."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sixin.base import clock
from sixin.site.demo import community, names, numbers
from sixin.site.demo.community import Door
from sixin.site.demo.numbers import Numbers

# Who lives behind a door, in per mille of the doors with elders.
KINDS = {"alone": 105, "couple": 93, "family": 612, "couple_family": 166, "two_generations": 24}
# Ages by spans of five years from 60 on, in per mille; those alone are older.
AGES = [305, 252, 178, 141, 80, 34, 8, 2]
AGES_ALONE = [180, 230, 200, 170, 115, 75, 22, 8]
OLDEST = 99
KNOWN_DOORS = ("3号楼2单元501", "5号楼1单元301")
# Where grown-up children live, in percent.
PLACES = {
    "本市": 34, "西宁": 27, "德令哈": 6, "兰州": 7, "西安": 6, "成都": 5, "上海": 4, "北京": 3,
    "郑州": 3, "广州": 2, "杭州": 2, "拉萨": 1,
}  # fmt: skip


@dataclass(slots=True)
class Kin:
    """Somebody to call."""

    name: str
    relation: str
    phone: str
    place: str


@dataclass(slots=True, eq=False)
class Elder:
    """One invented person. company: a key of KINDS. tags: {tag: evidence}.

    joins: the day on which the register hears of her. leaves: (day, `moved` or `died`).
    """

    key: int
    name: str
    family: str
    people: str
    sex: str
    born: date
    door: Door
    company: str
    relation: str
    identity: str = ""
    phone: str = ""
    spouse: "Elder | None" = None
    joins: date = date.min
    by_hand: bool = False
    leaves: tuple[date, str] | None = None
    tags: dict[str, str] = field(default_factory=dict)
    kin: list[Kin] = field(default_factory=list)

    def age_on(self, day: date) -> int:
        """Whole years on that day."""
        born = self.born
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def grid(self) -> int:
        return self.door.house.grid

    def __repr__(self) -> str:
        return f"{self.name} {self.born} {self.door.address}"


def invent(rng: Random, today: date, houses: list[community.House], count: int) -> list[Elder]:
    """`count` elders of 60 to 99 years on `today`, door by door; couples stand side by side."""
    homes = [door for house in houses for door in community.doors(house)]
    rng.shuffle(homes)
    maker = _Maker(rng, today, Numbers(rng))
    found = list(maker.known_ones(homes))
    while len(found) < count:
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        if len(found) == count - 1:
            kind = "family"
        found.extend(maker.home(kind, homes.pop(), len(found)))
    return found


class _Maker:
    """Makes the people behind one door after another."""

    def __init__(self, rng: Random, today: date, given: Numbers) -> None:
        self._rng, self._today, self._numbers = rng, today, given
        self._names: dict[str, int] = {}

    def known_ones(self, homes: list[Door]) -> Iterator[Elder]:
        """The two whom the guide and the tests speak of: 张秀英, alone at 84, and 李国庆, 71."""
        her, his = (next(d for d in homes if d.address == line) for line in KNOWN_DOORS)
        for door in (her, his):
            homes.remove(door)
        alone = self._elder("alone", her, "han", "f", 84, "户主", ("张秀英", "张"))
        alone.phone = self._numbers.mobile(numbers.ELDERS_LINE)
        alone.kin = [Kin("李敏", "女儿", self._numbers.mobile(numbers.FAMILY_LINE), "上海")]
        yield alone
        other = self._elder("family", his, "han", "m", 71, "户主", ("李国庆", "李"))
        other.key = 1
        yield other

    def home(self, kind: str, door: Door, first_key: int) -> Iterator[Elder]:
        people = names.a_people(self._rng)
        if kind in ("couple", "couple_family"):
            made = self._couple(kind, door, people)
        elif kind == "two_generations":
            made = self._two_generations(door, people)
        else:
            made = [self._alone_or_in_family(kind, door, people)]
        for offset, elder in enumerate(made):
            elder.key = first_key + offset
            yield elder

    def _alone_or_in_family(self, kind: str, door: Door, people: str) -> Elder:
        # Women outlive their husbands.
        sex = "f" if self._rng.random() < (0.66 if kind == "alone" else 0.55) else "m"
        age = self._age(AGES_ALONE if kind == "alone" else AGES)
        head = kind == "alone" or self._rng.random() < 0.5
        relation = "户主" if head else ("母亲" if sex == "f" else "父亲")
        return self._elder(kind, door, people, sex, age, relation)

    def _couple(self, kind: str, door: Door, people: str) -> list[Elder]:
        age = max(61, self._age(AGES))
        his = self._elder(kind, door, people, "m", age, "户主")
        younger = min(OLDEST, max(60, age - self._rng.choice([-1, 0, 1, 1, 2, 2, 3, 4, 6])))
        hers = self._elder(kind, door, people, "f", younger, "配偶")
        his.spouse, hers.spouse = hers, his
        hers.kin = his.kin
        return [his, hers]

    def _two_generations(self, door: Door, people: str) -> list[Elder]:
        age = self._rng.randint(82, 92)
        mother = self._elder("two_generations", door, people, "f", age, "母亲")
        son_age = max(60, age - self._rng.randint(20, 26))
        son = self._elder("two_generations", door, people, "m", son_age, "户主")
        return [son, mother]

    def _age(self, spans: list[int]) -> int:
        span = self._rng.choices(range(len(spans)), spans)[0]
        return 60 + 5 * span + self._rng.randrange(5)

    def _elder(
        self,
        company: str,
        door: Door,
        people: str,
        sex: str,
        age: int,
        relation: str,
        named: tuple[str, str] | None = None,
    ) -> Elder:
        born = clock.years_before(self._today, age) - timedelta(days=self._rng.randrange(365))
        name, family = named or self._name(people, sex, born.year)
        elder = Elder(0, name, family, people, sex, born, door, company, relation)
        elder.identity = self._numbers.identity(born, sex)
        elder.phone = self._phone(age)
        elder.kin = list(self._kin(elder))
        return elder

    def _name(self, people: str, sex: str, born: int) -> tuple[str, str]:
        """A name that at most one other here bears."""
        while True:
            name, family = names.elder_name(self._rng, people, sex, born)
            if self._names.get(name, 0) < (4 if not family else 2):
                self._names[name] = self._names.get(name, 0) + 1
                return name, family

    def _phone(self, age: int) -> str:
        if self._rng.random() < (0.06 if age < 80 else 0.22):
            return ""
        if self._rng.random() < (0.03 if age < 75 else 0.12):
            return self._numbers.landline()
        return self._numbers.mobile(numbers.ELDERS_LINE)

    def _kin(self, elder: Elder) -> Iterator[Kin]:
        for _child in range(self._rng.choices([0, 1, 2], [12, 66, 22])[0]):
            sex = self._rng.choice("fm")
            family = elder.family if elder.sex == "m" or not elder.family else ""
            name = names.child_name(
                self._rng,
                family or (names.a_family(self._rng, elder.people) if elder.family else ""),
                elder.people,
                sex,
            )
            place = self._rng.choices(list(PLACES), list(PLACES.values()))[0]
            relation = "女儿" if sex == "f" else "儿子"
            phone = self._numbers.mobile(numbers.FAMILY_LINE)
            yield Kin(name, relation, phone, place)
