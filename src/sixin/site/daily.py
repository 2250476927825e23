"""What is done once a day without anybody asking: any worker may, and only one does.

A row of `Occasion` is the turn: whoever puts it in does the job, for all others it is there already.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import close_old_connections, connection, transaction

from sixin.base import clock
from sixin.site.models import Occasion
from sixin.site.retention import running

EARLIEST = 3  # o'clock: when nobody is at work
PAUSE = 600.0  # seconds between two looks at the clock
_log = logging.getLogger(__name__)


def _count_what_is_past_its_term(now: datetime) -> None:
    running.count(on=clock.day_of(now), by=None, now=now)


def _look_how_rows_lie(_now: datetime) -> None:
    """SQLite picks indexes by what it last saw of them; PostgreSQL looks by itself.

    A thousand rows of each index are enough, and with a limit it keeps no values, only numbers.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


JOBS: Final[dict[str, Callable[[datetime], None]]] = {
    "retention.count": _count_what_is_past_its_term,
    "database.look": _look_how_rows_lie,
}


def take_up(now: datetime) -> list[str]:
    """Do each job whose turn today nobody has taken yet. Returns their names.

    A job that fails gives its turn back, so that it is tried again.
    """
    if now.astimezone(clock.CHINA).hour < EARLIEST:
        return []
    return [name for name, job in JOBS.items() if _taken(name, job, now)]


def keep_time(ended: threading.Event) -> None:
    """Look at the clock until `ended`; for a thread of its own beside the work."""
    while not ended.wait(PAUSE):
        close_old_connections()
        try:
            take_up(clock.now())
        except Exception:
            _log.exception("A daily job failed; it is tried again.")
        finally:
            connection.close()


@transaction.atomic
def _taken(name: str, job: Callable[[datetime], None], now: datetime) -> bool:
    due = clock.day_of(now)
    if Occasion.objects.filter(job=name, due=due).exists():
        return False
    _row, mine = Occasion.objects.get_or_create(job=name, due=due, defaults={"taken_at": now})
    if mine:
        job(now)
    return mine
