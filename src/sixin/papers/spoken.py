"""The words of one language: its template, its numbers and units, and how it says a period."""

import calendar
import functools
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sixin.papers.wording import Rounded

FOLDER = Path(__file__).parent / "prose"


class Tongue:
    """How one language says things; read from its file in `prose/`."""

    def __init__(self, name: str) -> None:
        self.words: dict[str, Any] = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))

    @property
    def language(self) -> str:
        """Its code, as gettext knows it."""
        found: str = self.words["language"]
        return found

    def rounded(self, number: Rounded, unit: str) -> str:
        """200余人次（213人次）, or 10场 where nothing was left off."""
        pattern = self.words["number"]["exact" if number.is_exact else "rough"]
        text: str = pattern.format(
            rough=self.plain(number.rough),
            exact=self.plain(number.value),
            unit=self.unit(unit, number.value),
        )
        return text

    def measured(self, value: Decimal | None, decimals: int, unit: str) -> str:
        """94.3%, or a dash where there is nothing to divide by."""
        if value is None:
            return str(self.words["number"]["none"])
        return f"{value:.{decimals}f}{unit}"

    def plain(self, value: int) -> str:
        """1026 or 1,026."""
        return f"{value:,}".replace(",", self.words["number"]["comma"])

    def unit(self, unit: str, value: int) -> str:
        """The unit in this language, in the number that goes with `value`."""
        one: str
        one, many = self.words["units"].get(unit, [unit, unit])
        return one if value == 1 else str(many)

    def day(self, day: date) -> str:
        """2026年11月23日."""
        return self._date("day", day)

    def period(self, first: date, last: date) -> str:
        """2026年, 2026年第三季度, 2026年10月, or two days with what they share said once."""
        words = self.words["period"]
        months = _whole_months(first, last)
        if months == 12 and first.month == 1:
            return self._date("year", first)
        if months == 3 and first.month % 3 == 1:
            name = words["quarters"][first.month // 3]
            return str(words["quarter"].format(year=first.year, quarter=name))
        if months == 1:
            return self._date("month", first)
        if first == last:
            return self.day(first)
        same = first.year == last.year
        return str(words["span"].format(first=self._start(first, same), last=self._end(last, same)))

    def _start(self, first: date, same_year: bool) -> str:
        return self._date("day" if self.language != "en" or not same_year else "same_year", first)

    def _end(self, last: date, same_year: bool) -> str:
        return self._date("same_year" if self.language != "en" and same_year else "day", last)

    def _date(self, pattern: str, day: date) -> str:
        text: str = self.words["period"][pattern].format(
            year=day.year, month=day.month, day=day.day, month_name=calendar.month_name[day.month]
        )
        return text


@functools.cache
def tongue(name: str) -> Tongue:
    """`zh` or `en`."""
    return Tongue(name)


def _whole_months(first: date, last: date) -> int:
    """How many months the days fill exactly; 0 if they do not."""
    after = last + timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return 0
    return (after.year - first.year) * 12 + after.month - first.month
