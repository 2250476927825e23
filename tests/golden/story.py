"""A small year of 育红巷社区, deed by deed through the actions that people use."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sixin.base import clock
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, Person
from sixin.visits import actions as visits
from sixin.visits.models import Visit
from sixin.visits.reports import Report
from sixin.volunteers import actions as volunteers

SINCE = date(2025, 1, 1)


@dataclass
class Story:
    """What was done, and by figure the records that must stand behind it."""

    community: Area
    wang_fang: Member
    li_wei: Member
    now: datetime
    people: list[Person] = field(default_factory=list)
    records: dict[str, list[UUID]] = field(default_factory=dict)
    home_visits: list[Visit] = field(default_factory=list)

    def note(self, record: UUID | None, *codes: str) -> None:
        assert record is not None
        for code in codes:
            self.records.setdefault(code, []).append(record)

    def visit(self, person: Person, day: date, mode: str = "home", *also: Person) -> Visit:
        """王芳 meets somebody."""
        report = Report(
            person=person, outcome="completed", occurred_at=clock.at(day, 10), mode=mode,
            minutes=20, wellbeing="good", also_met=also,
        )  # fmt: skip
        return visits.record(report=report, by=self.wang_fang, now=self.now)


def tell(community: Area, grids: list[Area], wang: Member, li: Member, now: datetime) -> Story:
    """23 home visits with 24 people, 3 calls, 2 certifications, 2 health events, 3 services."""
    story = Story(community, wang, li, now)
    for n in range(8):
        story.people.append(
            enrolling.add_person(
                area=grids[n % 2],
                name=f"老人{n}",
                birth_date=date(1940 + n, 3, 1),
                registered_on=SINCE,
            )  # fmt: skip
        )
    enrolling.tag(person=story.people[0], tag="living_alone", since=SINCE, source="roster", by=None)
    _visits(story)
    _certifications(story)
    _events(story)
    _services(story)
    return story


def _visits(story: Story) -> None:
    near = [person for n, person in enumerate(story.people) if n % 2 == 0]
    for n in range(23):
        day = date(2026, 1, 5) + timedelta(days=13 * n)
        also = (near[1],) if n == 0 else ()
        made = story.visit(near[0] if n == 0 else near[n % 3], day, "home", *also)
        story.home_visits.append(made)
        story.note(made.record, "visits.person_times", "visits.people")
    for n in range(3):
        made = story.visit(near[3], date(2026, 6, 1 + n), "phone")
        story.note(made.record, "visits.remote_person_times", "visits.people")
    story.visit(near[0], date(2025, 12, 31))
    wrong = story.visit(near[2], date(2026, 5, 5))
    visits.take_back(visit=wrong, because="记错了人", by=story.wang_fang, now=story.now)


def _certifications(story: Story) -> None:
    for n, channel in enumerate(["home", "home", "remote"]):
        made = certifications.record_done(
            person=story.people[n], benefit="pension", channel=channel,
            done_on=date(2026, 3, 1 + n), by=story.li_wei, now=story.now,
        )  # fmt: skip
        if channel == "home":
            story.note(made.record, "certifications.person_times")


def _events(story: Story) -> None:
    for kind, count in [("lecture", 5), ("clinic", 4), ("festival", 8)]:
        made = events.hold(
            area=story.community, kind=kind, title=f"{count} 人的活动", place="活动室",
            held_at=clock.at(date(2026, 4, count), 15), minutes=60, came=story.people[:count],
            members=[story.li_wei], partner=None, by=story.li_wei, now=story.now,
        )  # fmt: skip
        if kind != "festival":
            story.note(made.record, "events.health_sessions", "people.benefited_person_times")


def _services(story: Story) -> None:
    for n, place in enumerate(["home", "home", "home", "community"]):
        made = volunteers.serve(
            person=story.people[n], kind="haircut", place=place,
            served_at=clock.at(date(2026, 7, 1 + n), 9), minutes=30, members=[story.li_wei],
            confirmed_by="本人", by=story.li_wei, now=story.now,
        )  # fmt: skip
        if place == "home":
            story.note(made.record, "volunteers.home_services", "people.benefited_person_times")
