"""Dates of the Chinese lunar calendar, leap months included, as days of the solar one."""

import re
from datetime import date

from lunar_python import Lunar, LunarYear

from sixin.registers.roster.problems import BadCell

_MARKED = re.compile("农历|阴历|旧历|古历|[(]农[)]|[(]阴[)]")
_SPOKEN = re.compile("正月|腊月|冬月|闰|初[一二三四五六七八九十]|廿|卅")
_ORDERS = {"元": 1, "正": 1, "冬": 11, "腊": 12}
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_PARTS = re.compile(
    r"(?P<year>民国\S+?年|[\d〇○零一二三四五六七八九]{4})\s*[-./年]?\s*"
    r"(?P<leap>闰)?(?P<month>[\d正一二三四五六七八九十冬腊]{1,3})\s*[-./月]\s*"
    r"(?P<day>[\d初一二三四五六七八九十廿卅]{1,3})[日号]?"
)


def is_lunar(text: str) -> bool:
    """Whether a date says that it is lunar, or can only be."""
    return bool(_MARKED.search(text) or _SPOKEN.search(text))


def day_of(text: str) -> date:
    """The solar day of 农历1941年闰六月初五. Raises BadCell birth_date_lunar_impossible/unreadable."""
    match = _PARTS.search(_MARKED.sub("", text).strip(" ()"))
    if not match:
        raise BadCell("birth_date_unreadable")
    year, month, day = _year(match["year"]), _number(match["month"]), _number(match["day"])
    if not (1850 <= year <= 2100 and 1 <= month <= 12 and day >= 1):
        raise BadCell("birth_date_lunar_impossible")
    month = -month if match["leap"] else month
    found = LunarYear.fromYear(year).getMonth(month)
    if found is None or day > found.getDayCount():
        raise BadCell("birth_date_lunar_impossible")
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _year(text: str) -> int:
    if text.startswith("民国"):
        return 1911 + _number(text[2:-1])
    return int(
        "".join(mark if mark.isdigit() and mark.isascii() else str(_DIGITS[mark]) for mark in text)
    )


def _number(text: str) -> int:
    """初五 → 5, 廿三 → 23, 十二 → 12, 12 → 12, 腊 → 12."""
    text = text.strip()
    if text.isascii():
        return int(text) if text.isdigit() else 0
    text = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    if text in _ORDERS:
        return _ORDERS[text]
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1 if not tens else 0) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
