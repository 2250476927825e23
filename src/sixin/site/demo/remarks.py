"""What people write down after a visit, put together from `remarks.csv` without much repetition."""

import csv
import functools
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import NamedTuple

from sixin.site.demo.deeds import Knock
from sixin.site.demo.elders import Elder, Kin

_FILE = Path(__file__).with_name("remarks.csv")
_SEASONS = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring",
            6: "summer", 7: "summer", 8: "summer"}  # fmt: skip
_AT_HOME = {"family": "family", "couple_family": "family", "two_generations": "family"}
# A visitor does not say the same of one elder again so soon.
_REMEMBERED = 8
NOWHERE = ["西宁", "兰州", "德令哈"]


class Remark(NamedTuple):
    """A sentence and what must hold for it to be said."""

    needs: frozenset[str]
    text: str


class Remarks:
    """Chooses sentences, those said least first."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._said: dict[str, int] = defaultdict(int)
        self._lately: dict[int, list[str]] = defaultdict(list)

    def note(self, knock: Knock, *, wordy: float) -> str:
        """A note on a knock and on each of its hazards; `wordy`: how likely a visitor writes more than she must."""
        true = _what_holds(knock)
        if knock.outcome != "completed":
            return self._say("outcome", true, knock)
        knock.hazards = [
            (item, self._say("hazard", true | {f"hazard:{item}"}, knock))
            for item, _note in knock.hazards
        ]
        parts = [words for _item, words in knock.hazards]
        if self._rng.random() < wordy or "watch" in true:
            parts.insert(0, self._say("state", true, knock))
            if self._rng.random() < wordy * 0.6:
                parts.append(self._say("life", true, knock))
        parts += [self._say("need", true | {f"need:{need}"}, knock) for need in knock.needs]
        return "".join(part for part in parts if part)

    def _say(self, part: str, true: frozenset[str], knock: Knock) -> str:
        lately = self._lately[knock.elders[0].key]
        fits = [one for one in _all()[part] if one.needs <= true]
        fits = [one for one in fits if one.text not in lately] or fits
        if not fits:
            return ""
        # A sentence that asks for more tells more, so it is taken rather than a general one.
        chosen = min(
            fits,
            key=lambda one: (
                (self._said[one.text] + 1) / (len(one.needs) + 1) * self._rng.uniform(1, 3)
            ),
        )
        self._said[chosen.text] += 1
        lately.append(chosen.text)
        del lately[:-_REMEMBERED]
        return self._filled(chosen.text, knock.elders[0])

    def _filled(self, text: str, elder: Elder) -> str:
        kin = next(iter(elder.kin), Kin("", "孩子", "", ""))
        away = kin.place if kin.place not in ("", "本市") else self._rng.choice(NOWHERE)
        return text.format(
            kin=f"{kin.relation}{kin.name}",
            place=away,
            illness=elder.tags.get("chronic") or "慢病",
            blood=f"{self._rng.randrange(118, 139)}/{self._rng.randrange(70, 86)}",
            high=f"{self._rng.randrange(146, 168)}/{self._rng.randrange(86, 99)}",
        )


def _what_holds(knock: Knock) -> frozenset[str]:
    elder = knock.elders[0]
    true = {knock.mode, knock.outcome, knock.wellbeing, elder.sex, *elder.tags}
    true.add(_SEASONS.get(knock.at.month, "autumn"))
    true.add("couple" if len(knock.elders) > 1 else _AT_HOME.get(elder.company, "alone"))
    if elder.kin:
        true.add("kin")
    if elder.age_on(knock.day) >= 80:
        true.add("age80")
    if elder.door.floor >= 4 and not elder.door.house.has_lift:
        true.add("upstairs")
    if not elder.door.house.is_cottages:
        true.add("neighbour")
    return frozenset(true)


@functools.cache
def _all() -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = defaultdict(list)
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["part"]].append(Remark(frozenset(row["when"].split()), row["text"]))
    return found
