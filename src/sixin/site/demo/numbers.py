"""Numbers that check out and belong to nobody: serials and lines that are not given out."""

from datetime import date
from random import Random

from stdnum.cn import ric

# Where the elders of a railway and salt town were registered: Golmud first, then the old counties.
REGIONS = [*["632801"] * 6, "632821", "632822", "630102", "632122", "632126", "620102", "410102"]
# The three serial digits of an invented citizen: offices begin at 001 and never get this far.
SERIALS = range(960, 990)
# Heads of invented lines: elders, their families, members. Four digits follow.
ELDERS_LINE, FAMILY_LINE, MEMBERS_LINE = "1390000", "1380000", "1370000"
LANDLINE = "0979-8000"


class Numbers:
    """Gives out each number once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def identity(self, born: date, sex: str) -> str:
        """18 digits of GB 11643: region, birth date, a serial of that sex, the check digit."""
        region = self._rng.choice(REGIONS)
        odd = sex == "m"
        serials = [serial for serial in SERIALS if bool(serial % 2) == odd]
        while True:
            head = f"{region}{born:%Y%m%d}{self._rng.choice(serials)}"
            if self._take(head):
                return head + ric.calc_check_digit(head + "0")

    def mobile(self, line: str) -> str:
        """An 11-digit mobile number on that invented line."""
        return self._numbered(line, 4)

    def landline(self) -> str:
        """A landline of Golmud, 0979-8000…"""
        return self._numbered(LANDLINE, 3)

    def _numbered(self, head: str, digits: int) -> str:
        while True:
            number = head + str(self._rng.randrange(10**digits)).zfill(digits)
            if self._take(number):
                return number

    def _take(self, number: str) -> bool:
        fresh = number not in self._given
        self._given.add(number)
        return fresh


def wrong_check_digit(identity: str) -> str:
    """The same number with its last digit mistyped."""
    return identity[:-1] + ("1" if identity[-1] != "1" else "2")
