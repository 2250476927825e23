"""Looks for many plain texts at once in raw bytes, and tells of what kind those are that it finds.

Each needle is known by a few bytes at its first run of digits, of Chinese or of letters (its anchor).
Only where an anchor stands is the rest compared, so the time goes with what is read, not with how much
is looked for. A needle is kept as its hash alone.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

LONGEST: Final = 400  # bytes of a needle that are compared
SHORTEST: Final = 11  # bytes; the digits of a telephone
CHINESE: Final = 4  # or so many Chinese characters
_HAN = rb"[\xe3-\xe9][\x80-\xbf]{2}"
_ESCAPED = rb"\\u[0-9a-f]{4}"
# (a run, bytes of its anchor, bytes from one place for an anchor to the next)
_RUNS = re.compile(
    rb"(\d{7,})|((?:%b){2,})|([A-Za-z]{6,})|((?:%b){2,})" % (_HAN, _ESCAPED), re.ASCII
)
_ANCHORS = {1: (7, 1), 2: (6, 3), 3: (6, 1), 4: (12, 6)}
_HEX = frozenset(b"0123456789abcdef")
_ID_DIGITS: Final = 32  # of an id as SQLite keeps it
# What stands in clear by its nature: ids, dates, codes of ours.
_PUBLIC = re.compile(
    r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}"
    r"|\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]*)?|[a-z_.]+"
)


def texts_of(value: Any) -> Iterator[str]:
    """The texts that a value is made of, wherever in a list or mapping they stand."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (*texts_of(key), *texts_of(one))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)


class Needles:
    """Texts to look for, each of a kind. skipped: those too short to be told from chance."""

    def __init__(self) -> None:
        self._kinds: dict[int, str] = {}
        self._places: dict[bytes, set[tuple[int, int]]] = defaultdict(set)
        self.skipped = 0

    def __len__(self) -> int:
        return len(self._kinds)

    def add(self, text: str, kind: str) -> None:
        """Look for this text, also as JSON writes it."""
        if _PUBLIC.fullmatch(text):
            return
        plain = text.encode()
        if len(plain) < SHORTEST and len(re.findall(_HAN, plain)) < CHINESE:
            self.skipped += 1
            return
        for form in {plain, json.dumps(text)[1:-1].encode()}:
            self._add(form[:LONGEST], kind)

    def drop_those_in(self, values: Iterable[str]) -> None:
        """Look no more for what is part of one of these, which stand in clear by decision."""
        for value in values:
            for form in {value, json.dumps(value)[1:-1]}:
                for found in list(self._hits(form.encode())):
                    self._kinds.pop(found, None)

    def kinds_in(self, data: bytes) -> Counter[str]:
        """{kind: how often one of it stands there}."""
        return Counter(self._kinds[found] for found in self._hits(data))

    def _add(self, needle: bytes, kind: str) -> None:
        anchor = next(_anchors(needle), None)
        if anchor is None:
            self.skipped += 1
            return
        place, gram = anchor
        self._places[gram].add((place, len(needle)))
        self._kinds[hash(needle)] = kind

    def _hits(self, data: bytes) -> Iterator[int]:
        for at, gram in _anchors(data):
            for place, length in self._places.get(gram, ()):
                start = at - place
                if start < 0:
                    continue
                found = hash(data[start : start + length])
                if found in self._kinds and not _in_an_id(data, start, start + length):
                    yield found


def _anchors(data: bytes) -> Iterator[tuple[int, bytes]]:
    for run in _RUNS.finditer(data):
        size, step = _ANCHORS[run.lastindex or 0]
        for at in range(run.start(), run.end() - size + 1, step):
            yield at, data[at : at + size]


def _in_an_id(data: bytes, start: int, end: int) -> bool:
    """Whether these are digits inside ids that follow one another: chance, not a number of somebody."""
    if not data[start:end].isdigit():
        return False
    while start > 0 and data[start - 1] in _HEX:
        start -= 1
    while end < len(data) and data[end] in _HEX:
        end += 1
    return (end - start) % _ID_DIGITS == 0
