"""The rows behind a figure as people read them: when, what, for whom, by whom, where.

Names are given only where the member sees people; elsewhere it is said how many there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sixin.certifications.models import Benefit, Certification, Channel
from sixin.events.models import Event
from sixin.events.models import Kind as EventKind
from sixin.ledger.models import Part, PartRole, Record
from sixin.registers import rules
from sixin.registers.models import Area, Member, Partner, Person
from sixin.registers.powers import Power
from sixin.visits.models import Mode
from sixin.volunteers.models import Kind as ServiceKind
from sixin.volunteers.models import Place, Service

WORDS: dict[str, dict[str, Any]] = {
    "visit.completed": dict(Mode.choices),
    "certification.done": dict(Channel.choices),
    "event.held": dict(EventKind.choices),
    "volunteer.served": dict(Place.choices),
}


@dataclass(slots=True)
class Line:
    """One record. people: those who may be named, as (id, name); hidden: how many others.

    title: what it was, "" where nobody may be named: people write names into titles. by: who
    served, partners always; unnamed: how many others did.
    """

    record: Record
    what: str
    title: str = ""
    people: list[tuple[UUID, str]] = field(default_factory=list)
    hidden: int = 0
    by: list[str] = field(default_factory=list)
    unnamed: int = 0

    @property
    def number(self) -> int:
        """People served."""
        return self.record.people


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many people of a stock a place has."""

    place: Area
    people: int


def lines(records: Sequence[Record], member: Member, on: date) -> list[Line]:
    """One line for each record, in a number of questions that does not grow with them."""
    seen = _seen(member, on)
    titles = _titles([record for record in records if record.area_id in seen])
    parts: dict[UUID, list[Part]] = defaultdict(list)
    for part in Part.objects.filter(record__in=[record.pk for record in records]).order_by("pk"):
        parts[part.record_id].append(part)
    served = {p.party for ps in parts.values() for p in ps if p.role == PartRole.BENEFICIARY}
    gave = {p.party for ps in parts.values() for p in ps if p.role == PartRole.PROVIDER}
    named, givers = _named(served, seen), _givers(gave, seen)
    found = []
    for record in records:
        line = Line(record, str(WORDS[record.kind][record.variant]), titles.get(record.subject, ""))
        for part in parts[record.pk]:
            _note(line, part, named, givers.partners if record.area_id not in seen else givers.all)
        found.append(line)
    return found


def people(rows: Iterable[Person], member: Member, on: date) -> list[Person | None]:
    """The same rows; None for one that the member may not see by name, or whose data were erased."""
    seen = _seen(member, on)
    return [row if row.area_id in seen and not row.erased_at else None for row in rows]


def may_list(member: Member, area: Area, on: date) -> bool:
    """Whether the people behind a figure of `area` are listed for `member`, or only counted."""
    return rules.may(member, Power.SEE_PEOPLE, area, on)


def _seen(member: Member, on: date) -> set[int]:
    """The areas in which the member sees people."""
    return set(rules.areas_of(member, on, Power.SEE_PEOPLE).values_list("pk", flat=True))


def _note(
    line: Line, part: Part, named: dict[UUID, tuple[UUID, str]], givers: dict[UUID, str]
) -> None:
    if part.role == PartRole.PROVIDER:
        if part.party in givers:
            line.by.append(givers[part.party])
        else:
            line.unnamed += 1
    elif part.party in named:
        line.people.append(named[part.party])
    else:
        line.hidden += 1


def _named(parties: set[UUID], seen: set[int]) -> dict[UUID, tuple[UUID, str]]:
    """party -> (id, name) of the person who is kept, where the member may see her; erased ones not."""
    rows = Person.objects.filter(pk__in=parties).select_related("merged_into")
    kept = {row.pk: row.merged_into or row for row in rows}
    shown = {pk: one for pk, one in kept.items() if one.area_id in seen and not one.erased_at}
    return {pk: (one.pk, one.name) for pk, one in shown.items()}


@dataclass(frozen=True, slots=True)
class _Givers:
    """Names of those who served, by id: partners, and everybody who may be named."""

    partners: dict[UUID, str]
    all: dict[UUID, str]


def _givers(parties: set[UUID], seen: set[int]) -> _Givers:
    partners = dict(Partner.objects.filter(pk__in=parties).values_list("pk", "name"))
    elders = Person.objects.filter(pk__in=parties, area__in=seen, erased_at__isnull=True)
    members = Member.objects.filter(pk__in=parties).values_list("pk", "name")
    return _Givers(
        partners, {**dict(elders.values_list("pk", "name")), **partners, **dict(members)}
    )


def _titles(records: Sequence[Record]) -> dict[UUID, str]:
    """subject -> what it was: an event's title, a benefit, a kind of service."""
    subjects: dict[str, list[UUID]] = defaultdict(list)
    for record in records:
        subjects[record.kind].append(record.subject)
    events = Event.objects.filter(pk__in=subjects["event.held"])
    titles = dict(events.values_list("pk", "title"))
    done = Certification.objects.filter(pk__in=subjects["certification.done"])
    titles |= {pk: str(Benefit(what).label) for pk, what in done.values_list("pk", "benefit")}
    served = Service.objects.filter(pk__in=subjects["volunteer.served"])
    titles |= {pk: str(ServiceKind(what).label) for pk, what in served.values_list("pk", "kind")}
    return titles
