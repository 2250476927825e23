"""Yes and no, man and woman, and the groups a person belongs to, as rosters tick them."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from sixin.registers.roster import cells, vocabulary
from sixin.registers.roster.problems import BadCell
from sixin.registers.roster.sheets import Cell

_SPLIT = re.compile(r"[、,;/|+&\n和及与]+|\s+")
_REFUSED = "refused_"


def mark_of(cell: Cell, tag: str) -> tuple[bool | None, str]:
    """(True, evidence), (False, ""), or (None, "") for a cell that says nothing.

    Beside 是/否/√/×/1/0, a column of 残疾 may hold 肢体三级, one of 慢性病 a disease: yes, and that
    is the evidence. Raises BadCell mark_unreadable.
    """
    if isinstance(cell, bool):
        return cell, ""
    text = cell if isinstance(cell, str) and len(cell) < 2 else cells.text_of(cell)
    return (None, "") if text == "" else _read(text, tag)


@functools.lru_cache(maxsize=8192)
def _read(text: str, tag: str) -> tuple[bool | None, str]:
    word = vocabulary.plain(text) or text
    if word in vocabulary.words("yes"):
        return True, ""
    if word in vocabulary.words("no") or word in vocabulary.words("no", tag):
        return False, ""
    if word in vocabulary.words("blank"):
        return None, ""
    if word.startswith(("非", "不", "无", "未", "没")):
        return False, ""
    if vocabulary.tag_words().get(word) == tag:
        return True, "" if len(word) < 4 else text
    if any(part in word for part in vocabulary.words("yes", tag)):
        return True, text[:200]
    raise BadCell("mark_unreadable")


@dataclass(frozen=True, slots=True)
class Tags:
    """What one cell of groups says. found: (tag, evidence). Others are the words as found."""

    found: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    by_age: tuple[str, ...] = ()


@functools.lru_cache(maxsize=8192)
def tags_of(text: str) -> Tags:
    """Read a cell like 独居、低保；残疾（肢体三级）."""
    found: dict[str, str] = {}
    rest: dict[str, list[str]] = {"unknown": [], _REFUSED: [], "age": []}
    for part in _SPLIT.split(unicodedata.normalize("NFKC", text)):
        word, _bracket, evidence = part.partition("(")
        for meaning in _meanings(vocabulary.plain(word)):
            if meaning in rest:
                rest[meaning].append(part)
            else:
                found.setdefault(meaning, evidence.rstrip(")"))
    return Tags(tuple(found.items()), *(tuple(words) for words in rest.values()))


def _meanings(word: str) -> list[str]:
    """Tag codes of a word, or of the tag words in it (高龄独居老人), or `unknown`."""
    meaning = _tag_of(word)
    if meaning != "unknown":
        return [meaning] if meaning else []
    if word.startswith(("非", "不", "无", "未")):
        return []
    parts = [part for part in _known_words() if part in word]
    outer = [part for part in parts if not any(part in other for other in parts if other != part)]
    return [_tag_of(part) for part in outer] or ["unknown"]


@functools.cache
def _known_words() -> tuple[str, ...]:
    refused = {w for w, field in vocabulary.synonyms().items() if field.startswith(_REFUSED)}
    known = refused | set(vocabulary.tag_words()) | vocabulary.words("age")
    return tuple(sorted(word for word in known if len(word) > 1))


def _tag_of(word: str) -> str:
    """A tag code, "" for a word that says nothing, or `unknown`, `refused_`, `age`."""
    if not word or word in vocabulary.words("none") | vocabulary.words("missing"):
        return ""
    for shape in _shapes(word):
        if shape in vocabulary.tag_words():
            return vocabulary.tag_words()[shape]
        if shape in vocabulary.words("age"):
            return "age"
        if shape in vocabulary.words("none"):
            return ""
        if vocabulary.synonyms().get(shape, "").startswith(_REFUSED):
            return _REFUSED
    return "unknown"


def _shapes(word: str) -> list[str]:
    """The word, and without what offices hang on to it: 独居老人 → 独居, 低保户 → 低保."""
    bare = re.sub(r"(老年人|老人|人员|家庭|对象|人|户|者)$", "", word)
    return [word, bare] if bare else [word]


def sex_of(cell: Cell) -> str:
    """ "f", "m", or "" for a blank. Raises BadCell sex_unreadable."""
    if cell == "女":
        return "f"
    if cell == "男":
        return "m"
    word = vocabulary.plain(cells.value_of(cell))
    if not word or word in ("0", "9"):
        return ""
    if word in vocabulary.words("female"):
        return "f"
    if word in vocabulary.words("male"):
        return "m"
    raise BadCell("sex_unreadable")
