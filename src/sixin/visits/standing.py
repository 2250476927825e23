"""Work out where an elder stands from her visits; the one place that says what they add up to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sixin.base import clock
from sixin.registers.models import Person
from sixin.visits.models import Mode, Standing, State, Visit

KNOCKED = tuple(s for s in State if s not in (State.PLANNED, State.CANCELLED))
ABSENT = frozenset({State.AWAY, State.HOSPITAL, State.REFUSED})
_FIELDS = ("pk", "state", "mode", "occurred_at", "next_on")
_AT_ONCE = 10_000  # people a query: databases bound the number of values


class Knock(NamedTuple):
    """What counts of a recorded visit."""

    pk: UUID
    state: str
    mode: str
    at: datetime
    next_on: date | None

    @property
    def failed(self) -> bool:
        """Somebody stood at the door and nobody answered; a call that rang out is no knock."""
        return self.state == State.NO_ANSWER and self.mode == Mode.HOME


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an elder stands: the fields of `Standing`, whether stored or worked out."""

    last_met_on: date | None = None
    last_visit_id: UUID | None = None
    last_knock_on: date | None = None
    failed_knocks: int = 0
    absence: str = ""
    next_on: date | None = None


def refresh(person: Person) -> Standing:
    """Read the visits of this row and keep the outcome in its `Standing`. Called by actions."""
    found = work_out(knocks_of([person.pk]))
    row, _created = Standing.objects.update_or_create(
        person=person, defaults={name: getattr(found, name) for name in Outcome.__slots__}
    )
    return row


def knocks_of(rows: Collection[UUID], until: date | None = None) -> list[Knock]:
    """Recorded visits at which one of these people was sought or met, the latest first."""
    return _latest_first(knock for _pk, knock in _knocks(rows, until))


def knocks_by_person(rows: Collection[UUID], until: date) -> dict[UUID, list[Knock]]:
    """The same for each of these people, up to and including the day `until`."""
    found: dict[UUID, list[Knock]] = {pk: [] for pk in rows}
    for pk, knock in _knocks(rows, until):
        found[pk].append(knock)
    return {pk: _latest_first(knocks) for pk, knocks in found.items()}


def work_out(knocks: list[Knock]) -> Outcome:
    """Where she stands after these knocks, the latest first; in whatever order they were sent.

    Failed knocks are those in a row since anybody last knew where she was.
    """
    if not knocks:
        return Outcome()
    met = next((i for i, knock in enumerate(knocks) if knock.state == State.COMPLETED), None)
    latest = knocks[0]
    return Outcome(
        last_met_on=None if met is None else clock.day_of(knocks[met].at),
        last_visit_id=None if met is None else knocks[met].pk,
        last_knock_on=clock.day_of(latest.at),
        failed_knocks=len(failed_in_a_row(knocks)),
        absence=latest.state if latest.state in ABSENT else "",
        next_on=agreed_day(knocks),
    )


def agreed_day(knocks: list[Knock]) -> date | None:
    """The day last agreed with her that still stands.

    Seeing her at home settles it whenever that is; a call settles it only from that day on.
    """
    reached = date.min
    for knock in knocks:
        if knock.next_on:
            return knock.next_on if knock.next_on > reached else None
        if knock.state == State.COMPLETED:
            if knock.mode == Mode.HOME:
                return None
            reached = max(reached, clock.day_of(knock.at))
    return None


def failed_in_a_row(knocks: list[Knock]) -> list[Knock]:
    """The failed knocks since anybody last knew where she was, the latest first."""
    found = []
    for knock in knocks:
        if knock.state != State.NO_ANSWER:
            break
        if knock.failed:
            found.append(knock)
    return found


def _knocks(rows: Collection[UUID], until: date | None) -> Iterable[tuple[UUID, Knock]]:
    """(person, knock), two plain reads: an OR over the join would read every visit there is."""
    known = Visit.objects.filter(state__in=KNOCKED).order_by()
    if until is not None:
        known = known.filter(occurred_at__lt=clock.end_of(until))
    people = list(rows)
    for person in ("person", "also_met"):
        for start in range(0, len(people), _AT_ONCE):
            some = known.filter(**{f"{person}__in": people[start : start + _AT_ONCE]})
            for row in some.values_list(person, *_FIELDS):
                yield row[0], Knock(*row[1:])


def _latest_first(knocks: Iterable[Knock]) -> list[Knock]:
    return sorted({k.pk: k for k in knocks}.values(), key=lambda k: (k.at, k.pk), reverse=True)
