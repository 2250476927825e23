"""Birth dates as people type them."""

from datetime import date, datetime
from typing import Any

from tests.rosters.making import Case, xlsx


def births(people: Any) -> list[Any]:
    """(name, birth date, precision)."""
    rows = people.order_by("name").values_list("name", "birth_date", "birth_precision")
    return [(name, born and born.isoformat(), precision) for name, born, precision in rows]


def _born(*dates: Any) -> list[list[Any]]:
    return [
        [f"{'甲乙丙丁戊己庚辛壬癸'[n]}秀英", cell, "3号楼2单元501"] for n, cell in enumerate(dates)
    ]


BORN = ["姓名", "出生年月", "家庭住址"]

CASES = [
    Case(
        "birth dates in every spelling",
        "台账.xlsx",
        xlsx(
            [
                BORN,
                *_born(
                    "1941.3.5",
                    "1941/3/5",
                    "1941年3月5日",
                    "1941年3月",
                    "1941",
                    15040,
                    datetime(1941, 3, 5),  # noqa: DTZ001 - as workbooks hold them
                    date(1941, 3, 5),
                    1941.3,
                    19410305,
                ),
            ]
        ),  # fmt: skip
        rows=10,
        created=10,
        looks=births,
        people=[
            ("丁秀英", "1941-03-01", "month"),
            ("丙秀英", "1941-03-05", "day"),
            ("乙秀英", "1941-03-05", "day"),
            ("壬秀英", "1941-03-01", "month"),
            ("己秀英", "1941-03-05", "day"),
            ("庚秀英", "1941-03-05", "day"),
            ("戊秀英", "1941-01-01", "year"),
            ("甲秀英", "1941-03-05", "day"),
            ("癸秀英", "1941-03-05", "day"),
            ("辛秀英", "1941-03-05", "day"),
        ],
    ),
    Case(
        "lunar dates, the Republic's years, two digits, Han digits",
        "台账.xlsx",
        xlsx(
            [
                BORN,
                *_born(
                    "农历一九四一年三月初五",
                    "阴历1941年闰六月初五",
                    "民国三十年三月五日",
                    "41-3-5",
                    "一九四一年十月二十日",
                    1941.1,
                ),
            ]
        ),  # fmt: skip
        rows=6,
        created=6,
        notices=[
            ("老人", 2, "B 出生年月", "农历一九四一年三月初五", "date_lunar"),
            ("老人", 3, "B 出生年月", "阴历1941年闰六月初五", "date_lunar"),
            ("老人", 5, "B 出生年月", "41-3-5", "date_two_digits"),
            ("老人", 7, "B 出生年月", "1941.1", "date_month_unsure"),
        ],
        looks=births,
        people=[
            ("丁秀英", "1941-03-05", "day"),
            ("丙秀英", "1941-03-05", "day"),
            ("乙秀英", "1941-07-28", "day"),
            ("己秀英", "1941-01-01", "year"),
            ("戊秀英", "1941-10-20", "day"),
            ("甲秀英", "1941-04-01", "day"),
        ],
    ),
    Case(
        "birth dates that cannot be",
        "台账.xlsx",
        xlsx(
            [
                BORN,
                *_born(
                    "1941-13-01",
                    "1941.2.30",
                    "2030-1-1",
                    "1890-1-1",
                    "3/5/1941",
                    "春天",
                    "农历1941年闰三月初五",
                    "05-3-5",
                ),
            ]
        ),  # fmt: skip
        rows=8,
        created=8,
        problems=[
            ("老人", 2, "B 出生年月", "1941-13-01", "birth_date_impossible"),
            ("老人", 3, "B 出生年月", "1941.2.30", "birth_date_impossible"),
            ("老人", 4, "B 出生年月", "2030-1-1", "birth_date_future"),
            ("老人", 5, "B 出生年月", "1890-1-1", "birth_date_too_old"),
            ("老人", 6, "B 出生年月", "3/5/1941", "birth_date_unclear"),
            ("老人", 7, "B 出生年月", "春天", "birth_date_unreadable"),
            ("老人", 8, "B 出生年月", "农历1941年闰三月初五", "birth_date_lunar_impossible"),
            ("老人", 9, "B 出生年月", "05-3-5", "birth_date_unclear"),
        ],
    ),
    Case(
        "dates counted from 1904",
        "台账.xlsx",
        xlsx([BORN, *_born(15040 - 1462, date(1941, 3, 5))], from_1904=True),
        rows=2,
        created=2,
        looks=births,
        people=[("乙秀英", "1941-03-05", "day"), ("甲秀英", "1941-03-05", "day")],
    ),
]
