"""Who is who: twice in a file, under other people's numbers, without enough to tell."""

from typing import Any

from tests.rosters.layouts import contacts, doors
from tests.rosters.making import (
    FOUR,
    HEADER,
    LI,
    MA,
    WANG,
    ZHANG,
    Case,
    by_number,
    id_number,
    names,
    xlsx,
)


def places(people: Any) -> list[Any]:
    """(name, grid or community, address)."""
    return [
        (p.name, p.area.name, p.household.address if p.household else None)
        for p in by_number(people)
    ]


CASES = [
    Case(
        "the same person twice",
        "台账.xlsx",
        xlsx(
            [
                ["姓名", "身份证号", "电话", "住址"],
                ["张秀英", ZHANG, "13909771234", "3号楼2单元501"],
                ["张 秀英", ZHANG, None, "3-2-501"],
                ["张秀英", None, "13709771111", "3号楼2单元501室"],
            ]
        ),
        rows=3,
        created=1,
        unchanged=2,
        notices=[
            ("老人", 3, "A 姓名", "张秀英", "same_person_twice"),
            ("老人", 4, "A 姓名", "张秀英", "same_person_differs"),
        ],
        looks=lambda people: list(people.values_list("name", "phone")),
        people=[("张秀英", "13909771234")],
    ),
    Case(
        "one ID number under two names",
        "台账.xlsx",
        xlsx([HEADER, ["张秀英", ZHANG, None], ["张秀瑛", ZHANG, None], ["赵玉珍", ZHANG, None]]),
        rows=3,
        created=1,
        unchanged=1,
        rejected=1,
        problems=[("老人", 4, "B 身份证号", ZHANG, "id_twice_with_other_name")],
        notices=[("老人", 3, "A 姓名", "张秀瑛", "same_person_differs")],
        looks=names,
        people=["张秀英"],
    ),
    Case(
        "people without ID numbers",
        "台账.xlsx",
        xlsx(
            [
                ["姓名", "出生日期", "住址", "电话"],
                ["张秀英", "1941-03-05", None, None],
                ["王建国", None, "3-1-101", None],
                ["李文明", None, "育红巷", "13909771234"],
                ["马桂兰", None, None, None],
            ]
        ),
        rows=4,
        created=2,
        rejected=2,
        problems=[
            ("老人", 4, "", "李文明", "too_little"),
            ("老人", 5, "", "马桂兰", "too_little"),
        ],
        looks=names,
        people=["张秀英", "王建国"],
    ),
    Case(
        "grids by name, by number and unknown ones",
        "台账.xlsx",
        xlsx(
            [
                ["姓名", "身份证号", "所属网格", "住址"],
                ["王建国", WANG, "第一网格", "3号楼1单元101"],
                ["张秀英", ZHANG, "育红巷社区第2网格", "7号楼1单元101"],
                ["马桂兰", MA, "第九网格", "5号楼1单元101"],
                ["李文明", LI, None, "3号楼1单元101"],
            ]
        ),
        rows=4,
        created=4,
        notices=[("老人", 4, "C 所属网格", "第九网格", "grid_unknown")],
        looks=places,
        people=[
            ("王建国", "第一网格", "3号楼1单元101"),
            ("张秀英", "第二网格", "7号楼1单元101"),
            ("马桂兰", "育红巷社区", "5号楼1单元101"),
            ("李文明", "第一网格", "3号楼1单元101"),
        ],
    ),
    Case(
        "addresses in every spelling lead to their doors",
        "台账.xlsx",
        xlsx(
            [
                HEADER,
                ["甲秀英", id_number("19410101"), "3-2-501"],
                ["乙秀英", id_number("19410102"), "3#2-501室"],
                ["丙秀英", id_number("19410103"), "青海省格尔木市昆仑路街道育红巷社区3栋二单元501"],
                ["丁秀英", id_number("19410104"), "平房2排12号"],
                ["戊秀英", id_number("19410105"), "三号楼"],
                ["己秀英", id_number("19410106"), "黄河路52号"],
            ]
        ),
        rows=6,
        created=6,
        notices=[("老人", 6, "C 家庭住址", "三号楼", "address_without_door")],
        looks=doors,
        people=[
            ("甲秀英", "3号楼", "2单元", 5, "501"),
            ("乙秀英", "3号楼", "2单元", 5, "501"),
            ("丙秀英", "3号楼", "2单元", 5, "501"),
            ("丁秀英", "平房2排", None, 1, "12"),
            ("戊秀英", None, None, None, None),
            ("己秀英", None, None, None, ""),
        ],
    ),
    Case(
        "contacts: one cell for name, relation and phone, and sons and daughters apart",
        "台账.xlsx",
        xlsx(
            [
                ["姓名", "身份证号", "子女姓名及电话", "女儿姓名", "女儿电话"],
                ["王建国", WANG, "王强（儿子）13909771234", "王丽", "13709771111"],
                ["张秀英", ZHANG, "李敏", None, "8412345"],
                ["马桂兰", MA, "123", None, 13709772222],
            ]
        ),
        rows=3,
        created=3,
        problems=[
            ("老人", 3, "E 女儿电话", "8412345", "phone_area_code_missing"),
            ("老人", 4, "C 子女姓名及电话", "123", "contact_name_unreadable"),
        ],
        notices=[("老人", 4, "E 女儿电话", "13709772222", "contact_without_name")],
        looks=contacts,
        people=[
            ("王建国", "", "王强", "儿子", "13909771234"),
            ("王建国", "", "王丽", "女儿", "13709771111"),
            ("张秀英", "", "李敏", "", ""),
            ("马桂兰", "", "女儿", "女儿", "13709772222"),
        ],
    ),
    Case(
        "another community's list",
        "台账.xlsx",
        xlsx([["社区", *HEADER], *[["铁西社区", *row] for row in FOUR]]),
        rows=4,
        created=4,
        notices=[("老人", 2, "A 社区", "铁西社区", "other_community")],
    ),
]
