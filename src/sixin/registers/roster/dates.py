"""Birth dates as people write them, with the precision they give: day, month or year."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sixin.registers.roster import cells, lunar
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.sheets import Cell

DAY, MONTH, YEAR = "day", "month", "year"
OLDEST = 120
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TAIL = re.compile(r"(?:出?生(?:人)?|[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$")
_YMD = re.compile(r"(\d{4})\s*[-./年 \\]\s*(\d{1,2})\s*[-./月 \\]\s*(\d{1,2})\s*[日号.]?")
_YM = re.compile(r"(\d{4})\s*[-./年 \\]\s*(\d{1,2})\s*[月.]?")
_Y = re.compile(r"(\d{4})\s*年?")
_SHORT = re.compile(r"'?(\d{2})\s*[-./年 \\]\s*(\d{1,2})\s*[-./月 \\]\s*(\d{1,2})\s*[日号]?")
_SHORT_YM = re.compile(r"(\d{2})年(?:(\d{1,2})月?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_REPUBLIC = re.compile(r"民国\s*(元|\d+)\s*年?")


@dataclass(frozen=True, slots=True)
class Birth:
    """day: the first day of the month or year where `precision` says so. note: a notice code."""

    day: date
    precision: str = DAY
    note: str = ""


def birth_of(cell: Cell, on: date, from_1904: bool = False) -> Birth:
    """Read a birth date.

    on: the day of the import; nobody is born after it, nor more than 120 years before.
    A two-digit year is 19xx. Serial numbers count from 1900, or 1904 where the workbook says so.
    Raises BadCell: birth_date_unreadable, …_impossible, …_future, …_too_old, …_unclear,
    …_lunar_impossible.
    """
    if isinstance(cell, datetime):
        born = Birth(cell.date())
    elif isinstance(cell, date):
        born = Birth(cell)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        born = _from_number(float(cell), from_1904)
    else:
        born = _from_text(cells.text_of(cell), from_1904)
    if born.day > on:
        raise BadCell("birth_date_future")
    if born.day.year < on.year - OLDEST:
        raise BadCell(
            "birth_date_unclear" if born.note == "date_two_digits" else "birth_date_too_old"
        )
    return born


def _from_number(number: float, from_1904: bool) -> Birth:
    if not number.is_integer():
        return _from_decimal(number)
    whole = int(number)
    if 1800 <= whole <= 2100:
        return _ymd(whole)
    if 180001 <= whole <= 210012:
        return _ymd(whole // 100, whole % 100)
    if 18000101 <= whole <= 21001231:
        return _ymd(whole // 10000, whole // 100 % 100, whole % 100)
    if 366 < whole < 73_050:
        start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        return Birth(start + timedelta(days=whole))
    raise BadCell("birth_date_unreadable")


def _from_decimal(number: float) -> Birth:
    """1941.3 as a number: March; 1941.1 was typed as 1941.1 or 1941.10, nobody can tell."""
    text = f"{number:.6f}".rstrip("0")
    match = re.fullmatch(r"(1[89]\d\d|20\d\d)\.(\d{1,2})", text)
    if match and match[2] == "1":
        return Birth(date(int(match[1]), 1, 1), YEAR, "date_month_unsure")
    if match:
        return _ymd(int(match[1]), int(match[2]))
    if 366 < number < 73_050:
        return _from_number(float(int(number)), False)
    raise BadCell("birth_date_unreadable")


def _from_text(text: str, from_1904: bool) -> Birth:
    text = text.replace("公元", "").replace("公历", "").replace("阳历", "").strip(" ()")
    text = _TAIL.sub("", text).strip(" ()")
    if lunar.is_lunar(text):
        return Birth(lunar.day_of(text), DAY, "date_lunar")
    text = _arabic(text)
    match = _REPUBLIC.match(text)
    if match:
        year = 1911 + (1 if match[1] == "元" else int(match[1]))
        text = f"{year}年{text[match.end() :]}"
    if re.fullmatch(r"\d{5}(\.\d+)?", text) or re.fullmatch(r"\d{4}\.0", text):
        return _from_number(float(int(float(text))), from_1904)
    return _from_digits(text)


def _from_digits(text: str) -> Birth:
    for pattern in (_YMD, _YM, _Y, _PACKED):
        match = pattern.fullmatch(text)
        if match:
            return _ymd(*(int(part) for part in match.groups() if part))
    match = _SHORT.fullmatch(text) or _SHORT_YM.fullmatch(text)
    if match:
        parts = [int(part) for part in match.groups() if part]
        born = _ymd(1900 + parts[0], *parts[1:])
        return Birth(born.day, born.precision, "date_two_digits")
    match = _YEAR_LAST.fullmatch(text)
    if match:
        return _year_last(*(int(part) for part in match.groups()))
    raise BadCell("birth_date_unreadable")


def _year_last(first: int, second: int, year: int) -> Birth:
    if first == second or second > 12:
        return _ymd(year, first, second)
    if first > 12:
        return _ymd(year, second, first)
    raise BadCell("birth_date_unclear")


def _arabic(text: str) -> str:
    """一九四一年三月十五日 → 1941年3月15日."""
    text = re.sub("廿", "二十", re.sub("卅", "三十", text))
    text = re.sub("([一二三四五六七八九])?十([一二三四五六七八九])?", _tens, text)
    return text.translate(_HAN_DIGITS)


def _tens(match: re.Match[str]) -> str:
    tens, ones = match[1] or "一", match[2] or "零"
    return tens + ones


def _ymd(year: int, month: int | None = None, day: int | None = None) -> Birth:
    precision = DAY if day else MONTH if month else YEAR
    if month == 0 or day == 0:
        precision = YEAR if not month else MONTH
    try:
        return Birth(date(year, month or 1, day or 1), precision)
    except ValueError as why:
        raise BadCell("birth_date_impossible") from why
