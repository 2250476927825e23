"""Whom the rules ask to see how often, and the homes at which one knock meets two."""

from dataclasses import dataclass
from datetime import date

from sixin.site.demo import fates
from sixin.site.demo.elders import Elder

_AT_RISK_WHEN_OLD = {"living_alone", "empty_nest", "left_behind", "no_family"}
_KEY = _AT_RISK_WHEN_OLD | {"disabled_care", "special_family", "severe_illness"}
PACES = ("alone80", "high", "key", "general")
# Days between two meetings as the rules ask by the end of the story.
ASKED = {"alone80": 7, "high": 14, "key": 30}
# And as the team kept them: strictly of late, loosely before, hardly at all in the beginning.
# Days before the end of the story until which that was so, and days between two meetings.
_KEPT = [
    (62, ASKED),
    (330, {"alone80": 28, "high": 42, "key": 75}),
    (800, {"alone80": 100, "high": 120, "key": 150}),
]


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
    old, tags = elder.age_on(today) >= 80, fates.tags_on(elder, today)
    if old and "living_alone" in tags:
        return "alone80"
    if "dementia" in tags or (old and not _AT_RISK_WHEN_OLD.isdisjoint(tags)):
        return "high"
    return "general" if _KEY.isdisjoint(tags) else "key"


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


def kept_gap(pace: str, day: date, today: date) -> int:
    """Days that the team let pass before a meeting on that day of the story."""
    ago = (today - day).days
    return next(gaps[pace] for until, gaps in _KEPT if ago <= until)
