"""What happened in the story: plain values, each at the moment at which somebody wrote it down."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sixin.site.demo.elders import Elder


@dataclass(slots=True, kw_only=True, eq=False)
class Deed:
    """at: when it was; written_at: when it was recorded; by: a member's username."""

    at: datetime
    written_at: datetime
    by: str
    # (when, why) if it was a mistake
    taken_back: tuple[datetime, str] | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Certified(Deed):
    """A benefit certified. knock: the visit at which it was."""

    elder: Elder
    benefit: str
    channel: str
    receipt: str
    knock: "Knock | None" = None


@dataclass(slots=True, kw_only=True, eq=False)
class Knock(Deed):
    """A visit or call. elders: those sought, met together if `outcome` is completed."""

    elders: list[Elder]
    outcome: str = "completed"
    mode: str = "phone"
    minutes: int | None = None
    wellbeing: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    note: str = ""
    colleagues: list[str] = field(default_factory=list)
    child_told: bool = False
    next_on: date | None = None
    round: "Round | None" = None
    hazards: list[tuple[str, str]] = field(default_factory=list)
    certified: list[Certified] = field(default_factory=list)
    # What she did when nobody answered twice: (step, words, when).
    steps: list[tuple[str, str, datetime]] = field(default_factory=list)
    found: str = ""

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def met(self) -> int:
        """How many elders it met: person-times."""
        return len(self.elders) if self.outcome == "completed" else 0


@dataclass(slots=True, kw_only=True, eq=False)
class Round(Deed):
    """A round as planned. stops: (elder, day, username)."""

    name: str
    first_day: date
    last_day: date
    stops: list[tuple[Elder, date, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, eq=False)
class Session(Deed):
    """An event with those who came. partner: position in the cast, or None."""

    kind: str
    title: str
    place: str
    minutes: int
    came: list[Elder]
    members: list[str]
    partner: int | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Service(Deed):
    """A volunteer's service; `elders` gave it as well."""

    elder: Elder
    kind: str
    place: str
    minutes: int
    members: list[str]
    elders: list[Elder]
    confirmed_by: str


@dataclass(slots=True, kw_only=True, eq=False)
class Agreed(Deed):
    """A consent given; withdrawn_on: if she thought better of it."""

    elder: Elder
    purpose: str
    way: str
    withdrawn_on: date | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Withdrawn(Deed):
    """A consent that holds no longer."""

    agreed: Agreed


@dataclass(slots=True, kw_only=True, eq=False)
class Joined(Deed):
    """Somebody put on the register by hand."""

    elder: Elder


@dataclass(slots=True, kw_only=True, eq=False)
class Widowed(Deed):
    """She lives alone from that day."""

    elder: Elder
