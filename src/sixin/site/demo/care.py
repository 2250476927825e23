"""Whom the rules ask to see how often, and the homes at which one knock meets two."""

from dataclasses import dataclass
from datetime import date, timedelta

from sixin.site.demo.elders import Elder

_AT_RISK_WHEN_OLD = {"living_alone", "empty_nest", "left_behind", "no_family"}
_KEY = _AT_RISK_WHEN_OLD | {"disabled_care", "special_family", "severe_illness"}
PACES = ("alone80", "high", "key", "general")
# Days between two meetings as the rules ask by the end of the story.
ASKED = {"alone80": 7, "high": 14, "key": 30}
# And as the team came to keep them: loosely at first. Half years from the beginning.
_KEPT = {
    "alone80": (75, 45, 14, 7),
    "high": (75, 50, 22, 14),
    "key": (90, 60, 40, 30),
}


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """Elders behind one door who are met together, the first of them named on the visit."""

    elders: tuple[Elder, ...]
    pace: str

    def there_on(self, day: date) -> list[Elder]:
        """Those on the register on that day."""
        return [
            elder
            for elder in self.elders
            if elder.joins <= day and (elder.leaves is None or day < elder.leaves[0])
        ]


def pace_of(elder: Elder, today: date) -> str:
    """How the rules of this county rank her: one of PACES."""
    old = elder.age_on(today) >= 80
    if old and "living_alone" in elder.tags:
        return "alone80"
    if "dementia" in elder.tags or (old and not _AT_RISK_WHEN_OLD.isdisjoint(elder.tags)):
        return "high"
    return "general" if _KEY.isdisjoint(elder.tags) else "key"


def homes(elders: list[Elder], today: date) -> list[Home]:
    """Every elder in one home: couples of whom both are to be seen together, others by themselves."""
    found = []
    for elder in elders:
        other = elder.spouse
        if other is None or elder.company != "couple":
            found.append(Home((elder,), pace_of(elder, today)))
        elif elder.key < other.key:
            pace = min(pace_of(elder, today), pace_of(other, today), key=PACES.index)
            found.append(Home((elder, other), pace))
    return found


def kept_gap(pace: str, day: date, first_day: date) -> int:
    """Days that the team let pass between two meetings at that time of the story."""
    half = min(3, max(0, (day - first_day) // timedelta(days=182)))
    return _KEPT[pace][half]
