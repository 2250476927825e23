"""Titles, merged cells, two-row headers, second tables, totals: where the people stand."""

from typing import Any

from sixin.registers.models import Household
from tests.rosters.making import (
    FOUR,
    HEADER,
    LI,
    MA,
    WANG,
    ZHANG,
    Case,
    by_number,
    names,
    xls,
    xlsx,
)

TITLE = ["育红巷社区老年人台账", None, None]
EVERYBODY = ["王建国", "张秀英", "马桂兰", "李文明"]


def contacts(people: Any) -> list[Any]:
    """(elder, phone, contact, relation, contact's phone)."""
    return [
        (p.name, p.phone, *((c.name, c.relation, c.phone) if c else (None, None, None)))
        for p in by_number(people)
        for c in list(p.contacts.order_by("priority")) or [None]
    ]


def doors(people: Any) -> list[Any]:
    """(name, building, entrance, floor, door)."""
    return [(p.name, *_door(p.household)) for p in by_number(people)]


def _door(home: Household | None) -> tuple[Any, ...]:
    if home is None:
        return (None, None, None, None)
    building, entrance = home.building, home.entrance
    return (building and building.name, entrance and entrance.name, home.floor, home.door)


CASES = [
    Case(
        "a title row merged over the header",
        "台账.xlsx",
        xlsx([TITLE, HEADER, *FOUR], merges=["A1:C1"]),
        rows=4,
        created=4,
        looks=names,
        people=EVERYBODY,
    ),
    Case(
        "titles, a blank row and a line of the office above the header",
        "台账.xlsx",
        xlsx([TITLE, [], ["填报单位:育红巷社区", None, "2026年11月"], HEADER, *FOUR]),
        rows=4,
        created=4,
    ),
    Case(
        "a two-row header: the contact's name and phone are not the elder's",
        "两层表头.xlsx",
        xlsx(
            [
                ["育红巷社区空巢老人登记表"],
                ["姓名", "身份证号", "联系电话", "家属联系人", None, None],
                [None, None, None, "姓名", "与老人关系", "电话"],
                ["张秀英", ZHANG, "13909771234", "李敏", "女儿", "13709771111"],
                ["王建国", WANG, "0979-8412345", None, None, None],
            ],
            merges=["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:F2"],
        ),
        rows=2,
        created=2,
        looks=contacts,
        people=[
            ("王建国", "0979-8412345", None, None, None),
            ("张秀英", "13909771234", "李敏", "女儿", "13709771111"),
        ],
    ),
    Case(
        "an .xls with a two-row header",
        "两层表头.xls",
        xls(
            [
                ["姓名", "身份证号", "住址", "", ""],
                ["", "", "楼栋", "单元", "房号"],
                ["张秀英", ZHANG, 3.0, 2.0, 501.0],
                ["王建国", WANG, "三号楼", "一单元", "101室"],
            ],
            merges=[(0, 1, 0, 0), (0, 1, 1, 1), (0, 0, 2, 4)],
        ),
        rows=2,
        created=2,
        looks=doors,
        people=[
            ("王建国", "3号楼", "1单元", 1, "101"),
            ("张秀英", "3号楼", "2单元", 5, "501"),
        ],
    ),
    Case(
        "the header again on every printed page",
        "台账.xlsx",
        xlsx([HEADER, *FOUR[:2], HEADER, *FOUR[2:]]),
        rows=4,
        created=4,
        notices=[("老人", 4, "", "姓名", "header_repeated")],
    ),
    Case(
        "a second table with other columns below the first",
        "台账.xlsx",
        xlsx(
            [
                HEADER,
                *FOUR[:2],
                [],
                ["残疾老人", "残疾老人", "残疾老人"],
                ["证件号码", "老人姓名", "残疾类别"],
                [LI, "李文明", "肢体三级"],
            ],
            merges=["A5:C5"],
        ),
        rows=3,
        created=3,
        notices=[
            ("老人", 5, "", "残疾老人", "section_row"),
            ("老人", 6, "", "证件号码", "second_table"),
        ],
        looks=lambda people: list(
            people.filter(tags__tag="disability").values_list("name", "tags__evidence")
        ),
        people=[("李文明", "肢体三级")],
    ),
    Case(
        "a total, a note and signatures at the end",
        "台账.xlsx",
        xlsx(
            [
                HEADER,
                *FOUR,
                ["合计", "4人", None],
                ["填表人:王芳", None, "审核人:李伟"],
                ["注:空白处请补齐", None, None],
            ]
        ),
        rows=4,
        created=4,
        notices=[
            ("老人", 6, "", "合计", "total_row"),
            ("老人", 7, "", "填表人:王芳", "footnote"),
            ("老人", 8, "", "注:空白处请补齐", "footnote"),
        ],
    ),
    Case(
        "a couple under one merged address",
        "台账.xlsx",
        xlsx(
            [HEADER, ["张秀英", ZHANG, "3号楼2单元501"], ["王建国", WANG, None]], merges=["C2:C3"]
        ),
        rows=2,
        created=2,
        looks=doors,
        people=[
            ("王建国", "3号楼", "2单元", 5, "501"),
            ("张秀英", "3号楼", "2单元", 5, "501"),
        ],
    ),
    Case(
        "several sheets, one of them hidden, one without a roster",
        "几张表.xlsx",
        xlsx(
            {
                "一网格": [HEADER, *FOUR[:2]],
                "二网格": [["序号", *HEADER], [1, *FOUR[2]]],
                "填表说明": [["请如实填写"], ["每月 25 日前报送"]],
                "旧表": [HEADER, FOUR[3]],
            },
            hidden_sheets=["旧表"],
        ),
        rows=4,
        created=4,
        notices=[
            ("二网格", 1, "A 序号", "序号", "column_ignored"),
            ("填表说明", 0, "", "", "no_roster"),
            ("旧表", 0, "", "", "hidden_sheet"),
        ],
    ),
    Case(
        "hidden rows are people too",
        "台账.xlsx",
        xlsx([HEADER, *FOUR], hidden_rows=[3, 4]),
        rows=4,
        created=4,
        notices=[("老人", 0, "", "", "hidden_rows")],
    ),
    Case(
        "serial numbers filled in ahead, an example, blank rows",
        "台账.xlsx",
        xlsx(
            [
                ["序号", *HEADER],
                ["例", "张三", ZHANG, "1号楼1单元101"],
                [1, *FOUR[0]],
                [None, " ", None, None],
                [2, *FOUR[1]],
                [3],
                [4],
            ]
        ),
        rows=2,
        created=2,
        notices=[
            ("老人", 0, "", "", "serial_only"),
            ("老人", 1, "A 序号", "序号", "column_ignored"),
            ("老人", 2, "", "例", "example_row"),
        ],
    ),
    Case(
        "columns that are not ours to keep",
        "台账.xlsx",
        xlsx(
            [
                ["姓名", "身份证号", "宗教信仰", "是否上访", "前科", "星座", "民族"],
                ["张秀英", ZHANG, "无", "否", "无", "双鱼", "藏族"],
            ]
        ),
        rows=1,
        created=1,
        notices=[
            ("老人", 1, "C 宗教信仰", "宗教信仰", "tag_refused_column"),
            ("老人", 1, "D 是否上访", "是否上访", "tag_refused_column"),
            ("老人", 1, "E 前科", "前科", "tag_refused_column"),
            ("老人", 1, "F 星座", "星座", "column_unknown"),
            ("老人", 1, "G 民族", "民族", "column_ignored"),
        ],
    ),
    Case(
        "headers with dates in them",
        "台账.xlsx",
        xlsx([[*HEADER, "2026年11月走访", 2026], [*FOUR[0], "√", 1]]),
        rows=1,
        created=1,
        notices=[
            ("老人", 1, "D 2026年11月走访", "2026年11月走访", "column_unknown"),
            ("老人", 1, "E 2026", "2026", "column_unknown"),
        ],
    ),
    Case(
        "no header at all",
        "名单.xlsx",
        xlsx([["张秀英", ZHANG, "13909771234"], ["马桂兰", MA, "13709771111"]]),
        rows=2,
        created=2,
        notices=[("老人", 0, "", "", "header_guessed")],
        looks=contacts,
        people=[
            ("张秀英", "13909771234", None, None, None),
            ("马桂兰", "13709771111", None, None, None),
        ],
    ),
]
