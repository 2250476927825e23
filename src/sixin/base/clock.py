"""One clock and one calendar: dates are counted in Asia/Shanghai."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The server's time, aware, in Asia/Shanghai. Only desk, commands and jobs may call it."""
    return datetime.now(CHINA)


def today() -> date:
    """The server's date in Asia/Shanghai."""
    return now().date()


def day_of(moment: datetime) -> date:
    """The date in Asia/Shanghai on which an aware `moment` falls."""
    return moment.astimezone(CHINA).date()


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """An aware moment on `day` in Asia/Shanghai."""
    return datetime.combine(day, time(hour, minute), CHINA)


def end_of(day: date) -> datetime:
    """The first moment after `day` in Asia/Shanghai."""
    return at(day + timedelta(days=1))


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 28 February stands in for a missing 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
