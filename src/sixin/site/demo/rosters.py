"""Two rosters as an office sends them: what is in them row by row, mistakes included."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sixin.base import clock
from sixin.site.demo import care, fates, numbers
from sixin.site.demo.elders import Elder, Kin
from sixin.site.demo.invention import Invention

Row = list[Any]
_WORDS = {
    "living_alone": "独居", "empty_nest": "空巢", "no_family": "孤寡", "disabled_care": "失能",
    "destitute": "特困", "low_income": "低保", "special_family": "计生特殊家庭",
    "dementia": "认知障碍", "severe_illness": "重病", "migrant": "外来随迁", "party_member": "党员",
}  # fmt: skip
_HOMOPHONES = {
    "英": "瑛",
    "兰": "蓝",
    "珍": "真",
    "华": "花",
    "梅": "美",
    "福": "富",
    "生": "升",
    "云": "芸",
}
# How many of each kind of slip.
BLANK, OLD_STYLE, MISTYPED, LOST, NO_NAME = 24, 6, 5, 2, 1


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster to write: sheets of rows below a header of two rows, and the words around them."""

    file: str
    title: str
    told_by: str
    header: list[tuple[str, str]]
    sheets: list[tuple[str, list[Row]]]
    hidden: int = 0


def first(made: Invention) -> Roster:
    """The roster of the year before: two sheets, groups in one column, kin under a merged header."""
    day = fates.first_roster_on(made.today)
    rng = made.chance("first roster")
    listed = [e for e in made.elders if e.joins <= day]
    slips = _slips(rng, listed, _left_out(made, day))
    listed += [e for e in made.elders if e.key in slips and e.joins > day]
    listed.sort(key=lambda e: (e.grid, e.door.house.number, e.door.entrance, e.door.number, e.key))
    rows = [_first_row(rng, e, made, slips) for e in listed]
    cut = sum(e.grid < 6 for e in listed)
    header = [("序号", ""), ("姓名", ""), ("性别", ""), ("出生年月", ""), ("身份证号码", ""),
              ("联系电话", ""), ("家庭住址", ""), ("所属网格", ""), ("与户主关系", ""), ("人员类别", ""),
              ("残疾情况", ""), ("慢性病", ""), ("子女", "姓名"), ("子女", "关系"), ("子女", "联系电话"),
              ("子女", "现居地"), ("备注", "")]  # fmt: skip
    return Roster(
        f"{day.year}年老年人台账.xlsx",
        f"育红巷社区老年人基本信息台账（{day.year}年）",
        f"填报单位：育红巷社区        填表人：马晓云        {day.year}年{day.month}月{day.day}日",
        header,
        [("1-6网格", rows[:cut]), ("7-12网格", rows[cut:])],
        hidden=2,
    )


def second(made: Invention) -> Roster:
    """This year's: one sheet, a column for each group, newcomers, corrections, and the same slips."""
    day = fates.second_roster_on(made.today)
    rng = made.chance("second roster")
    listed = [e for e in made.elders if e.joins <= day and not e.by_hand]
    gone = [e for e in listed if e.leaves and e.leaves[0] < day]
    # Two who have died stand on it still; the import refuses them.
    forgotten = {e.key for e in gone[:2]}
    listed = [e for e in listed if e not in gone or e.key in forgotten]
    listed.sort(key=lambda e: (e.grid, e.name, e.key))
    rows = [_second_row(rng, e, day, made.grids[e.grid].name) for e in listed]
    twins = rng.sample(_heard_alike(listed, made.today), fates.TWICE)
    for elder in twins:
        rows.insert(rng.randrange(len(rows)), _second_row(rng, elder, day, "", twin=True))
    for slip in _nobody(rng):
        rows.insert(rng.randrange(len(rows)), slip)
    header = [("老人姓名", ""), ("性别", ""), ("证件号码", ""), ("出生日期", ""), ("手机", ""), ("住址", ""),
              ("网格", ""), ("独居", ""), ("空巢", ""), ("孤寡", ""), ("失能", ""), ("特困", ""),
              ("低保", ""), ("残疾", ""), ("计生特殊家庭", ""), ("认知障碍", ""), ("慢性病", ""),
              ("重病", ""), ("家属姓名", ""), ("家属电话", "")]  # fmt: skip
    return Roster(
        f"{day.year}年老年人花名册.xlsx",
        f"昆仑路街道育红巷社区60岁以上老年人花名册（{day.year}年{day.month}月）",
        f"制表：李伟        审核：赵海燕        {day:%Y.%m.%d}",
        header,
        [("花名册", rows)],
    )


def _left_out(made: Invention, day: date) -> list[Elder]:
    """Old enough for the first roster, yet on the register only since the second: refused rows."""
    sixty = clock.years_before(day, 60)
    return [e for e in made.elders if e.joins > day and e.born <= sixty and not e.by_hand]


def _slips(rng: Random, listed: list[Elder], refused: list[Elder]) -> dict[int, str]:
    """{key: slip}. Those known by name have none; some slips are refused and mended in a year."""
    fine = rng.sample([e for e in listed if e.key > 1 and not e.leaves], BLANK + OLD_STYLE)
    kinds = ["blank"] * BLANK + ["old"] * OLD_STYLE
    slips = {e.key: kind for e, kind in zip(fine, kinds, strict=True)}
    kinds = ["mistyped"] * MISTYPED + ["lost"] * LOST + ["nameless"] * NO_NAME
    return slips | {e.key: kind for e, kind in zip(refused, kinds, strict=False)}


def _first_row(rng: Random, elder: Elder, made: Invention, slips: dict[int, str]) -> Row:
    words = [word for tag, word in _WORDS.items() if tag in elder.tags]
    words += ["高龄"] if elder.age_on(made.first_day) >= 80 and rng.random() < 0.4 else []
    kin = next(iter(elder.kin), Kin("", "", "", ""))
    grid = made.grids[elder.grid].name
    slip = slips.get(elder.key, "")
    return [
        0, "" if slip == "nameless" else _name(rng, elder.name), "女" if elder.sex == "f" else "男", _birth(rng, elder, slip),
        _identity(elder, slip), _phone(rng, elder.phone), _address(rng, elder), grid, elder.relation,
        "、".join(words), elder.tags.get("disability", ""), elder.tags.get("chronic", ""), kin.name,
        kin.relation, _phone(rng, kin.phone), kin.place, "",
    ]  # fmt: skip


def _second_row(rng: Random, elder: Elder, on: date, grid: str, *, twin: bool = False) -> Row:
    kin = next(iter(elder.kin), Kin("", "", "", ""))
    name = _homophone(elder) if twin else _name(rng, elder.name)
    tags = fates.tags_on(elder, on)
    marks = [_mark(rng, tags, tag) for tag in _MARKED]
    return [
        name, "女" if elder.sex == "f" else "男", "" if twin else elder.identity, elder.born,
        elder.phone, elder.door.address, grid, *marks, kin.name,
        kin.phone,
    ]  # fmt: skip


_MARKED = ["living_alone", "empty_nest", "no_family", "disabled_care", "destitute", "low_income",
           "disability", "special_family", "dementia", "chronic", "severe_illness"]  # fmt: skip


def _mark(rng: Random, tags: dict[str, str], tag: str) -> str:
    if tag not in tags:
        return ""
    evidence = tags[tag]
    return (
        evidence if evidence and tag in ("disability", "chronic") else rng.choice(["是", "√", "√"])
    )


def _name(rng: Random, name: str) -> str:
    """Names of two characters are spread to three, some cells hold a stray blank or break."""
    if len(name) == 2 and rng.random() < 0.5:
        return f"{name[0]}　{name[1]}"
    if rng.random() < 0.02:
        return f"{name[0]}\n{name[1:]}"
    return f"{name} " if rng.random() < 0.04 else name


def _birth(rng: Random, elder: Elder, slip: str) -> Any:
    born = elder.born
    if slip == "blank":
        return f"{born.year}年{born.month}月{born.day}日"
    return rng.choice([
        f"{born.year}.{born.month}.{born.day}", f"{born.year}.{born.month}.{born.day}",
        f"{born:%Y-%m-%d}", f"{born.year}年{born.month}月", born,
    ])  # fmt: skip


def _identity(elder: Elder, slip: str) -> Any:
    """As an office types it: left blank, of the old style, mistyped, or kept as a number."""
    match slip:
        case "blank":
            return ""
        case "old":
            return elder.identity[:6] + elder.identity[8:17]
        case "mistyped":
            return numbers.wrong_check_digit(elder.identity)
        case "lost":
            return float(elder.identity[:17] + "0")
    return elder.identity


def _phone(rng: Random, phone: str) -> Any:
    """Some cells keep a number as a number."""
    return float(phone) if phone.isdigit() and rng.random() < 0.12 else phone


def _address(rng: Random, elder: Elder) -> str:
    door = elder.door
    if door.house.is_cottages:
        return door.address
    return rng.choice([
        door.address, door.address, f"育红巷社区{door.address}室",
        f"{door.house.number}-{door.entrance}-{door.number}",
    ])  # fmt: skip


def _homophone(elder: Elder) -> str:
    """The name with a sign that sounds the same; "" if there is none."""
    for sign, other in _HOMOPHONES.items():
        if sign in elder.name[1:]:
            return elder.name[0] + elder.name[1:].replace(sign, other, 1)
    return ""


def _heard_alike(listed: list[Elder], today: date) -> list[Elder]:
    """Those whose name a second hand may write with another sign, one of each name.

    Only elders whom no rule asks to be seen, lest the second row be due for ever.
    """
    fit = {e.name: e for e in listed if _homophone(e) and e.phone and not e.leaves}
    return [e for e in fit.values() if care.pace_of(e, today) == "general"]


def _nobody(rng: Random) -> list[Row]:
    """Rows of people who are not among the elders: nobody can take them over as they stand."""
    given = numbers.Numbers(rng)
    wrong = numbers.wrong_check_digit(given.identity(date(1951, 4, 9), "f"))
    blank = [""] * (len(_MARKED) + 2)
    return [
        ["牛玉芬", "女", wrong, date(1951, 4, 9), "", "12号楼2单元301", "", *blank],
        ["贺长贵", "男", "63280119480230", "", "", "9号楼1单元402", "", *blank],
        ["安**", "女", "", date(1949, 8, 2), "", "17号楼3单元201", "", *blank],
        ["", "男", "", date(1944, 5, 20), "", "21号楼2单元502", "", *blank],
        ["寇存花", "女", "", "", "", "", "", *blank],
    ]
