"""The list of erasures outside the database, so that a restored backup can be brought up to it.

One JSON line an erasure: {"person", "whole", "at", "ground"}; ids only. `SIXIN_ERASURES` names the
file, else it lies in the data folder; whoever keeps backups keeps it apart from them.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from sixin.registers.models import Area, Erasure, Person


@dataclass(frozen=True, slots=True)
class Remembered:
    """An erased row of a person, and on which ground."""

    person: UUID
    ground: str


def append(erasures: Iterable[Erasure]) -> None:
    """Add these to the file, on the disk before the request is answered."""
    lines = [
        json.dumps(
            {"person": str(e.person), "whole": str(e.whole), "at": e.at.isoformat(),
             "ground": e.ground}
        )
        for e in erasures
    ]  # fmt: skip
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())


def known(path: Path | None = None) -> Iterator[Remembered]:
    """All that the table and the file, or the one named, remember; each row of a person once."""
    seen: dict[UUID, str] = dict(Erasure.objects.values_list("person", "ground"))
    for person, ground in _read(path or _path()):
        seen.setdefault(person, ground)
    return (Remembered(person, ground) for person, ground in seen.items())


def visible_in(areas: QuerySet[Area]) -> QuerySet[Erasure]:
    """Erasures of people whose row stands in one of these areas, each person once, the latest first."""
    here = Person.objects.filter(area__in=areas, erased_at__isnull=False).values("pk")
    return Erasure.objects.filter(person=F("whole"), person__in=here).select_related("by")


def _read(path: Path) -> Iterator[tuple[UUID, str]]:
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        if line.strip():
            said = json.loads(line)
            yield UUID(said["person"]), str(said["ground"])


def _path() -> Path:
    return Path(settings.SIXIN_ERASURES)
