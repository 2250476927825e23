"""Who went, how long, how she was, what was seen, wanted, agreed, and when it was written down."""

from datetime import timedelta
from random import Random

from sixin.site.demo import cast, workdays
from sixin.site.demo.care import Home
from sixin.site.demo.deeds import Agreed, Knock
from sixin.site.demo.invention import Invention

_NEEDS = {
    "errand": 5,
    "clinic": 5,
    "haircut": 4,
    "shopping": 5,
    "repair": 4,
    "company": 4,
    "policy": 5,
}
_HAZARDS = ["hose", "hose_age", "joint", "cutoff", "socket", "strip", "load", "wire", "blanket", "leak",
            "passage", "balcony"]  # fmt: skip
HAZARDS = 15
RECENT = timedelta(75)
LATEST = timedelta(9)
_SEEN_AT_HOME = ("health", "mind", "safety", "hygiene", "living")


class Teller:
    """Fills in what a knock was like."""

    def __init__(self, rng: Random, made: Invention, consenting: dict[int, Agreed]) -> None:
        self._rng, self._today, self._consenting = rng, made.today, consenting
        self._leads = {
            grid: role.username
            for role in made.members
            if role.role == "grid_lead"
            for grid in role.grids
        }

    def tell(self, knock: Knock) -> None:
        """Everything but hazards, note and the day agreed."""
        self._who(knock)
        if knock.met:
            self._how(knock)
        self._written(knock)

    def _who(self, knock: Knock) -> None:
        grid, chance = knock.elders[0].grid, self._rng.random()
        knock.by = cast.worker_of(grid)
        if knock.mode == "phone" and chance < 0.12:
            knock.by = self._rng.choice(["liwei", "maxiaoyun", "cairangcuo"])
        elif chance < 0.1:
            knock.by = self._leads[grid]
        if knock.mode == "home" and self._rng.random() < 0.16:
            knock.colleagues = [self._rng.choice(cast.colleagues_in(grid))]

    def _how(self, knock: Knock) -> None:
        at_home = knock.mode == "home"
        knock.minutes = self._rng.randrange(12, 46) if at_home else self._rng.randrange(2, 11)
        frail = {"dementia", "disabled_care", "severe_illness"} & set(knock.elders[0].tags)
        weights = [42, 49, 9] if frail else [72, 26, 2]
        knock.wellbeing = self._rng.choices(["good", "fair", "watch"], weights)[0]
        knock.seen = self._seen(knock, at_home=at_home)
        if self._rng.random() < (0.16 if at_home else 0.05):
            knock.needs = (self._rng.choices(list(_NEEDS), list(_NEEDS.values()))[0],)
        if self._may_tell(knock):
            likely = 1.0 if knock.wellbeing == "watch" else (0.6 if at_home else 0.1)
            knock.child_told = self._rng.random() < likely

    def _may_tell(self, knock: Knock) -> bool:
        """Her consent holds on that day."""
        agreed = self._consenting.get(knock.elders[0].key)
        if agreed is None or agreed.at.date() >= knock.day:
            return False
        # Some are written down days later; the consent must hold then as well.
        ends = agreed.withdrawn_on
        return ends is None or knock.day + LATEST < ends

    def _seen(self, knock: Knock, *, at_home: bool) -> dict[str, str]:
        if not at_home:
            health = "fine" if knock.wellbeing == "good" else "concern"
            return {"health": health, "mind": "fine"}
        seen = dict.fromkeys(_SEEN_AT_HOME, "fine")
        if knock.wellbeing != "good":
            seen["health"] = "concern"
        if self._rng.random() < 0.06:
            seen[self._rng.choice(["mind", "hygiene", "living"])] = "concern"
        if self._rng.random() < 0.08:
            seen[self._rng.choice(["hygiene", "living"])] = "unseen"
        return seen

    def _written(self, knock: Knock) -> None:
        if knock.day >= self._today:
            knock.written_at = knock.at + timedelta(minutes=self._rng.randrange(3, 12))
            return
        knock.written_at = knock.at + timedelta(minutes=self._rng.randrange(8, 150))
        if self._rng.random() < 0.05 and not knock.steps:
            later = workdays.at_or_after(knock.day + timedelta(self._rng.randint(1, 4)))
            if later < self._today:
                knock.written_at = knock.written_at.replace(
                    year=later.year, month=later.month, day=later.day
                )


def find_hazards(rng: Random, knocks: list[Knock], made: Invention) -> None:
    """Some visits of late found what may hurt somebody; 李国庆's found an old gas hose."""
    visits = [
        k for k in knocks if k.mode == "home" and k.met and not k.hazards and k.day < made.today
    ]
    recent = [k for k in visits if k.day >= made.today - RECENT]
    older = [k for k in visits if made.today.year == k.day.year and k.day < made.today - RECENT]
    chosen = rng.sample(recent, min(10, len(recent))) + rng.sample(
        older, min(HAZARDS - 10, len(older))
    )
    items = rng.sample(_HAZARDS, len(_HAZARDS)) + ["hose", "strip"]
    for knock, item in zip(chosen, items, strict=False):
        knock.hazards = [(item, "")]
    for knock in knocks:
        if knock.hazards:
            knock.seen["safety"] = "concern"


def agree_on_days(
    rng: Random, met: dict[Home, list[Knock]], general: list[Knock], made: Invention
) -> None:
    """A day for the next meeting: kept where it has been, near where it is yet to come."""
    soon = list(workdays.between(made.today + timedelta(1), made.today + timedelta(10)))
    for knocks in met.values():
        for before, after in zip(knocks, knocks[1:], strict=False):
            if rng.random() < 0.16:
                before.next_on = after.day
        if knocks and rng.random() < 0.1 and (made.today - knocks[-1].day).days < 20:
            knocks[-1].next_on = rng.choice(soon)
    for knock in [k for k in general if k.day > made.today - timedelta(24)][-6:]:
        knock.next_on = rng.choice(soon)
