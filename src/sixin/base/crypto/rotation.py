"""Changes the data key while everything runs: a new key, every value sealed anew, the old one gone.

No state but the key file's: whoever was killed is run again, and finds what still carries another
key by asking the database. A value is replaced only where the old one still stands, so a writer
that comes between is never overwritten.

The old key is destroyed when nothing can carry it any more. A process may seal with it for
`keyring.FRESH` after the new one was made, and what it sealed may wait in an open transaction. So the
last look comes after every transaction that was open then has ended (PostgreSQL), or after the
longest that a writer waits for its turn, and in a turn of its own (SQLite).
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import OperationalError, connection, transaction

from sixin.base.crypto import columns, files, keyfile, keyring, sealing
from sixin.base.crypto.columns import Change, Row, Table
from sixin.base.crypto.keyfile import NoKey
from sixin.base.crypto.sealing import BadSeal

BATCH: Final = 1000  # rows
PAUSE: Final = 0.2  # seconds before looking again at what somebody held
MARGIN: Final = 0.5  # seconds
# (what is being done, how many of it are done, how many there are; 0 if nobody knows)
Told = Callable[[str, int, int], None]
Mover = Callable[[bytes], bytes]


class Busy(Exception):  # noqa: N818 - reads aloud: "busy"
    """Another rotation runs."""


@dataclass(slots=True)
class Outcome:
    """What a rotation did. number: of the new key. resumed: one that had been broken off went on.

    values: sealed anew, those among them that somebody else changed just then. seconds: of all,
    those that it waited for others among them.
    broken: {table: rows with a value that no key opens}; while there are any, the old key stays.
    """

    number: int = 0
    resumed: bool = False
    values: int = 0
    files: int = 0
    seconds: float = 0.0
    waited: float = 0.0
    forgotten: list[int] = field(default_factory=list)
    broken: dict[str, int] = field(default_factory=dict)


def rotate(*, keep_old: bool = False, told: Told = lambda *_: None) -> Outcome:
    """Move everything to a new key, or go on with that. Raises Busy, NoKey."""
    began = time.monotonic()
    with _alone():
        outcome = Outcome(resumed=keyring.reload().rotating)
        ring = keyring.begin()
        outcome.number = ring.active
        told("wait", 0, 0)
        outcome.waited += _sleep(keyring.FRESH + MARGIN)
        fence = _Fence()
        files.tidy()
        _Sweep(outcome, told).until_clean(fence)
        if not outcome.broken:
            outcome.forgotten = [] if keep_old else sorted(ring.keys.keys() - {ring.active})
            keyring.settle(keep_old=keep_old)
    outcome.seconds = time.monotonic() - began
    return outcome


@dataclass(slots=True)
class _Sweep:
    """Passes over all tables until one finds nothing to do."""

    outcome: Outcome
    told: Told
    held: bool = False

    def until_clean(self, fence: "_Fence") -> None:
        """Raises NoKey. Ends with nothing under another key, or with what cannot be opened."""
        while True:
            self.outcome.broken, self.held = {}, False
            moved = sum(self._table(table) for table in columns.tables()) + self._files()
            if not moved and self.outcome.broken and not self.held:
                return
            if not moved and not self.held and fence.nothing_left(self.outcome, self.told):
                return
            if not moved:
                self.outcome.waited += _sleep(PAUSE)

    def _table(self, table: Table) -> int:
        """One pass over a table; how many rows it changed."""
        total = columns.rows_of_others(table, self.outcome.number)
        done, seen, last = 0, 0, None
        movers = [sealing.mover(where) for where in table.wheres]
        while total:
            rows = columns.after(table, last, BATCH, but_of=self.outcome.number)
            if not rows:
                break
            last, seen = rows[-1][0], seen + len(rows)
            changes = [(row, new) for row in rows if (new := self._anew(table, row, movers))]
            done += self._replace(table, changes)
            self.outcome.values += sum(_values(row) for row, _new in changes)
            self.told(table.name, min(seen, total), total)
        return done

    def _replace(self, table: Table, changes: list[Change]) -> int:
        try:
            with transaction.atomic():
                return columns.replace(table, changes)
        except OperationalError as why:
            if "locked" not in str(why):
                raise
            # Somebody has been writing for longer than one waits: these are for the next pass.
            self.held = True
            self.told("held", 0, 0)
            return 0

    def _files(self) -> int:
        """One pass over the sealed files; how many were sealed anew."""
        found = files_of_others(self.outcome.number)
        for place, name in enumerate(found, 1):
            try:
                files.reseal(name)
            except (BadSeal, NoKey):
                self.outcome.broken["files"] = self.outcome.broken.get("files", 0) + 1
            else:
                self.outcome.files += 1
            self.told("files", place, len(found))
        return len(found) - self.outcome.broken.get("files", 0)

    def _anew(self, table: Table, row: Row, movers: Sequence[Mover]) -> list[bytes | None] | None:
        """A row's values under the new key; None if one does not open, which is counted."""
        number = self.outcome.number
        try:
            return [
                move(value) if value and sealing.number_of(value) != number else value
                for value, move in zip(row[1], movers, strict=True)
            ]
        except (BadSeal, NoKey):
            self.outcome.broken[table.name] = self.outcome.broken.get(table.name, 0) + 1
            return None


class _Fence:
    """Made when every process seals with the new key: what was sealed before may still be under way."""

    def __init__(self) -> None:
        self._at: Any = time.monotonic()
        if connection.vendor == "postgresql":
            self._at = _asked("SELECT clock_timestamp()")

    def nothing_left(self, outcome: Outcome, told: Told) -> bool:
        """Wait for what was under way, then look whether any row is under another key."""
        on_postgresql = connection.vendor == "postgresql"
        wait = self._wait_for_transactions if on_postgresql else self._wait_for_writers
        outcome.waited += wait(told)
        rows = True  # as long as somebody writes for longer than one waits
        with contextlib.suppress(OperationalError), transaction.atomic():
            rows = any(columns.rows_of_others(t, outcome.number) for t in columns.tables())
        return not rows and not files_of_others(outcome.number)

    def _wait_for_transactions(self, told: Told) -> float:
        older, waited = (
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start < %s"
        ), 0.0  # fmt: skip
        while count := _asked(older, self._at):
            told("transactions", 0, count)
            waited += _sleep(PAUSE)
        return waited

    def _wait_for_writers(self, told: Told) -> float:
        patience, waited = connection.settings_dict["OPTIONS"].get("timeout", 5.0), 0.0
        while (left := self._at + patience + MARGIN - time.monotonic()) > 0:
            told("writers", 0, round(left))
            waited += _sleep(min(left, 1.0))
        return waited


def _sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def files_of_others(number: int) -> list[str]:
    """Every file that is not sealed with that key."""
    with files.nobody_writing():
        return [name for name in files.names() if files.number_of(name) != number]


def _asked(sql: str, *given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchone()[0]


def _values(row: Row) -> int:
    return sum(1 for value in row[1] if value)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One rotation at a time; the system lets go when the process ends. Raises Busy."""
    lock = os.open(keyfile.beside("rotating"), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield
    finally:
        os.close(lock)
