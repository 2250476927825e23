"""Telephone numbers of China, checked against the number plan that phonenumbers carries."""

import functools
import re
from dataclasses import dataclass

from phonenumbers import PhoneMetadata

from sixin.registers.roster import cells
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.sheets import Cell

_MOBILE = re.compile(r"1[3-9]\d{9}")
_PLAIN = re.compile(r"\d+")
_SPLIT = re.compile(r"[、,;/|\n]+|\s+或\s*|或|\s{2,}")
_NOTE = re.compile(r"[(（]([^()（）\d][^()（）]*)[)）]|[^\d\s+()*#转或、;/|\-—~,.]+")
_COUNTRY = re.compile(r"^(?:\+|00)86|^86(?=1[3-9]\d{9}$)")
_EXTENSION = re.compile(r"(?:转|#|ext\.?|x)\s*(\d{1,6})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phones:
    """first: "" when the cell is blank. more: further numbers. note: words beside them."""

    first: str = ""
    more: tuple[str, ...] = ()
    note: str = ""


NONE = Phones()


def phones_of(cell: Cell) -> Phones:
    """Read a cell with one or more numbers: mobiles as 11 digits, landlines as 0979-8412345.

    Raises BadCell: phone_precision_lost, phone_area_code_missing, phone_masked, phone_unreadable.
    """
    text = cells.digits_of(cell, "phone_precision_lost")
    if len(text) == 11 and _MOBILE.fullmatch(text) and is_mobile(text):
        return Phones(text)
    if cells.value_of(text) == "":
        return NONE
    raw = unspaced(text if not isinstance(cell, str) else re.sub(r"[\r\n]+", "、", cell.strip()))
    notes = [(match[1] or match[0]).strip(":：") for match in _NOTE.finditer(raw)]
    found = [number_of(part) for part in _SPLIT.split(_NOTE.sub("、", raw)) if part.strip(" -")]
    if not found:
        raise BadCell("phone_unreadable")
    return Phones(found[0], tuple(dict.fromkeys(found[1:])), "，".join(filter(None, notes)))


def unspaced(text: str) -> str:
    """Numbers in groups (139 0977 1234) pulled together; two numbers side by side split."""
    text = cells.text_of(text)
    text = (
        re.sub(r"(?<=\d{11})\s+(?=1[3-9]\d)", "、", text)
        if re.search(r"\d{11}\s+1", text)
        else text
    )
    return re.sub(r"(?<=\d)[\s.](?=\d)", "", text)


def number_of(text: str) -> str:
    """One number in its usual form. Raises BadCell."""
    if "*" in text:
        raise BadCell("phone_masked")
    text = text.strip()
    extension = _EXTENSION.search(text)
    text = text[: extension.start()] if extension else text
    digits = _COUNTRY.sub("", re.sub(r"[^\d+]", "", text))
    digits = digits if digits.startswith(("0", "1", "4", "8")) or len(digits) < 9 else f"0{digits}"
    if len(digits) == 12 and digits.startswith("01") and is_mobile(digits[1:]):
        digits = digits[1:]
    return _in_plan(digits) + (f"转{extension[1]}" if extension else "")


def _in_plan(digits: str) -> str:
    if is_mobile(digits):
        return digits
    if digits.startswith("0") and _matches("fixed_line", digits[1:]):
        cut = 3 if digits[1] in "12" else 4
        return f"{digits[:cut]}-{digits[cut:]}"
    if digits.startswith(("400", "800")) and len(digits) == 10:
        return digits
    if len(digits) in (7, 8) and digits[:1] not in ("0", "1"):
        raise BadCell("phone_area_code_missing")
    raise BadCell("phone_unreadable")


def is_mobile(digits: str) -> bool:
    """11 digits in a range that is given out."""
    return _matches("mobile", digits)


def _matches(kind: str, digits: str) -> bool:
    return bool(_PLAIN.fullmatch(digits)) and bool(_pattern(kind).fullmatch(digits))


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    plan = getattr(PhoneMetadata.metadata_for_region("CN"), kind)
    return re.compile(plan.national_number_pattern)
