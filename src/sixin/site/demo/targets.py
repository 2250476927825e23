"""The newspaper's year, in numbers that the story keeps."""

from dataclasses import dataclass
from datetime import date

# From this day of a year on its figures reach the newspaper's; before, they grow towards them.
WHOLE_FROM = (3, 1)


@dataclass(frozen=True, slots=True)
class Targets:
    """One calendar year. Person-times, but for `sessions` and `attendances` (at those sessions)."""

    home_visits: int
    home_certifications: int
    sessions: int
    attendances: int
    home_services: int


YEAR_BEFORE = Targets(251, 341, 10, 417, 22)
THIS_YEAR = Targets(263, 327, 10, 408, 24)


def of_year(year: int, today: date) -> Targets:
    """What the year's figures come to by `today`."""
    if year < today.year:
        return YEAR_BEFORE
    whole = date(today.year, *WHOLE_FROM)
    begun = date(today.year, 1, 1)
    share = min(1.0, (today - begun).days / (whole - begun).days)
    return Targets(
        round(THIS_YEAR.home_visits * share),
        round(THIS_YEAR.home_certifications * share),
        round(THIS_YEAR.sessions * share),
        round(THIS_YEAR.attendances * share),
        round(THIS_YEAR.home_services * share),
    )
