"""Cells as text: full-width letters, stray spaces and numbers that were stored as floats."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from sixin.registers.roster import vocabulary
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.sheets import Cell

_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}·])\s+|\s+(?=[{_HAN}·])")
_DOT = re.compile(rf"(?<=[{_HAN}])\s*[·•・‧∙⋅●.。．]\s*(?=[{_HAN}])")
_NOTE = re.compile(r"[(\[【{〔]([^)\]】}〕]*)[)\]】}〕]?")
_NAME = re.compile(rf"[{_HAN}]{{2,}}(?:·[{_HAN}]+)*|[^\W\d_]+(?:(?:\. |[ '’.\-·])[^\W\d_]+)*\.?")
_EDGES = " ,;:、.。·-/\\|'\""
_LOST = re.compile("[?\ufffd□�\ue000-\uf8ff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?e\+?\d+", re.IGNORECASE)


def shown(cell: Cell) -> str:
    """A cell as a person would read it on the sheet, for reports: nothing is cleaned."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}" if abs(cell) < 1e15 else f"{cell:.5E}"
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def text_of(cell: Cell) -> str:
    """NFKC text on one line, without invisible characters; floats that are whole lose the .0."""
    text = cell if isinstance(cell, str) else shown(cell)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


def value_of(cell: Cell) -> str:
    """As `text_of`, and "" for what people write into a cell that has nothing to say (/ 无 不详)."""
    text = text_of(cell)
    return "" if text.lower() in vocabulary.words("missing") else text


def compact(text: str) -> str:
    """Without spaces between Han characters; Latin words keep one."""
    return _BETWEEN_HAN.sub("", text)


def digits_of(cell: Cell, precision_lost: str) -> str:
    """The text of a cell that should hold digits, 6.32E+17 written out where nothing was lost.

    Raises BadCell(precision_lost) where the last digits are gone: Excel keeps only 15.
    """
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise BadCell(precision_lost)
    text = text_of(cell)
    if "e" in text or "E" in text:
        text = _written_out(text, precision_lost)
    return text


def _written_out(text: str, precision_lost: str) -> str:
    tight = text.replace(" ", "")
    if not _SCIENTIFIC.fullmatch(tight):
        return text
    try:
        number = Decimal(tight)
    except InvalidOperation:
        return text
    exponent = number.as_tuple().exponent
    digits = len(number.as_tuple().digits)
    if not isinstance(exponent, int) or exponent > 0 or digits > 15 or number != int(number):
        raise BadCell(precision_lost)
    return str(int(number))


def name_of(cell: Cell) -> tuple[str, str]:
    """(name, what stood in brackets behind it): 张 秀英（大） → ("张秀英", "大").

    Minority names keep their dot (·), Latin names single spaces.
    Raises BadCell: name_missing, name_lost_character, name_masked, name_unreadable.
    """
    text = compact(value_of(cell))
    note = ""
    if "(" in text or "[" in text or "【" in text or "〔" in text:
        note = " ".join(part.strip() for part in _NOTE.findall(text) if part.strip())
        text = _NOTE.sub("", text).strip()
    text = _DOT.sub("·", text).strip(_EDGES)
    if not text:
        raise BadCell("name_missing")
    if "*" in text or "某" in text[1:]:
        raise BadCell("name_masked")
    if _LOST.search(text):
        raise BadCell("name_lost_character")
    if not _NAME.fullmatch(text) or len(text) > 60:
        raise BadCell("name_unreadable")
    return text, note
