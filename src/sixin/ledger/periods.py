"""Days and months of a period, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    def whole_months(self) -> tuple[date, date] | None:
        """First days of the first and the last month that lie wholly inside; None if none does."""
        start = self.first if self.first.day == 1 else following(self.first)
        after = following(self.last)
        end = after if self.last + timedelta(days=1) == after else month_of(self.last)
        return (start, before(end)) if start < end else None

    def edges(self) -> list[tuple[date, date]]:
        """The stretches of days outside whole months, each within one month."""
        whole = self.whole_months()
        stretches = [
            (max(self.first, month), min(self.last, following(month) - timedelta(days=1)))
            for month in {month_of(self.first), month_of(self.last)}
            if whole is None or not whole[0] <= month <= whole[1]
        ]
        return sorted(stretches)

    def months(self) -> list[date]:
        """First days of all months that the period touches, in order."""
        found = [month_of(self.first)]
        while (later := following(found[-1])) <= self.last:
            found.append(later)
        return found


def month_of(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def following(day: date) -> date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def before(day: date) -> date:
    """The first day of the month before that of `day`."""
    return month_of(month_of(day) - timedelta(days=1))
