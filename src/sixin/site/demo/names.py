"""Names such as people born between 1925 and 1966 bear in Haixi. The words stand in `names.csv`."""

import csv
import functools
from pathlib import Path
from random import Random

_WORDS = Path(__file__).with_name("names.csv")
# Families of the community by people, in percent.
PEOPLES = {"han": 68, "hui": 14, "tibetan": 7, "mongol": 5, "tu": 4, "salar": 2}
# Peoples whose names have no family name.
WHOLE = {"tibetan", "mongol"}


def a_people(rng: Random) -> str:
    """Han, Hui, Tibetan, Mongol, Tu or Salar, by their shares."""
    return rng.choices(list(PEOPLES), list(PEOPLES.values()))[0]


def elder_name(rng: Random, people: str, sex: str, born: int) -> tuple[str, str]:
    """(whole name, family name); "" for peoples whose names have none."""
    if people in WHOLE:
        return rng.choice(words("whole", people, sex)), ""
    family = a_family(rng, people)
    if people != "han":
        return family + rng.choice(words("given", people, sex)), family
    # Tastes changed around the founding of the republic.
    early = rng.random() < min(0.95, max(0.05, (1957 - born) / 16))
    return family + rng.choice(words("given", "han", sex, "early" if early else "late")), family


def a_family(rng: Random, people: str) -> str:
    """A family name of that people; the first of the Han names are the commonest."""
    known = words("family", people)
    if people != "han":
        return rng.choice(known)
    return rng.choices(known, [max(2, 40 - 2 * rank) for rank in range(len(known))])[0]


def child_name(rng: Random, family: str, people: str, sex: str) -> str:
    """A grown-up child's name; a family without family name gives one of its own kind."""
    if people in WHOLE:
        return rng.choice(words("whole", people, sex))
    return family + rng.choice(words("child", "", sex))


def words(kind: str, people: str, sex: str = "", era: str = "") -> list[str]:
    """The words of one row of `names.csv`."""
    return _all()[kind, people, sex, era]


@functools.cache
def _all() -> dict[tuple[str, str, str, str], list[str]]:
    with _WORDS.open(encoding="utf-8", newline="") as file:
        return {
            (row["kind"], row["people"], row["sex"], row["era"]): row["names"].split()
            for row in csv.DictReader(file)
        }
