"""A million invented people as they would live in a prefecture: common surnames, doors, numbers.

The same people every time. Each is written twice: as the product keeps her, and into a twin in
clear with the indexes that one would give it.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models.functions import Right

from sixin.base.ids import uuid7
from sixin.registers import names, tokens
from sixin.registers.actions import enrolling, finding
from sixin.registers.models import Area, Building, Entrance, Household, Person, PersonTag
from sixin.registers.roster import inserting
from sixin.visits.models import Standing

SINCE = date(2024, 1, 1)
ROOT = "990000000000"
COUNTIES, STREETS, COMMUNITIES, GRIDS = 8, 5, 8, 9
# Per mille of people, of the surnames that nine in ten have.
SURNAMES = {
    "王": 72, "李": 71, "张": 67, "刘": 54, "陈": 45, "杨": 31, "赵": 23, "黄": 22, "周": 20, "吴": 20,
    "徐": 15, "孙": 15, "胡": 13, "朱": 12, "高": 12, "林": 11, "何": 11, "郭": 11, "马": 30, "罗": 9,
    "梁": 8, "宋": 8, "郑": 8, "谢": 7, "韩": 12, "唐": 7, "冯": 7, "于": 7, "董": 6, "萧": 6,
    "程": 6, "曹": 6, "袁": 5, "邓": 5, "许": 5, "傅": 5, "沈": 5, "曾": 5, "彭": 5, "吕": 5,
    "苏": 5, "卢": 5, "蒋": 5, "蔡": 5, "贾": 4, "丁": 4, "魏": 4, "薛": 4, "叶": 4, "阎": 4,
}  # fmt: skip
GIVEN = {
    "秀": 60, "英": 58, "华": 40, "玉": 45, "兰": 48, "桂": 42, "珍": 40, "国": 38, "建": 36, "明": 34,
    "文": 30, "德": 26, "海": 26, "生": 24, "梅": 34, "芳": 26, "凤": 24, "淑": 30, "贵": 22, "福": 24,
    "春": 26, "清": 20, "荣": 22, "庆": 16, "林": 18, "军": 16, "平": 18, "成": 18, "云": 20, "香": 20,
    "花": 18, "莲": 18, "霞": 14, "忠": 14, "义": 12, "祥": 12, "宝": 12, "山": 12, "志": 18, "强": 12,
}  # fmt: skip
DOTTED = ["阿依古丽", "买买提", "江措", "卓玛", "扎西", "才让", "其其格", "巴图", "娜仁", "多杰"]


class TwinHome(models.Model):
    """A door in clear."""

    id = models.UUIDField(primary_key=True)
    address = models.CharField(max_length=200)

    class Meta:
        app_label = "bench"


class Twin(models.Model):
    """A person in clear."""

    id = models.UUIDField(primary_key=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    home = models.ForeignKey(TwinHome, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=120)
    initials = models.CharField(max_length=20)
    sex = models.CharField(max_length=1)
    birth_date = models.DateField(null=True)
    id_number = models.CharField(max_length=18, null=True, unique=True)
    phone = models.CharField(max_length=30, db_index=True)
    note = models.TextField()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        app_label = "bench"
        indexes = [
            *(
                models.Index(
                    fields=[name],
                    condition=models.Q(merged_into__isnull=False),
                    name=f"twin_merged_{name}",
                )
                for name in ("merged_into", "pinyin", "initials")
            ),
            models.Index(fields=["area", "pinyin"], name="twin_pinyin"),
            models.Index(fields=["area", "initials"], name="twin_initials"),
            models.Index(Right("phone", 4), "area", name="twin_phone_end"),
            models.Index(Right("id_number", 4), "area", name="twin_number_end"),
        ]


class TwinPart(models.Model):
    """An end of a name in clear."""

    pk = models.CompositePrimaryKey("place", "part", "twin")
    place = models.BigIntegerField()
    part = models.BinaryField()
    twin = models.ForeignKey(Twin, models.PROTECT, related_name="+")

    class Meta:
        app_label = "bench"


def build(people: int) -> None:
    """Fill an empty instance: areas, doors, people with tags and a standing, and the twin."""
    chance = random.Random(11)
    grids = list(_areas())
    with connection.schema_editor() as editor:
        for model in (TwinHome, Twin, TwinPart):
            editor.create_model(model)
    for number, (community, grid) in enumerate(grids):
        first, last = (people * n // len(grids) for n in (number, number + 1))
        _grid(chance, community, grid, range(first, last))
        if number % 90 == 0:
            print(f"  {first:,} people", flush=True)


def look() -> None:
    """Let the database see how its rows lie, as the worker does each night, or PostgreSQL itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")


def _areas() -> Iterator[tuple[Area, Area]]:
    """(community, grid) of every grid."""
    known = {"valid_from": SINCE, "source": "bench"}
    enrolling.add_area(code=ROOT, name="演示州", level="prefecture", **known)
    for c in range(1, COUNTIES + 1):
        code = f"99{0:02}{c:02}"
        enrolling.add_area(code=code.ljust(12, "0"), name=f"{c}县", level="county", **known)
        for s in range(1, STREETS + 1):
            street = f"{code}{s:03}"
            enrolling.add_area(code=street.ljust(12, "0"), name=f"{s}街", level="street", **known)
            for n in range(1, COMMUNITIES + 1):
                line = f"{street}{n:03}"
                place = enrolling.add_area(code=line, name=f"{n}社区", level="community", **known)
                for g in range(1, GRIDS + 1):
                    grid = enrolling.add_area(
                        code=f"{line}{g:03}", name=f"第{g}网格", level="grid", **known
                    )
                    yield place, grid


@transaction.atomic
def _grid(chance: random.Random, community: Area, grid: Area, numbers: Iterable[int]) -> None:
    stairs = []
    for number in range(1, 5):
        house = Building.objects.create(area=grid, name=f"{number}号楼", number=number)
        stairs += [
            Entrance.objects.create(building=house, name=f"{n}单元", number=n) for n in (1, 2, 3)
        ]
    homes: list[dict[str, Any]] = []
    people = [_person(chance, grid, _home(chance, grid, stairs, homes), n) for n in numbers]
    for person in people[5::97]:
        person["merged_into_id"] = people[0]["id"]
    inserting.insert(Household, homes)
    inserting.insert(Person, people)
    finding.enter(_known(people, community.pk))
    inserting.insert(PersonTag, (
        {"person_id": p["id"], "tag": "chronic", "since": SINCE, "source": "self"}
        for p in people[::2]
    ))  # fmt: skip
    inserting.insert(Standing, (
        {"person_id": p["id"], "last_met_on": SINCE, "last_knock_on": SINCE} for p in people
    ))  # fmt: skip
    inserting.insert(TwinHome, ({"id": home["id"], "address": home["address"]} for home in homes))
    inserting.insert(Twin, ({**person, "home_id": person["household_id"]} for person in people))
    parts = {
        (one["merged_into_id"] or one["id"], part)
        for one in people for part in tokens.of_name(one["name"])
    }  # fmt: skip
    inserting.insert(
        TwinPart, ({"place": community.pk, "part": p, "twin_id": pk} for pk, p in parts)
    )


def _known(people: list[dict[str, Any]], place: int) -> Iterator[finding.Known]:
    for one in people:
        owner = one["merged_into_id"] or one["id"]
        yield finding.Known(owner, place, one["name"], one["id_number"], one["phone"])


def _home(
    chance: random.Random, grid: Area, stairs: list[Entrance], homes: list[dict[str, Any]]
) -> Any:
    """The door of the one before in four of ten cases, else a new one."""
    if not homes or chance.random() < 0.6:
        stair, floor = chance.choice(stairs), chance.randrange(1, 19)
        door = f"{floor}{chance.randrange(1, 5):02}"
        line = f"{stair.building.name}{stair.name}{door}-{len(homes)}"
        homes.append({
            "id": uuid7(), "area_id": grid.pk, "building_id": stair.building.pk,
            "entrance_id": stair.pk, "floor": floor, "door": door, "address": line,
        })  # fmt: skip
    return homes[-1]["id"]


def _person(chance: random.Random, grid: Area, home: Any, number: int) -> dict[str, Any]:
    name = _name(chance)
    pinyin, initials = names.pinyin_of(name)
    born = date(1926, 1, 1) + timedelta(days=chance.randrange(14_600))
    serial = number // 1000 % 1000
    return {
        "id": uuid7(), "area_id": grid.pk, "household_id": home, "name": name,
        "pinyin": pinyin[:120], "initials": initials[:20], "sex": chance.choice("fm"),
        "birth_date": born, "registered_on": SINCE, "merged_into_id": None,
        "id_number": f"{990000 + number % 1000:06}{born:%Y%m%d}{serial:03}{chance.choice('0123456789X')}"
        if number % 20 else None,
        "phone": f"139{chance.randrange(10**8):08}" if number % 10 else "",
        "note": "耳朵背，敲门要重一点" if number % 5 == 0 else "",
    }  # fmt: skip


def _name(chance: random.Random) -> str:
    if chance.random() < 0.04:
        return f"{chance.choice(DOTTED)}·{chance.choice(DOTTED)}"
    given = chance.choices([*GIVEN], [*GIVEN.values()], k=2 if chance.random() < 0.8 else 1)
    return chance.choices([*SURNAMES], [*SURNAMES.values()])[0] + "".join(given)
