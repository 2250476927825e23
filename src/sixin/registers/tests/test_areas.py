"""The tree of areas and who is in charge of which part of it."""

from datetime import date

import pytest

from sixin.registers import names, rules
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, Role
from sixin.registers.queries import areas

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_haixi_ships_down_to_its_streets_and_loads_once() -> None:
    assert enrolling.load_areas() == 54
    assert enrolling.load_areas() == 0
    rows = areas.as_list()
    assert {row["level"] for row in rows} == {"prefecture", "county", "street"}
    assert rows[0] == {
        "code": "632800000000",
        "name": "海西蒙古族藏族自治州",
        "level": "prefecture",
        "parent": None,
    }
    wulan = [row["name"] for row in rows if row["parent"] == "632821000000"]
    assert wulan == ["希里沟镇", "茶卡镇", "柯柯镇", "铜普镇", "海西州莫河畜牧场"]


def test_an_area_is_still_found_by_its_former_code(community: Area) -> None:
    enrolling.recode(area=community, code="632801001999", on=TODAY, source="测试")
    assert areas.by_code("632801001901") == areas.by_code("632801001999") == community
    with pytest.raises(Area.DoesNotExist):
        areas.by_code("632801001998")


def test_a_role_holds_in_its_area_and_below_and_nowhere_else(
    community: Area, grid: Area, elsewhere: Area, wang_fang: Member, li_wei: Member
) -> None:
    seen = {m: {a.name for a in areas.visible_to(m, TODAY)} for m in (wang_fang, li_wei)}
    assert seen == {wang_fang: {"第一网格"}, li_wei: {"育红巷社区", "第一网格", "第二网格"}}


def test_a_role_ends_on_its_day(grid: Area, wang_fang: Member) -> None:
    Role.objects.update(until=date(2026, 11, 22))
    assert not rules.areas_of(wang_fang, TODAY).exists()
    assert rules.areas_of(wang_fang, date(2026, 11, 22)).get() == grid
    assert areas.home_of(wang_fang, TODAY) is None


def test_rules_of_a_grid_are_asked_by_its_whole_code(grid: Area, county: Area) -> None:
    assert (county.rule_code, grid.rule_code) == ("632801", "632801001901001")


def test_a_path_is_for_good_whatever_comes_beside_it_later(community: Area, grid: Area) -> None:
    """Entries of the trail keep the path: one that moved would tell them to another community."""
    for code, name, level in [
        ("630000000000", "早编号的州", "prefecture"), ("632801001001", "早编号的社区", "community"),
        ("632801001901000", "早编号的网格", "grid"),
    ]:  # fmt: skip
        enrolling.add_area(code=code, name=name, level=level, valid_from=TODAY, source="测试")
    for area in (community, grid):
        assert Area.objects.get(pk=area.pk).path == area.path


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("张秀英", "zhangxiuying", "zxy"),
        ("曾玉兰", "zengyulan", "zyl"),
        ("区桂芳", "ouguifang", "ogf"),
        ("单国强", "shanguoqiang", "sgq"),
        ("尉迟明", "yuchiming", "ycm"),
        ("才让卓玛", "cairangzhuoma", "crzm"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("吕梅", "lvmei", "lm"),
    ],
)
def test_names_are_read_as_people_say_them(name: str, pinyin: str, initials: str) -> None:
    assert names.pinyin_of(name) == (pinyin, initials)
