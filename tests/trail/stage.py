"""Those on whom each action is tried, and what it needs to stand before it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sixin.base.ids import uuid7
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.hazards import actions as hazards
from sixin.registers.actions import consenting, contacting, devices, inviting, merging, tagging
from sixin.registers.models import Area, DuplicatePair, Member, Person
from sixin.visits import actions as visits
from sixin.visits.actions import Stop
from sixin.visits.reports import Report
from sixin.volunteers import actions as volunteers

LONG_AGO = date(2026, 1, 1)


@dataclass
class Stage:
    """A community with its grid, who works there, and two elders."""

    community: Area
    grid: Area
    second: Area
    wang: Member
    li: Member
    zhao: Member
    zhang: Person
    ma: Person
    now: datetime

    @property
    def desk(self) -> dict[str, Any]:
        """By whom and when, at the desk."""
        return {"by": self.li, "now": self.now}

    @property
    def lead(self) -> dict[str, Any]:
        """By whom and when, for who keeps the members."""
        return {"by": self.zhao, "now": self.now}

    @property
    def today(self) -> date:
        """The day of all this."""
        return self.now.date()

    def contact(self) -> Any:
        who = contacting.Who(name="张小明", phone="13600000009")
        return contacting.add(person=self.zhang, who=who, **self.desk)

    def consent(self, purpose: str = "photo") -> Any:
        return consenting.give(
            person=self.zhang, purpose=purpose, given_on=LONG_AGO, way="spoken", **self.desk
        )

    def fact(self) -> Any:
        return tagging.state(
            person=self.zhang, tag="chronic", since=LONG_AGO, source="self", **self.desk
        )

    def pair(self) -> DuplicatePair:
        return DuplicatePair.objects.create(
            first=self.zhang, second=self.ma, score=90, found_at=self.now
        )

    def merge(self) -> Any:
        self.pair()
        return merging.merge(kept=self.zhang, merged=self.ma, take=frozenset(), **self.desk)

    def report(self, outcome: str = "completed", days: int = 0) -> Report:
        at = self.now - timedelta(days=days)
        known = {"wellbeing": "good"} if outcome == "completed" else {}
        return Report(id=uuid7(), person=self.zhang, outcome=outcome, occurred_at=at, **known)

    def visit(self, outcome: str = "completed") -> Any:
        return visits.record(report=self.report(outcome), by=self.wang, now=self.now)

    def stop(self) -> Any:
        stops = [Stop(self.zhang, self.today, self.wang)]
        made = visits.plan(
            area=self.community, name="冬至", first_day=self.today, last_day=self.today,
            stops=stops, **self.desk,
        )  # fmt: skip
        return made.visits.get()

    def follow_up(self) -> Any:
        for days in (2, 1):
            report = self.report("no_answer", days)
            visits.record(report=report, by=self.wang, now=report.occurred_at)
        return self.zhang.follow_ups.get()

    def hazard(self) -> Any:
        return hazards.report(
            person=self.zhang, item="hose", note="", because_of=None, by=self.wang, now=self.now
        )

    def certification(self) -> Any:
        return certifications.record_done(
            person=self.zhang, benefit="pension", channel="home", done_on=LONG_AGO, **self.desk
        )

    def event(self) -> Any:
        return events.hold(
            area=self.community, kind="clinic", title="义诊", place="社区", held_at=self.now,
            minutes=60, came=[self.zhang], members=[self.li], partner=None, **self.desk,
        )  # fmt: skip

    def service(self) -> Any:
        return volunteers.serve(
            person=self.zhang, kind="haircut", place="home", served_at=self.now, minutes=30,
            members=[self.wang], confirmed_by="本人", **self.desk,
        )  # fmt: skip

    def device(self) -> Any:
        return devices.register(member=self.wang, name="Chrome", now=self.now)[0]

    def invitation(self) -> Any:
        return inviting.invite(member=self.wang, **self.lead)[0]
