"""Proves that nothing is left in clear: every sealed value and file opens where it stands, and what
they say stands nowhere else in the database or the data folder.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sixin.base.crypto import columns, files, raw
from sixin.base.crypto.columns import Row, Table
from sixin.base.crypto.keyfile import NoKey
from sixin.base.crypto.needles import Needles, texts_of
from sixin.base.crypto.sealing import BadSeal

AT_ONCE: Final = 1000  # rows
SLICE: Final = 1_000_000  # needles that are looked for in one go
Told = Callable[[str, int], None]
Clear = Callable[[], Iterable[str]]


@dataclass(slots=True)
class Proof:
    """values, files: that open where they stand. closed: {where: how many do not}. needles: texts that
    were looked for; skipped: too short for that. found: {(where, kind): how often}.
    """

    values: int = 0
    files: int = 0
    closed: Counter[str] = field(default_factory=Counter)
    needles: int = 0
    skipped: int = 0
    found: Counter[tuple[str, str]] = field(default_factory=Counter)


def prove(folder: Path, clear: Clear, told: Told = lambda *_: None) -> Proof:
    """Open everything, then look for it in the raw database and below `folder`.

    clear: gives the values that stand in clear by decision; what is part of one is not looked for.
    """
    proof = Proof()
    _open_files(proof)
    for needles in _slices(proof, told):
        needles.drop_those_in(clear())
        proof.needles += len(needles)
        for where, data in _everything(folder):
            for kind, count in needles.kinds_in(data).items():
                proof.found[where, kind] += count
            told("read", len(data))
    return proof


def _slices(proof: Proof, told: Told) -> Iterator[Needles]:
    """All plain texts, so many at a time that memory holds them."""
    needles = Needles()
    for table in columns.tables():
        for row in _rows(table):
            _open(table, row, needles, proof)
            if len(needles) >= SLICE:
                proof.skipped += needles.skipped
                yield needles
                needles = Needles()
        told("open", proof.values)
    proof.skipped += needles.skipped
    yield needles


def _rows(table: Table) -> Iterator[Row]:
    last = None
    while rows := columns.after(table, last, AT_ONCE):
        yield from rows
        last = rows[-1][0]


def _open(table: Table, row: Row, needles: Needles, proof: Proof) -> None:
    for sealed, value in zip(table.fields, row[1], strict=True):
        if not value:
            continue
        try:
            said = sealed.opened(value)
        except (BadSeal, NoKey, ValueError):
            proof.closed[sealed.where] += 1
            continue
        proof.values += 1
        for text in texts_of(said):
            needles.add(text, sealed.where)


def _open_files(proof: Proof) -> None:
    for name in files.names():
        try:
            for _piece in files.pieces(name):
                pass
        except FileNotFoundError:
            continue
        except (BadSeal, NoKey):
            proof.closed[f"files/{name}"] += 1
        else:
            proof.files += 1


def _everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield from raw.rows()
    of_database = raw.database_files()
    others = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in [*of_database, *(path for path in others if path not in of_database)]:
        name = str(path.relative_to(folder)) if path.is_relative_to(folder) else path.name
        try:
            for data in raw.of_file(path):
                yield name, data
        except FileNotFoundError:
            continue  # a file that has gone meanwhile
