"""How often to knock, from stated facts and stated rules. Pure: rules come in as rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sixin.rulebook import queries as rules
from sixin.rulebook.matching import Facts, matches
from sixin.rulebook.models import Rule

LEVELS = ("high", "key", "general")
TOPICS = ("elder.age", "care.level", "visit.frequency", "visit.urgent_knocks")


@dataclass(frozen=True, slots=True)
class Cadence:
    """What the rules ask for one set of facts. days: between visits; None when no rule asks."""

    level: str
    level_rule: Rule | None
    days: int | None
    frequency_rule: Rule | None


class Policy:
    """The rules of one area on one day, asked many times over."""

    def __init__(self, rows: Sequence[Rule]) -> None:
        """rows: those in force, of any of TOPICS."""
        by_topic = {topic: [row for row in rows if row.topic == topic] for topic in TOPICS}
        self._levels = by_topic["care.level"]
        self._frequencies = by_topic["visit.frequency"]
        self._urgent = by_topic["visit.urgent_knocks"]
        self._elder_from = min((row.value for row in by_topic["elder.age"]), default=0)
        self._known: dict[tuple[frozenset[str], int | None], Cadence] = {}

    def cadence(self, tags: frozenset[str], age: int | None) -> Cadence:
        """The level that these facts give, and the strictest frequency that matches them.

        Nothing is asked for those known to be younger than an elder (`elder.age`).
        """
        key = (tags, age)
        if key not in self._known:
            self._known[key] = self._work_out(Facts(tags, age))
        return self._known[key]

    def knocks_until_urgent(self, level: str) -> int | None:
        """Failed knocks that open an urgent follow-up at this level; None: never."""
        asked = [row.value for row in self._urgent if row.when.get("level", level) == level]
        return min(asked, default=None)

    def _work_out(self, facts: Facts) -> Cadence:
        if facts.age is not None and facts.age < self._elder_from:
            return Cadence(LEVELS[-1], None, None, None)
        levels = [row for row in self._levels if matches(row.when, facts)]
        level_rule = min(levels, key=lambda row: LEVELS.index(row.value), default=None)
        level = level_rule.value if level_rule else LEVELS[-1]
        leveled = Facts(facts.tags, facts.age, level)
        asked = [row for row in self._frequencies if matches(row.when, leveled)]
        strictest = min(asked, key=lambda row: row.value, default=None)
        return Cadence(level, level_rule, strictest.value if strictest else None, strictest)


def of(area_code: str, on: date) -> Policy:
    """The policy of one area."""
    return of_each({0: area_code}, on)[0]


def of_each(codes: Mapping[int, str], on: date) -> dict[int, Policy]:
    """{key: policy} for {key: division code}; areas with the same rules share one policy."""
    rows = rules.on_day(TOPICS, on)
    shared: dict[frozenset[str], Policy] = {}
    return {key: _shared(rules.nearest(rows, code), shared) for key, code in codes.items()}


def _shared(rows: Iterable[Rule], shared: dict[frozenset[str], Policy]) -> Policy:
    here = list(rows)
    key = frozenset(row.pk for row in here)
    return shared.setdefault(key, Policy(here))
