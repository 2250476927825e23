"""One person's page: who she is, what is agreed, by when to see her, and what happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sixin.hazards import queries as hazards
from sixin.registers import rules
from sixin.registers.models import Consent, Contact, Member, Person, PersonTag
from sixin.registers.models.ties import Purpose
from sixin.registers.powers import Power
from sixin.registers.queries import consents, people
from sixin.rulebook.models import Rule
from sixin.site.desk.people.threads import Moment
from sixin.visits.models import State, Visit
from sixin.visits.policy import Cadence
from sixin.visits.queries import asking, due


@dataclass(frozen=True, slots=True)
class Story:
    """What the left column and the head of the page say.

    photos: whether she agrees that photos are kept and shown. due: her entry on the due list; None when nothing asks for her. last: the visit at which she
    was last met. latest_own: the visit that who asks may take back.
    """

    person: Person
    cadence: Cadence
    due: due.Due | None
    last: Visit | None
    latest_own: Visit | None
    tags: list[PersonTag]
    former_tags: list[PersonTag]
    contacts: list[Contact]
    consents: list[Consent]
    former_consents: list[Consent]
    photos: bool
    household: list[Person]
    may_keep: bool
    may_note: bool
    may_reveal: bool


def visible(member: Member, on: date) -> QuerySet[Person]:
    """People whom `member` may open, with their place on the map."""
    return people.visible_to(member, on).select_related(
        "area", "household__building", "household__entrance"
    )


def of(person: Person, moments: list[Moment], member: Member, on: date) -> Story:
    """Everything beside the line of time."""
    cadence, entry = due.of_person(person, on)
    seen = [m.row for m in moments if m.kind == "visits"]
    facts = list(person.tags.select_related("recorded_by"))
    agreed, former = consents.now_and_before(person, on)
    return Story(
        person=person,
        cadence=cadence,
        due=None if person.left_on else entry,
        last=next((v for v in seen if v.state == State.COMPLETED), None),
        latest_own=latest_own(seen, member),
        tags=[fact for fact in facts if fact.until is None or fact.until > on],
        former_tags=[fact for fact in facts if fact.until and fact.until <= on],
        contacts=list(person.contacts.all()),
        consents=agreed,
        former_consents=former,
        photos=any(consent.purpose == Purpose.PHOTO for consent in agreed),
        household=_household(person, member, on),
        may_keep=rules.may_keep_registers(member, person.area, on),
        may_note=rules.may_note_facts(member, person.area, on),
        may_reveal=rules.may(member, Power.REVEAL, person.area, on),
    )


def latest_own(visits: list[Visit], member: Member) -> Visit | None:
    """The last visit that `member` wrote down and that still stands; None without one."""
    mine = [
        visit
        for visit in visits
        if visit.recorded_by_id == member.pk
        and visit.recorded_at
        and visit.state not in (State.PLANNED, State.CANCELLED)
    ]
    return max(mine, key=lambda visit: (visit.recorded_at, visit.pk), default=None)


def rule_words(person: Person, on: date) -> dict[str, dict[Any, Rule]]:
    """The rule rows that give hazards and needs their words: {"hazards": …, "needs": …}."""
    return {
        "hazards": {row.when["item"]: row for row in hazards.checklist(person.area, on)},
        "needs": {row.when["need"]: row for row in asking.needs(person.area, on)},
    }


def _household(person: Person, member: Member, on: date) -> list[Person]:
    if person.household_id is None:
        return []
    same = Q(household=person.household_id) & ~Q(pk=person.pk)
    return list(people.visible_to(member, on).filter(same, left_on__isnull=True))
