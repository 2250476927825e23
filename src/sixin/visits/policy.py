"""How often to knock, from stated facts and stated rules. Pure: rules come in as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sixin.rulebook import queries as rules
from sixin.rulebook.matching import Facts, matches
from sixin.rulebook.models import Rule

LEVELS = ("high", "key", "general")


@dataclass(frozen=True, slots=True)
class Cadence:
    """What the rules ask for one set of facts. days: between visits; None when no rule asks."""

    level: str
    level_rule: Rule | None
    days: int | None
    frequency_rule: Rule | None


class Policy:
    """The rules of one area on one day, asked many times over."""

    def __init__(self, area_code: str, on: date) -> None:
        self._levels: Sequence[Rule] = rules.in_force("care.level", area=area_code, on=on)
        self._frequencies = rules.in_force("visit.frequency", area=area_code, on=on)
        self._urgent = rules.in_force("visit.urgent_knocks", area=area_code, on=on)
        self._known: dict[tuple[frozenset[str], int | None], Cadence] = {}

    def cadence(self, tags: frozenset[str], age: int | None) -> Cadence:
        """The level that these facts give, and the strictest frequency that matches them."""
        key = (tags, age)
        if key not in self._known:
            self._known[key] = self._work_out(Facts(tags, age))
        return self._known[key]

    def knocks_until_urgent(self, level: str) -> int | None:
        """Failed knocks that open an urgent follow-up at this level; None: never."""
        asked = [row.value for row in self._urgent if row.when.get("level", level) == level]
        return min(asked, default=None)

    def _work_out(self, facts: Facts) -> Cadence:
        levels = [row for row in self._levels if matches(row.when, facts)]
        level_rule = min(levels, key=lambda row: LEVELS.index(row.value), default=None)
        level = level_rule.value if level_rule else LEVELS[-1]
        leveled = Facts(facts.tags, facts.age, level)
        asked = [row for row in self._frequencies if matches(row.when, leveled)]
        strictest = min(asked, key=lambda row: row.value, default=None)
        return Cadence(level, level_rule, strictest.value if strictest else None, strictest)
