"""What the words of headers and cells mean. The words are data: `registers/data/roster_*.csv`."""

import csv
import functools
import re
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
_PREFIX_FIELDS = ("contact_group", "staff_group", "elder_prefix")


def plain(text: str) -> str:
    """Lower case, NFKC, without white space and the marks that forms add (* : 。)."""
    return re.sub(r"[\s*:。.，,、_“”\"']+", "", unicodedata.normalize("NFKC", text)).lower()


@functools.cache
def synonyms() -> dict[str, str]:
    """{plain word: field}; a field of tags is "tag:<code>"."""
    return {
        plain(row["synonym"]): row["field"]
        for row in _rows("roster_fields.csv")
        if row["field"] not in _PREFIX_FIELDS
    }


@functools.cache
def prefixes(kind: str) -> tuple[str, ...]:
    """Words of a group (`contact_group`, `staff_group`, `elder_prefix`), the longest first."""
    words = [row["synonym"] for row in _rows("roster_fields.csv") if row["field"] == kind]
    return tuple(sorted(map(plain, words), key=len, reverse=True))


@functools.cache
def words(meaning: str, tag: str = "") -> frozenset[str]:
    """The marks with that meaning; with `tag`, those that mean it in a column of that tag only."""
    return frozenset(
        plain(row["mark"]) or row["mark"]
        for row in _rows("roster_marks.csv")
        if row["meaning"] == meaning and row["tag"] == tag
    )


@functools.cache
def tag_words() -> dict[str, str]:
    """{plain word: tag code}, from the synonyms of tag columns."""
    return {word: field[4:] for word, field in synonyms().items() if field.startswith("tag:")}


@functools.cache
def word_for(field: str) -> str:
    """The first synonym of a field, "" for none: how we would head its column."""
    rows = _rows("roster_fields.csv")
    return next((row["synonym"] for row in rows if row["field"] == field), "")


@functools.cache
def surnames() -> frozenset[str]:
    """Single and double surnames: those with a reading of their own and the common ones."""
    with (DATA / "surnames.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["surname"] for row in csv.DictReader(file)) | words("surname")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
