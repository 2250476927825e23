"""Enter the story deed by deed, by the actions that people use, each at the moment it was written."""

from collections.abc import Callable, Iterable
from typing import Any

from sixin.base import ids
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.hazards import actions as hazards
from sixin.registers.actions import consenting, registering, tagging
from sixin.registers.actions.changing import Identity
from sixin.registers.models import Area, Consent, Member, Partner, Person, PersonTag, Tag, TagSource
from sixin.site.demo.deeds import (
    Agreed,
    Certified,
    Deed,
    Joined,
    Knock,
    Round,
    Service,
    Session,
    Widowed,
    Withdrawn,
)
from sixin.site.demo.elders import Elder
from sixin.site.demo.registering import Registered
from sixin.visits import actions as visits
from sixin.visits.actions.planning import Stop
from sixin.visits.models import FollowUp, Visit
from sixin.visits.reports import Report
from sixin.volunteers import actions as volunteers


class Performance:
    """Knows which row each invented elder, member and round has become."""

    def __init__(self, entered: Registered, people: dict[int, Person]) -> None:
        self._community: Area = entered.community
        self._grids: list[Area] = entered.grids
        self._members: dict[str, Member] = entered.members
        self._partners: list[Partner] = entered.partners
        self._people = people
        self._stops: dict[tuple[Round, int], Visit] = {}
        self._consents: dict[Agreed, Consent] = {}
        self._verbs: dict[type[Deed], Callable[[Any], None]] = {
            Agreed: self._agree,
            Certified: self._certify,
            Joined: self._join,
            Knock: self._knock,
            Round: self._plan,
            Service: self._serve,
            Session: self._hold,
            Widowed: self._widow,
            Withdrawn: self._withdraw,
        }

    def perform(self, deeds: Iterable[Deed]) -> None:
        """Every deed in its turn."""
        for deed in deeds:
            self._verbs[type(deed)](deed)

    def _knock(self, knock: Knock) -> None:
        by = self._members[knock.by]
        person = self._person(knock.elders[0])
        planned = self._stops.get((knock.round, knock.elders[0].key)) if knock.round else None
        made = visits.record(
            report=Report(
                id=planned.pk if planned else ids.uuid7(),
                person=person,
                outcome=knock.outcome,
                occurred_at=knock.at,
                mode=knock.mode,
                minutes=knock.minutes,
                wellbeing=knock.wellbeing,
                seen=knock.seen,
                needs=knock.needs,
                note=knock.note,
                colleagues=tuple(self._members[name] for name in knock.colleagues),
                also_met=tuple(self._person(elder) for elder in knock.elders[1:]),
                child_told=knock.child_told,
                next_on=knock.next_on,
            ),
            by=by,
            now=knock.written_at,
        )
        for item, note in knock.hazards:
            hazards.report(
                person=person, item=item, note=note, because_of=made.pk, by=by,
                now=knock.written_at,
            )  # fmt: skip
        for one in knock.certified:
            self._certify(one, visit=made)
        if knock.steps:
            self._look_for(knock, person)
        if knock.taken_back:
            when, why = knock.taken_back
            visits.take_back(visit=made, because=why, by=by, now=when)

    def _look_for(self, knock: Knock, person: Person) -> None:
        """What was done after nobody had answered twice."""
        waiting = FollowUp.objects.filter(person=person, closed_at__isnull=True).first()
        if waiting is None:
            return
        by = self._members[knock.by]
        for step, note, when in knock.steps:
            visits.take_step(follow_up=waiting, step=step, note=note, by=by, now=when)
            if knock.found:
                visits.close(follow_up=waiting, outcome=knock.found, by=by, now=when)

    def _plan(self, planned: Round) -> None:
        made = visits.plan(
            area=self._community,
            name=planned.name,
            first_day=planned.first_day,
            last_day=planned.last_day,
            stops=[
                Stop(self._person(elder), day, self._members[name])
                for elder, day, name in planned.stops
            ],
            by=self._members[planned.by],
            now=planned.written_at,
        )
        stops = {visit.person_id: visit for visit in made.visits.all()}
        for elder, _day, _name in planned.stops:
            self._stops[planned, elder.key] = stops[self._person(elder).pk]

    def _certify(self, one: Certified, visit: Visit | None = None) -> None:
        by = self._members[one.by]
        made = certifications.record_done(
            person=self._person(one.elder),
            benefit=one.benefit,
            channel=one.channel,
            done_on=one.at.date(),
            receipt_number=one.receipt,
            because_of=visit.pk if visit else None,
            by=by,
            now=one.written_at,
        )
        if one.taken_back:
            certifications.take_back(certification=made, by=by, now=one.taken_back[0])

    def _hold(self, session: Session) -> None:
        by = self._members[session.by]
        made = events.hold(
            area=self._community,
            kind=session.kind,
            title=session.title,
            place=session.place,
            held_at=session.at,
            minutes=session.minutes,
            came=[self._person(elder) for elder in session.came],
            members=[self._members[name] for name in session.members],
            partner=None if session.partner is None else self._partners[session.partner],
            by=by,
            now=session.written_at,
        )
        if session.taken_back:
            events.take_back(event=made, by=by, now=session.taken_back[0])

    def _serve(self, service: Service) -> None:
        volunteers.serve(
            person=self._person(service.elder),
            kind=service.kind,
            place=service.place,
            served_at=service.at,
            minutes=service.minutes,
            members=[self._members[name] for name in service.members],
            elders=[self._person(elder) for elder in service.elders],
            confirmed_by=service.confirmed_by,
            by=self._members[service.by],
            now=service.written_at,
        )

    def _agree(self, agreed: Agreed) -> None:
        by = self._members[agreed.by]
        made = consenting.give(
            person=self._person(agreed.elder), purpose=agreed.purpose, given_on=agreed.at.date(),
            way=agreed.way, by=by, now=agreed.written_at,
        )  # fmt: skip
        self._consents[agreed] = made

    def _withdraw(self, withdrawn: Withdrawn) -> None:
        consenting.withdraw(
            consent=self._consents[withdrawn.agreed], on=withdrawn.at.date(),
            by=self._members[withdrawn.by], now=withdrawn.written_at,
        )  # fmt: skip

    def _join(self, joined: Joined) -> None:
        elder = joined.elder
        self._people[elder.key] = registering.register(
            area=self._grids[elder.grid],
            said=Identity(name=elder.name, id_number=elder.identity),
            phone=elder.phone,
            address=elder.door.address,
            tags=tuple(elder.tags),
            by=self._members[joined.by],
            now=joined.written_at,
        )

    def _widow(self, widowed: Widowed) -> None:
        person, by = self._person(widowed.elder), self._members[widowed.by]
        day = widowed.at.date()
        for fact in PersonTag.objects.filter(person=person, tag=Tag.EMPTY_NEST, until=None):
            tagging.end(fact=fact, until=day, by=by, now=widowed.written_at)
        tagging.state(
            person=person, tag=Tag.LIVING_ALONE, since=day, source=TagSource.OBSERVED,
            evidence="老伴去世", by=by, now=widowed.written_at,
        )  # fmt: skip

    def _person(self, elder: Elder) -> Person:
        return self._people[elder.key]
