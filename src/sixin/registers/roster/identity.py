"""Citizen identity numbers: GB 11643-1999, 18 digits; the 15 of before 1999 are upgraded."""

import functools
import re
from dataclasses import dataclass
from datetime import date

from stdnum import numdb
from stdnum.cn import ric

from sixin.registers.roster import cells, dates
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.sheets import Cell

_CLUTTER = re.compile(r"[\s\-_.,'’:;/]+")
# Sequence codes of GB 11643 that 15-digit numbers gave to people of more than 100 years.
_CENTENARIANS = ("996", "997", "998", "999")


@dataclass(frozen=True, slots=True)
class Identity:
    """A checked number and what it says. notes: codes of notices."""

    number: str
    birth: date
    sex: str
    notes: tuple[str, ...] = ()


def identity_of(cell: Cell, on: date) -> Identity | None:
    """Read and check an ID number; None when the cell holds nothing.

    Length, characters, check digit and birth date must be right; a region that the division
    tables do not know is only a notice. Raises BadCell with a code id_….
    """
    if isinstance(cell, str) and len(cell) == 18 and cell.isascii():
        number = cell.upper()
    else:
        number = _tidied(cell)
        if not number:
            return None
    notes: tuple[str, ...] = ()
    if len(number) == 15 and number.isdigit():
        number, notes = upgraded(number), ("id_upgraded",)
    _check(number)
    birth = _birth_in(number, on)
    if not region_is_known(number[:6]):
        notes = (*notes, "id_region_unknown")
    return Identity(number, birth, "m" if int(number[16]) % 2 else "f", notes)


def upgraded(number: str) -> str:
    """A 15-digit number as 18 digits: the century put in, the check digit put behind."""
    century = "18" if number[12:] in _CENTENARIANS else "19"
    longer = number[:6] + century + number[6:]
    return longer + ric.calc_check_digit(longer + "0")


@functools.lru_cache(maxsize=4096)
def region_is_known(code: str) -> bool:
    """Whether the division tables of python-stdnum have the six digits, today or formerly."""
    return any(properties for _part, properties in numdb.get("cn/loc").info(code)[1:])


def _tidied(cell: Cell) -> str:
    text = _CLUTTER.sub("", cells.digits_of(cell, "id_precision_lost").upper())
    return "" if cells.value_of(text) == "" else text


def _check(number: str) -> None:
    if "*" in number:
        raise BadCell("id_masked")
    if not re.fullmatch(r"[0-9]*[0-9X]", number):
        raise BadCell("id_characters")
    if len(number) != 18:
        raise BadCell("id_length", count=len(number))
    if ric.calc_check_digit(number) != number[17]:
        raise BadCell("id_precision_lost" if number.endswith("000") else "id_check_digit")


def _birth_in(number: str, on: date) -> date:
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as why:
        raise BadCell("id_birth_date") from why
    if birth > on or birth.year < on.year - dates.OLDEST:
        raise BadCell("id_birth_out_of_range", born=birth.isoformat())
    return birth
