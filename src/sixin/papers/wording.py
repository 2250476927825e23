"""How a newspaper would say a number, by rule rows: 213 is "more than 200", 10 is 10."""

from datetime import date
from typing import NamedTuple

from sixin.registers.models import Area
from sixin.rulebook import queries as rules
from sixin.rulebook.models import Rule

TOPIC = "wording.approximate"


class Rounded(NamedTuple):
    """`value` rounded down to `rough`; the same when it says the number itself."""

    rough: int
    value: int

    @property
    def is_exact(self) -> bool:
        """Nothing was left off."""
        return self.rough == self.value


def steps(area: Area, on: date) -> list[Rule]:
    """The rows in force, the largest numbers first: from `at_least`, round down to `value`."""
    rows = rules.in_force(TOPIC, area=area.rule_code, on=on)
    return sorted(rows, key=lambda row: -row.when["at_least"])


def approximate(value: int, steps: list[Rule]) -> Rounded:
    """Round down by the first row that the number reaches; no row leaves it as it is."""
    for row in steps:
        if value >= row.when["at_least"]:
            return Rounded(value // row.value * row.value, value)
    return Rounded(value, value)
