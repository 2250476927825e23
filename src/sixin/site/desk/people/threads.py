"""What happened to a person, as one line of time: each visit with what followed from it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sixin.base import clock
from sixin.certifications import queries as certifications
from sixin.certifications.models import Certification
from sixin.events import queries as events
from sixin.hazards import queries as hazards
from sixin.hazards.models import Hazard
from sixin.registers.models import Merge, Person
from sixin.visits.models import FollowUp, State, Visit
from sixin.visits.queries import visits
from sixin.volunteers import queries as volunteers

KINDS = ("visits", "hazards", "certifications", "events", "services", "follow_ups", "merges")


@dataclass(slots=True)
class Moment:
    """One entry of the line. kind: of `row`, which is what it came from; at: when it happened.

    hazards, certifications, follow_ups: what stands on the same thread because of `row`.
    """

    kind: str
    at: datetime
    row: Any
    hazards: list[Hazard] = field(default_factory=list)
    certifications: list[Certification] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)

    @property
    def day(self) -> date:
        """The day in China on which it happened."""
        return clock.day_of(self.at)

    @property
    def kinds(self) -> set[str]:
        """Every kind that stands on this thread."""
        hanging = ("hazards", "certifications", "follow_ups")
        return {self.kind, *(name for name in hanging if getattr(self, name))}

    @property
    def state(self) -> str:
        """The knot on the line: see `cotton/timeline_item.html`."""
        if any(one.closed_at is None for one in self.follow_ups):
            return "urgent"
        if self.kind == "visits":
            return _state_of_visit(self.row) if not self.hazards else "waiting"
        return "waiting" if self.kind == "hazards" else "done"


def of(person: Person) -> list[Moment]:
    """Everything that is known to have happened to this person, the latest first."""
    moments = [_visit(row) for row in _visits(person)]
    by_visit = {moment.row.pk: moment for moment in moments}
    for kind, at, row, because_of in _followed(person):
        moment = by_visit.get(because_of) if because_of else None
        if moment:
            getattr(moment, kind).append(row)
        else:
            moments.append(Moment(kind, at, row))
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def counts(moments: list[Moment]) -> dict[str, int]:
    """{kind: on how many entries it stands}, those that there are, in the order of KINDS."""
    found = {kind: sum(kind in moment.kinds for moment in moments) for kind in KINDS}
    return {kind: number for kind, number in found.items() if number}


def _visits(person: Person) -> list[Visit]:
    rows = visits.of_person(person).select_related("person", "recorded_by", "round")
    return list(rows.prefetch_related("also_met"))


def _visit(row: Visit) -> Moment:
    planned = clock.at(row.planned_on) if row.planned_on else None
    at = row.occurred_at or planned or row.recorded_at
    return Moment("visits", at or clock.at(date.min), row)


def _followed(person: Person) -> list[tuple[str, datetime, Any, UUID | None]]:
    """(kind, when, row, the visit it came from) of everything but visits."""
    found: list[tuple[str, datetime, Any, UUID | None]] = [
        ("hazards", row.reported_at, row, row.because_of)
        for row in hazards.of_person(person).select_related("reported_by")
    ]
    found += [
        ("certifications", clock.at(row.done_on, 12), row, row.because_of)
        for row in certifications.of_person(person).select_related("recorded_by")
    ]
    found += [("follow_ups", row.opened_at, row, row.because_of_id) for row in _follow_ups(person)]
    found += [("events", row.held_at, row, None) for row in events.of_person(person)]
    found += [("services", row.served_at, row, None) for row in volunteers.received_by(person)]
    return found + [("merges", row.merged_at, row, None) for row in _merges(person)]


def _follow_ups(person: Person) -> list[FollowUp]:
    rows = visits.follow_ups_of(person).select_related("closed_by")
    return list(rows.prefetch_related("steps__taken_by"))


def _merges(person: Person) -> list[Merge]:
    rows = person.merges.filter(undone_at__isnull=True)
    return list(rows.select_related("merged", "merged_by"))


def _state_of_visit(row: Visit) -> str:
    if row.state == State.COMPLETED:
        return "waiting" if row.wellbeing == "watch" else "done"
    return "waiting" if row.state == State.NO_ANSWER else ""
