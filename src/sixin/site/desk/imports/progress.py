"""How far a background import is, told through the cache, and whether anybody is still at it."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any
from uuid import UUID

from django.core.cache import caches

from sixin.base import clock

BEAT = 2.0  # seconds between two signs of life
DEAD_AFTER = timedelta(seconds=20)
UNTOUCHED_AFTER = timedelta(seconds=45)
_KEPT_FOR = 24 * 3600
QUEUED = "queued"


@dataclass(frozen=True, slots=True)
class Standing:
    """phase: "queued", "read", "match", "write" or "" when nothing is known. total: 0 if unknown."""

    phase: str = ""
    done: int = 0
    total: int = 0
    at: datetime | None = None

    def silent(self, now: datetime) -> bool:
        """Whether the worker has given no sign of life for so long that it must have ended."""
        if self.at is None:
            return True
        return now - self.at > (UNTOUCHED_AFTER if self.phase == QUEUED else DEAD_AFTER)


def of(pk: UUID) -> Standing:
    """Where the import stands."""
    kept: dict[str, Any] | None = caches["progress"].get(_key(pk))
    return Standing(**kept) if kept else Standing()


def queue(pk: UUID, now: datetime) -> None:
    """It waits for a worker."""
    _tell(pk, QUEUED, 0, 0, now)


def clear(pk: UUID) -> None:
    """Nobody is at it any more."""
    caches["progress"].delete(_key(pk))


class Pulse:
    """Tells how far a job is for as long as its process lives: `with Pulse(pk) as told: …`.

    The beat comes from a thread of its own, so a long step without progress is not taken for death.
    """

    def __init__(self, pk: UUID) -> None:
        self._pk = pk
        self._last = (0, 0, "read")
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __call__(self, done: int, total: int, phase: str) -> None:
        self._last = (done, total, phase)
        self._tell()

    def __enter__(self) -> "Pulse":
        self._tell()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()
        clear(self._pk)

    def _beat(self) -> None:
        while not self._ended.wait(BEAT):
            self._tell()

    def _tell(self) -> None:
        done, total, phase = self._last
        _tell(self._pk, phase, done, total, clock.now())


def _tell(pk: UUID, phase: str, done: int, total: int, at: datetime) -> None:
    caches["progress"].set(
        _key(pk), {"phase": phase, "done": done, "total": total, "at": at}, timeout=_KEPT_FOR
    )


def _key(pk: UUID) -> str:
    return f"import:{pk}"
