"""All that is invented for one seed and one day. Pure: the same two give the same community."""

from dataclasses import dataclass
from datetime import date
from random import Random

from sixin.site.demo import cast, community, elders, facts, fates
from sixin.site.demo.cast import Role
from sixin.site.demo.community import Grid, House
from sixin.site.demo.elders import Elder

SEED = 1949
# Elders on the register at the end, those who stand on it twice counted twice.
ON_REGISTER = 1000


@dataclass(frozen=True, slots=True)
class Invention:
    """A community as it will have become on `today`."""

    seed: int
    today: date
    grids: list[Grid]
    houses: list[House]
    elders: list[Elder]
    members: list[Role]

    @property
    def first_day(self) -> date:
        """The first day of the year before: here everything begins."""
        return date(self.today.year - 1, 1, 1)

    def chance(self, of: str) -> Random:
        """A source of chance for one part, so that a change in one part leaves others alone."""
        return Random(f"{self.seed}/{of}")  # noqa: S311 - chance for a story, not for a secret


def invent(today: date, seed: int = SEED) -> Invention:
    """The community of that day."""
    grids = community.grids()
    made = Invention(seed, today, grids, [], [], list(cast.members()))
    made.houses.extend(community.houses(made.chance("houses")))
    made.elders.extend(
        elders.invent(
            made.chance("elders"), today, made.houses, ON_REGISTER + fates.LEAVING - fates.TWICE
        )
    )
    facts.tell(made.chance("facts"), made.elders, today)
    fates.decide(made.chance("fates"), made.elders, today)
    return made
