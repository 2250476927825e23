"""Names, ID numbers, telephones, marks as people type them."""

from typing import Any

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
    xls,
    xlsx,
)

WRONG_DIGIT = ZHANG[:-1] + ("1" if ZHANG[-1] != "1" else "2")
CENTENARIAN = id_number("19250101", 2)


def phones(people: Any) -> list[Any]:
    """(name, phone, further phone)."""
    return list(people.order_by("name").values_list("name", "phone", "contacts__phone"))


def tags(people: Any) -> list[Any]:
    """(name, tags of today)."""
    return [
        (p.name, sorted(p.tags.filter(until=None).values_list("tag", flat=True)))
        for p in by_number(people)
    ]


CASES = [
    Case(
        "blanks and line breaks in names, full-width digits, a small x",
        "台账.xlsx",
        xlsx(
            [
                HEADER,
                [
                    "张 秀\n英",
                    "６３２８０１１９４１０３０５０２２" + ZHANG[-1].lower(),
                    "３号楼２单元５０１",
                ],
                ["扎西 • 才让", f" {WANG[:6]} {WANG[6:14]} {WANG[14:]} ", None],
                ["阿依古丽.买买提", f"'{LI}", None],
                ["John  Smith", id_number("19440617", 108)[:-1] + MA[-1], None],
            ]
        ),
        rows=4,
        created=4,
        looks=names,
        people=["扎西·才让", "张秀英", "John Smith", "阿依古丽·买买提"],
    ),
    Case(
        "names that are none",
        "台账.xlsx",
        xlsx(
            [
                HEADER,
                [None, ZHANG, "3号楼2单元501"],
                ["王*国", WANG, None],
                ["李?明", LI, None],
                ["13909771234", MA, None],
                ["赵秀兰（已故）", id_number("19360101", 4), None],
                ["孙玉珍（大）", id_number("19370101", 4), None],
            ]
        ),
        rows=6,
        created=1,
        rejected=5,
        problems=[
            ("老人", 2, "A 姓名", "", "name_missing"),
            ("老人", 3, "A 姓名", "王*国", "name_masked"),
            ("老人", 4, "A 姓名", "李?明", "name_lost_character"),
            ("老人", 5, "A 姓名", "13909771234", "name_unreadable"),
            ("老人", 6, "A 姓名", "赵秀兰（已故）", "said_gone"),
        ],
        notices=[("老人", 7, "A 姓名", "孙玉珍（大）", "name_note")],
        looks=names,
        people=["孙玉珍"],
    ),
    Case(
        "ID numbers that are wrong, each in its own way",
        "台账.xlsx",
        xlsx(
            [
                HEADER,
                ["甲秀英", WRONG_DIGIT, None],
                ["乙秀英", ZHANG[:-1], None],
                ["丙秀英", ZHANG[:10] + "O" + ZHANG[11:], None],
                ["丁秀英", id_number("19410231", 22), None],
                ["戊秀英", id_number("20410231", 22)[:6] + "2041" + ZHANG[10:17] + "0", None],
                ["己秀英", "6328**********0022", None],
                ["庚秀英", "6.32801E+17", None],
            ]
        ),
        rows=7,
        created=0,
        rejected=7,
        problems=[
            ("老人", 2, "B 身份证号", WRONG_DIGIT, "id_check_digit"),
            ("老人", 3, "B 身份证号", ZHANG[:-1], "id_length"),
            ("老人", 4, "B 身份证号", ZHANG[:10] + "O" + ZHANG[11:], "id_characters"),
            ("老人", 5, "B 身份证号", id_number("19410231", 22), "id_birth_date"),
            ("老人", 6, "B 身份证号", "632801204103050220", "id_check_digit"),
            ("老人", 7, "B 身份证号", "6328**********0022", "id_masked"),
            ("老人", 8, "B 身份证号", "6.32801E+17", "id_precision_lost"),
        ],
    ),
    Case(
        "an .xls whose ID numbers and phones are numbers",
        "台账.xls",
        xls(
            [
                ["姓名", "身份证号", "电话"],
                ["张秀英", float(ZHANG[:-1] + "0"), 13909771234.0],
                ["李文明", 632801410305123.0, "1.3909E+10"],
            ]
        ),
        rows=2,
        created=1,
        rejected=1,
        problems=[
            ("老人", 2, "B 身份证号", "6.32801E+17", "id_precision_lost"),
            ("老人", 3, "C 电话", "1.3909E+10", "phone_precision_lost"),
        ],
        notices=[("老人", 3, "B 身份证号", "632801410305123", "id_upgraded")],
        looks=lambda people: list(people.values_list("id_number", "sex", "phone")),
        people=[(id_number("19410305", 123), "m", "")],
    ),
    Case(
        "an unknown region, a centenarian, one born tomorrow",
        "台账.xlsx",
        xlsx(
            [
                HEADER,
                ["张秀英", id_number("19410305", 22, "990000"), None],
                ["王秀英", CENTENARIAN, None],
                ["李秀英", id_number("20261124", 22), None],
                ["马秀英", id_number("19050101", 22), None],
            ]
        ),
        rows=4,
        created=2,
        rejected=2,
        problems=[
            ("老人", 4, "B 身份证号", id_number("20261124", 22), "id_birth_out_of_range"),
            ("老人", 5, "B 身份证号", id_number("19050101", 22), "id_birth_out_of_range"),
        ],
        notices=[
            ("老人", 2, "B 身份证号", id_number("19410305", 22, "990000"), "id_region_unknown")
        ],
    ),
    Case(
        "birth date, sex and age that disagree with the ID number",
        "台账.xlsx",
        xlsx(
            [
                ["姓名", "性别", "年龄", "出生日期", "身份证号"],
                ["张秀英", "男", 84, "1941-03-05", ZHANG],
                ["王建国", "1", 60, "1938.9", WANG],
                ["李文明", "male", 75, "1950-12-23", LI],
                ["马桂兰", "不知道", 82, "1944年", MA],
            ]
        ),
        rows=4,
        created=4,
        problems=[("老人", 5, "B 性别", "不知道", "sex_unreadable")],
        notices=[
            ("老人", 2, "B 性别", "m", "sex_differs"),
            ("老人", 3, "C 年龄", "60", "age_differs"),
            ("老人", 4, "D 出生日期", "1950-12-23", "birth_date_differs"),
        ],
        looks=lambda people: list(people.order_by("name").values_list("name", "sex")),
        people=[("张秀英", "f"), ("李文明", "m"), ("王建国", "m"), ("马桂兰", "f")],
    ),
    Case(
        "telephones",
        "台账.xlsx",
        xlsx(
            [
                ["姓名", "身份证号", "联系电话"],
                ["甲秀英", id_number("19410101"), 13909771234],
                ["乙秀英", id_number("19410102"), "139 0977 1234"],
                ["丙秀英", id_number("19410103"), "+86-13909771234"],
                ["丁秀英", id_number("19410104"), "（0979）8412345转801"],
                ["戊秀英", id_number("19410105"), "13909771234/13709771111"],
                ["己秀英", id_number("19410106"), "8412345"],
                ["庚秀英", id_number("19410107"), "12345"],
                ["辛秀英", id_number("19410108"), "139****1234"],
                ["壬秀英", id_number("19410109"), "13909771234（儿子）"],
                ["癸秀英", id_number("19410110"), "无"],
            ]
        ),
        rows=10,
        created=10,
        problems=[
            ("老人", 7, "C 联系电话", "8412345", "phone_area_code_missing"),
            ("老人", 8, "C 联系电话", "12345", "phone_unreadable"),
            ("老人", 9, "C 联系电话", "139****1234", "phone_masked"),
        ],
        notices=[
            ("老人", 6, "C 联系电话", "13909771234/13709771111", "phones_more"),
            ("老人", 10, "C 联系电话", "13909771234（儿子）", "phone_note"),
        ],
        looks=phones,
        people=[
            ("丁秀英", "0979-8412345转801", None),
            ("丙秀英", "13909771234", None),
            ("乙秀英", "13909771234", None),
            ("壬秀英", "13909771234", None),
            ("己秀英", "", None),
            ("庚秀英", "", None),
            ("戊秀英", "13909771234", "13709771111"),
            ("甲秀英", "13909771234", None),
            ("癸秀英", "", None),
            ("辛秀英", "", None),
        ],
    ),
    Case(
        "ticks, crosses, words: the groups a person belongs to",
        "台账.xlsx",
        xlsx(
            [
                [
                    "姓名",
                    "身份证号",
                    "独居",
                    "低保（是/否）",
                    "残疾",
                    "慢性病",
                    "是否失能",
                    "人员类别",
                ],
                ["王建国", WANG, "√", 1, "肢体三级", "高血压", "否", "高龄、党员"],
                ["张秀英", ZHANG, "×", "是", "无", None, "半失能", "空巢老人；特困"],
                ["马桂兰", MA, "待核实", 0, "/", "无", True, "烈属、信访人员"],
                ["李文明", LI, "与子女同住", "Y", "☑", "有", "能自理", "正常"],
            ]
        ),
        rows=4,
        created=4,
        problems=[
            ("老人", 4, "C 独居", "待核实", "mark_unreadable"),
            ("老人", 4, "H 人员类别", "信访人员", "tag_refused"),
            ("老人", 4, "H 人员类别", "烈属", "tag_unknown"),
        ],
        notices=[("老人", 2, "H 人员类别", "高龄", "tag_by_age")],
        looks=tags,
        people=[
            ("王建国", ["chronic", "disability", "living_alone", "low_income", "party_member"]),
            ("张秀英", ["destitute", "disabled_care", "empty_nest", "low_income"]),
            ("马桂兰", ["disabled_care"]),
            ("李文明", ["chronic", "disability", "low_income"]),
        ],
    ),
    Case(
        "a formula that failed",
        "台账.xlsx",
        xlsx([HEADER, [*FOUR[0][:2], "=NA()"], *FOUR[1:]]),
        rows=4,
        created=4,
    ),
]
