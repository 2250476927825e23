"""An instance of a benchmark's own: a fresh data folder, or the database that DATABASE_URL names."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def fresh() -> Iterator[None]:
    """Django set up on an empty instance in a temporary folder, which is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="sixin-bench-") as folder:
        os.environ["SIXIN_HOME"] = folder
        from sixin.site import cli
        from sixin.site.cli import init

        cli.start()
        init.prepare()
        yield


def best_of(times: int, work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the quickest of `times` runs, and what the last one returned."""
    quickest = float("inf")
    for _n in range(times):
        began = time.perf_counter()
        result = work()
        quickest = min(quickest, time.perf_counter() - began)
    return quickest, result
