"""Does a rule's `when` hold for these facts? Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules may ask about a person. age: whole years, None when unknown."""

    tags: frozenset[str] = frozenset()
    age: int | None = None
    level: str = ""


def matches(when: Mapping[str, Any], facts: Facts) -> bool:
    """True when every condition of `when` holds.

    tag: "a" or "a|b" (any of them) or "a+b" (all); age_min, age_max: whole years, inclusive, an
    unknown age never matches; level: a care level.
    """
    return (
        _tags_hold(when.get("tag"), facts.tags)
        and _age_holds(when, facts.age)
        and when.get("level", facts.level) == facts.level
    )


def _tags_hold(wanted: str | None, tags: frozenset[str]) -> bool:
    if not wanted:
        return True
    if "+" in wanted:
        return tags.issuperset(wanted.split("+"))
    return not tags.isdisjoint(wanted.split("|"))


def _age_holds(when: Mapping[str, Any], age: int | None) -> bool:
    low, high = when.get("age_min"), when.get("age_max")
    if low is None and high is None:
        return True
    return age is not None and (low is None or age >= low) and (high is None or age <= high)
