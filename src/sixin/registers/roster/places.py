"""Doors out of addresses: 3号楼2单元501, 3-2-501, 育红巷小区3栋二单元501室, 平房12号."""

import functools
import re
import unicodedata
from dataclasses import dataclass

HIGHEST = 200
_HAN = "〇零一二三四五六七八九十"
_N = rf"([0-9]{{1,4}}|[{_HAN}]{{1,3}})"
_BUILDING = re.compile(rf"第?{_N}\s*([A-Za-z]?)\s*(?:号?楼|号?栋|号?幢|号?座|#楼?|号楼栋)")
_ENTRANCE = re.compile(rf"^[-,]?\s*第?{_N}\s*(?:个?单元|门洞|门(?!号|牌))")
_DOOR = re.compile(
    r"^[-,]?\s*(?:第?(\d{1,2})[层楼])?[-,]?\s*(?:房号)?([0-9]{1,5}[A-Za-z]?)(?![\d层楼])(?:号?房间?|室|号|户)?(.*)$"
)
_HAN_DOOR = re.compile(
    rf"^(?:([{_HAN}]{{1,3}}|\d{{1,2}})[层楼])?(?:(东|西|中|南|北)(?:户|门|室)?)?(.*)$"
)
_DASHES = re.compile(
    r"^(.*?)([0-9]{1,4})(?:(?:#|号楼?|栋|幢)-?|-)([0-9]{1,2})(?:单元-?|-)([0-9]{1,5}[A-Za-z]?)(?:室|号)?$"
)
_TWO = re.compile(r"^(.*?)([0-9]{1,4})(?:#|号楼?|栋|幢)?-([0-9]{3,5})(?:室|号)?$")
_COTTAGE = re.compile(rf"^(.*?)平房第?(?:([0-9]+|[{_HAN}]+)排)?-?([0-9]+|[{_HAN}]+)(?:号|户)?$")
_ADMIN = re.compile(
    r"^(?:中国)?(?:[^省市县区]{2,8}省)?(?:[^省市县]{2,12}自治[州区])?(?:海西州)?(?:[^省市县区路街巷]{2,6}[市县])?"
    r"(?:[^街路巷]{1,8}街道(?:办事处)?|[^街路巷]{1,6}镇)?(?:[^区]{1,10}?社区(?:居委会|居民委员会)?)?"
)
_ROAD = re.compile(r"^.{1,10}?(?:路|街|巷|大道|胡同)(?:\d+号(?:院)?)(?![楼栋幢座])(?=.{2,}$)")


@dataclass(frozen=True, slots=True)
class Place:
    """estate: words before the building. building, entrance, floor: numbers, None when unknown.

    letter: of a building like 3A. door: as on the door. cottage: 平房, where `building` is the row.
    """

    estate: str = ""
    building: int | None = None
    letter: str = ""
    entrance: int | None = None
    floor: int | None = None
    door: str = ""
    cottage: bool = False

    @property
    def building_name(self) -> str:
        """ "育红小区3号楼", "3号楼", "平房2排", or "" without a building."""
        if self.cottage:
            return f"{self.estate[-30:]}平房" + (f"{self.building}排" if self.building else "")
        return (
            "" if self.building is None else f"{self.estate[-30:]}{self.building}{self.letter}号楼"
        )


NOWHERE = Place()


def tidy(text: str) -> str:
    """An address on one line, NFKC, without spaces, dashes all alike."""
    text = re.sub(r"[\s]+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[‐‑‒–—―−~_]+", "-", text).strip(",;。.、-")


@functools.lru_cache(maxsize=16384)
def place_of(address: str) -> Place:
    """Read an address that `tidy` has been over; what cannot be read stays unknown."""
    local = _ADMIN.sub("", address) if not address[:1].isdigit() else address
    local = _ROAD.sub("", local)
    for pattern in (_DASHES, _TWO):
        match = pattern.match(local)
        if match:
            return _dashed(match)
    match = _COTTAGE.match(local)
    if match:
        row = number_of(match[2]) if match[2] else None
        return Place(match[1], row, "", None, 1, str(number_of(match[3])), cottage=True)
    match = _BUILDING.search(local)
    return _spelled(local, match) if match else NOWHERE


def place_from(estate: str, building: str, entrance: str, floor: str, door: str) -> Place:
    """Read columns of their own: 楼栋 单元 楼层 房号. Each may repeat its unit word."""
    whole = tidy(f"{estate}{_with(building, '号楼')}{_with(entrance, '单元')}{door}")
    found = place_of(whole) if building else Place(door=tidy(door), estate=tidy(estate))
    level = number_of(re.sub(r"[层楼第]", "", tidy(floor))) if floor else None
    return found if level is None or level > HIGHEST else _on_floor(found, level)


def number_of(text: str) -> int | None:
    """ "12", "十二", "二十三" → a number; None when it is none."""
    if text.isdigit():
        return int(text)
    if not text or set(text) - set(_HAN):
        return None
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(max(0, _HAN.index(mark) - 1)) for mark in text))
    return (_HAN.index(tens) - 1 if tens else 1) * 10 + (_HAN.index(ones) - 1 if ones else 0)


def floor_of(door: str) -> int | None:
    """501 → 5, 1203 → 12; None for doors that do not carry their floor."""
    digits = door.rstrip("ABCDEFGHabcdefgh")
    return (
        int(digits[:-2])
        if digits.isdigit() and 3 <= len(digits) <= 4 and int(digits[:-2])
        else None
    )


def _dashed(match: re.Match[str]) -> Place:
    parts = match.groups()
    entrance = int(parts[2]) if len(parts) == 4 else None
    return Place(
        _estate(parts[0]), int(parts[1]), "", entrance, floor_of(parts[-1]), parts[-1].upper()
    )


def _spelled(local: str, match: re.Match[str]) -> Place:
    rest = local[match.end() :]
    entrance = _ENTRANCE.match(rest)
    rest = rest[entrance.end() :] if entrance else rest
    number = number_of(entrance[1]) if entrance else None
    estate = _estate(local[: match.start()])
    building, letter = number_of(match[1]), match[2].upper()
    door = _DOOR.match(rest)
    if door:
        level = int(door[1]) if door[1] else floor_of(door[2])
        return Place(estate, building, letter, number, level, door[2].upper())
    side = _HAN_DOOR.match(rest)
    level = number_of(side[1]) if side and side[1] else None
    name = f"{level or ''}{'楼' if level else ''}{side[2]}户" if side and side[2] else ""
    return Place(estate, building, letter, number, level, name)


def _estate(text: str) -> str:
    return text.strip("-,第 ")


def _with(text: str, unit: str) -> str:
    text = tidy(text)
    return f"{text}{unit}" if text and number_of(text.rstrip("#")) is not None else text


def _on_floor(place: Place, floor: int) -> Place:
    return Place(
        place.estate, place.building, place.letter, place.entrance, floor, place.door, place.cottage
    )
