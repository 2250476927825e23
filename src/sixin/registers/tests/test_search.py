"""One search box: every way in which people type what they know of somebody."""

from datetime import date

import pytest

from sixin.registers.actions import enrolling, finding
from sixin.registers.models import Area, Building, Entrance, Household, Member, Person
from sixin.registers.queries import areas, people
from sixin.registers.queries.search import search
from sixin.registers.roster import identity

TODAY = date(2026, 11, 23)
SINCE = date(2025, 1, 1)


def _door(area: Area, building: int, entrance: int | None, door: str) -> Household:
    house, _made = Building.objects.get_or_create(
        area=area, name=f"{building}号楼", number=building
    )
    stair = None
    if entrance:
        stair, _made = Entrance.objects.get_or_create(
            building=house, name=f"{entrance}单元", number=entrance
        )
    line = f"{building}号楼" + (f"{entrance}单元" if entrance else "") + door
    return Household.objects.create(
        area=area, building=house, entrance=stair, door=door, address=line
    )


@pytest.fixture
def everyone(grid: Area) -> dict[str, Person]:
    """Seven people of 第一网格, by name."""
    known = [
        ("张秀英", _door(grid, 3, 2, "501"), "632801194203050021", "13909770001"),
        ("张秀瑛", _door(grid, 3, 1, "501"), None, ""),
        ("曾福海", _door(grid, 13, 2, "501"), None, "0979-8412345"),
        ("区玉兰", _door(grid, 3, None, "2"), "63280119420303002X", ""),
        ("李国庆", None, None, ""),
        ("阿依古丽·买买提江", None, None, "15297001234"),
        ("王张氏", None, None, ""),
    ]
    return {
        name: enrolling.add_person(
            area=grid, name=name, household=home, id_number=number, phone=phone,
            registered_on=SINCE,
        )
        for name, home, number, phone in known
    }  # fmt: skip


def found(text: str, member: Member) -> list[str]:
    mine = areas.visible_to(member, TODAY)
    return [person.name for person in search(people.visible_to(member, TODAY), text, mine)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张秀英", ["张秀英"]),
        ("张秀", ["张秀英", "张秀瑛"]),
        ("张", ["张秀英", "张秀瑛", "王张氏"]),
        ("zhangxiuying", ["张秀英", "张秀瑛"]),
        ("Zhang Xiu Ying", ["张秀英", "张秀瑛"]),
        ("zxy", ["张秀英", "张秀瑛"]),
        ("xiuying", ["张秀英", "张秀瑛"]),
        ("zeng", ["曾福海"]),
        ("zfh", ["曾福海"]),
        ("ou", ["区玉兰"]),
        ("qu", []),
        ("阿依古丽买买提江", ["阿依古丽·买买提江"]),
        ("阿依古丽.买买提江", ["阿依古丽·买买提江"]),
        ("买买提", ["阿依古丽·买买提江"]),
        ("632801194203050021", ["张秀英"]),
        ("６３２８０１１９４２０３０５００２１", ["张秀英"]),
        ("0021", ["张秀英"]),
        ("139 0977 0001", ["张秀英"]),
        ("0001", ["张秀英"]),
        ("0979-8412345", ["曾福海"]),
        ("8412345", ["曾福海"]),
        ("2345", ["曾福海"]),
        ("770001", ["张秀英"]),
        ("050021", ["张秀英"]),
        ("990001", []),
        ("002X", ["区玉兰"]),
        ("03002x", ["区玉兰"]),
        ("3-2-501", ["张秀英"]),
        ("３－２－５０１", ["张秀英"]),
        ("3号楼2单元501", ["张秀英"]),
        ("3栋2单元501室", ["张秀英"]),
        ("3号楼2单元", ["张秀英"]),
        ("3-501", ["张秀瑛", "张秀英"]),
        ("3-2", ["区玉兰", "张秀英"]),
        ("13号楼", ["曾福海"]),
        ("", []),
        ("   ", []),
        ("没有这个人", []),
        ("%", []),
        ("'; DROP TABLE", []),
    ],
)
def test_everybody_is_found_the_way_people_type(
    text: str, names: list[str], everyone: dict[str, Person], wang_fang: Member
) -> None:
    assert sorted(found(text, wang_fang)) == sorted(names)


def test_the_likeliest_stands_first(everyone: dict[str, Person], wang_fang: Member) -> None:
    assert found("张", wang_fang)[-1] == "王张氏"
    assert found("zhangxiuying", wang_fang) == ["张秀英", "张秀瑛"]


def test_an_old_number_of_15_digits_finds_whoever_has_it_in_18(
    grid: Area, wang_fang: Member
) -> None:
    number = identity.upgraded("632801500101003")
    enrolling.add_person(area=grid, name="马成林", id_number=number, registered_on=SINCE)
    enrolling.add_person(area=grid, name="马福海", phone="13950010100", registered_on=SINCE)
    assert found("632801500101003", wang_fang) == ["马成林"]


def test_what_was_known_of_a_merged_row_finds_the_person_who_is_kept(
    everyone: dict[str, Person], wang_fang: Member
) -> None:
    kept, merged = everyone["张秀英"], everyone["阿依古丽·买买提江"]
    Person.objects.filter(pk=merged.pk).update(merged_into=kept)
    finding.refresh([merged.pk])
    assert found("15297001234", wang_fang) == ["张秀英"]
    assert found("买买提江", wang_fang) == ["张秀英"]


@pytest.mark.parametrize("text", ["张秀英", "zxy", "632801194203050021", "3-2-501", "0001"])
def test_an_outsider_finds_nobody(
    text: str, everyone: dict[str, Person], outsider: Member, li_wei: Member
) -> None:
    assert found(text, outsider) == []
    assert "张秀英" in found(text, li_wei)
