"""Names as people type them: pinyin and initials, with surnames read as surnames."""

import csv
import functools
import re
from pathlib import Path

from pypinyin import Style, lazy_pinyin

_SURNAMES = Path(__file__).parent / "data" / "surnames.csv"


def pinyin_of(name: str) -> tuple[str, str]:
    """("zengxiuying", "zxy") for 曾秀英: lower case, no tones, no spaces.

    Surnames with a reading of their own (曾 单 解 仇 …) come from `data/surnames.csv`.
    """
    syllables = _syllables(re.sub(r"[\s·•.．]+", "", name))
    return "".join(syllables), "".join(s[0] for s in syllables)


def _syllables(name: str) -> list[str]:
    surnames = _surname_readings()
    for length in (2, 1):
        reading = surnames.get(name[:length])
        if reading and len(name) > length:
            return [*reading.split(), *_plain(name[length:])]
    return _plain(name)


@functools.lru_cache(maxsize=65536)
def _plain(text: str) -> list[str]:
    found = lazy_pinyin(text, style=Style.NORMAL, errors=_as_it_is)
    return [s.replace("ü", "v") for s in found if s.strip()]


def _as_it_is(odd: str) -> str:
    """Letters of other scripts stand for themselves."""
    return odd.lower()


@functools.cache
def _surname_readings() -> dict[str, str]:
    with _SURNAMES.open(encoding="utf-8", newline="") as file:
        return {row["surname"]: row["pinyin"] for row in csv.DictReader(file)}
