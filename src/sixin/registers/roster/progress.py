"""How far an import is: (done, total, phase), told now and then and not for every row."""

from collections.abc import Callable
from typing import Final

# phase: "read", "match" or "write"; total: 0 when nobody knows it.
Progress = Callable[[int, int, str], None]
_EVERY: Final = 500


class Steps:
    """Counts, and tells `progress` every 500 rows and at the beginning of a phase."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.phase, self.total, self.done, self.told = "", 0, 0, 0

    def begin(self, phase: str, total: int) -> None:
        """A new phase of so many steps."""
        self.phase, self.total, self.done, self.told = phase, total, 0, 0
        self._tell()

    def one(self) -> None:
        """One step further."""
        self.some(1)

    def some(self, count: int) -> None:
        """`count` steps further."""
        self.done += count
        if self.done - self.told >= _EVERY:
            self._tell()

    def _tell(self) -> None:
        self.told = self.done
        if self.progress:
            self.progress(
                min(self.done, self.total) if self.total else self.done, self.total, self.phase
            )
