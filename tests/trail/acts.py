"""How each action is called. Given the stage, a row prepares it and returns the call itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession

from sixin.base.ids import uuid7
from sixin.base.uploads import Picture
from sixin.certifications import actions as certifications
from sixin.events import actions as events
from sixin.hazards import actions as hazards
from sixin.papers import actions as papers
from sixin.registers.actions import (
    buildings,
    changing,
    closing,
    consenting,
    contacting,
    devices,
    enrolling,
    inviting,
    leaving,
    merging,
    registering,
    revealing,
    roles,
    tagging,
)
from sixin.visits import actions as visits
from sixin.visits.actions import Stop
from sixin.volunteers import actions as volunteers
from tests.cast.second_step import enrol
from tests.trail.stage import LONG_AGO, Stage

Act = Callable[[Stage], Callable[[], Any]]
WHO = contacting.Who(name="李敏", phone="13812345521")
PICTURE = Picture(b"\xff\xd8 a hose", 1, 1)


def on(action: Callable[..., Any], whose: str = "desk", /, **given: Any) -> Act:
    """A call whose arguments are values, or functions of the stage."""

    def prepared(stage: Stage) -> Callable[[], Any]:
        found = {name: one(stage) if callable(one) else one for name, one in given.items()}
        found |= {"by": stage.wang, "now": stage.now} if whose == "wang" else getattr(stage, whose)
        return lambda: action(**found)

    return prepared


def zhang(stage: Stage) -> Any:
    return stage.zhang


def grid(stage: Stage) -> Any:
    return stage.grid


def wang(stage: Stage) -> Any:
    return stage.wang


def gone(stage: Stage) -> Any:
    leaving.leave(person=stage.zhang, on=stage.today, reason="moved", by=None, now=stage.now)
    return stage.zhang


def signed_in(stage: Stage) -> Any:
    UserSession.objects.create(user=stage.wang.user, ip="127.0.0.1", session_key="x" * 32,
                               user_agent="Chrome")  # fmt: skip
    return stage.wang


def secured(stage: Stage) -> Any:
    enrol(stage.wang)
    return stage.wang


def taken_off(stage: Stage) -> Any:
    stop = stage.stop()
    visits.cancel(visit=stop, because="去女儿家", **stage.desk)
    return stop


def apart(stage: Stage) -> Any:
    pair = stage.pair()
    merging.keep_apart(pair=pair, **stage.desk)
    return pair


def photo(stage: Stage) -> Any:
    stage.consent()
    hazard = stage.hazard()
    return hazards.add_photo(hazard=hazard, picture=PICTURE, by=stage.wang, now=stage.now)


def agreed_hazard(stage: Stage) -> Any:
    stage.consent()
    return stage.hazard()


def tomorrow(stage: Stage) -> Any:
    return stage.today + timedelta(days=1)


R, V = "registers/actions/", "visits/actions/"
ACTS: dict[str, Act] = {
    R + "buildings.add_building": on(buildings.add_building, area=grid, name="9号楼"),
    R + "changing.identity": on(
        changing.identity, person=zhang, said=changing.Identity(name="张秀瑛", birth="1942-03-05")
    ),
    R + "changing.phone": on(changing.phone, person=zhang, phone="13909770009"),
    R + "changing.door": on(changing.door, person=zhang, area=grid, address="9号楼1单元101"),
    R + "changing.note": on(changing.note, person=zhang, note="耳背"),
    R + "changing.left": on(changing.left, person=zhang, reason="moved", on=LONG_AGO),
    R + "changing.came_back": on(changing.came_back, person=gone),
    R + "closing.close": on(closing.close, "lead", member=signed_in),
    R + "closing.end_sessions": on(closing.end_sessions, "lead", member=signed_in),
    R + "closing.sign_out": on(closing.sign_out, "lead", member=signed_in),
    R + "closing.take_second_step": on(closing.take_second_step, "lead", member=secured),
    R + "consenting.give": on(
        consenting.give, person=zhang, purpose="photo", given_on=LONG_AGO, way="spoken"
    ),
    R + "consenting.withdraw": on(consenting.withdraw, consent=Stage.consent, on=LONG_AGO),
    R + "contacting.add": on(contacting.add, person=zhang, who=WHO),
    R + "contacting.change": on(contacting.change, contact=Stage.contact, who=WHO),
    R + "contacting.remove": on(contacting.remove, contact=Stage.contact),
    R + "devices.forget": on(devices.forget, "lead", device=Stage.device),
    R + "devices.forget_all": on(
        devices.forget_all, "lead", member=lambda s: s.device().member
    ),
    R + "enrolling.add_area": on(
        enrolling.add_area, code="632801001903", name="新村", level="community",
        valid_from=LONG_AGO, source="测试",
    ),
    R + "enrolling.recode": on(
        enrolling.recode, area=grid, code="632801001901009", on=LONG_AGO, source="测试"
    ),
    R + "enrolling.load_areas": on(enrolling.load_areas),
    R + "enrolling.add_member": on(
        enrolling.add_member, username="u", password=None, name="孙", role="volunteer", area=grid,
        since=LONG_AGO,
    ),
    R + "enrolling.give_role": on(
        enrolling.give_role, member=wang, role="volunteer", area=grid, since=LONG_AGO
    ),
    R + "enrolling.add_person": on(
        enrolling.add_person, area=grid, name="李国庆", registered_on=LONG_AGO
    ),
    R + "enrolling.tag": on(
        enrolling.tag, person=zhang, tag="chronic", since=LONG_AGO, source="self"
    ),
    R + "enrolling.untag": on(
        enrolling.untag, person=zhang, tag="living_alone", until=LONG_AGO
    ),
    R + "inviting.add": on(inviting.add, "lead", name="冯小丽", role="volunteer", area=grid),
    R + "inviting.invite": on(inviting.invite, "lead", member=wang),
    R + "inviting.withdraw": on(inviting.withdraw, "lead", invitation=Stage.invitation),
    R + "leaving.leave": on(leaving.leave, person=zhang, on=LONG_AGO, reason="died"),
    R + "leaving.come_back": on(leaving.come_back, person=gone),
    R + "merging.merge": on(
        merging.merge, kept=zhang, merged=lambda s: s.pair().second, take=frozenset()
    ),
    R + "merging.undo": on(merging.undo, merge=Stage.merge),
    R + "merging.keep_apart": on(merging.keep_apart, pair=Stage.pair),
    R + "merging.look_again": on(merging.look_again, pair=apart),
    R + "registering.register": on(
        registering.register, area=grid, said=changing.Identity(name="李国庆")
    ),
    R + "revealing.reveal": on(revealing.reveal, person=zhang, field="phone", why="call"),
    R + "roles.give": on(roles.give, "lead", member=wang, role="volunteer", area=grid),
    R + "roles.cover": on(
        roles.cover, "lead", member=wang, colleague=lambda s: s.li.roles.get(), until=tomorrow
    ),
    R + "roles.end": on(roles.end, "lead", role=lambda s: s.wang.roles.get()),
    R + "tagging.state": on(
        tagging.state, person=zhang, tag="chronic", since=LONG_AGO, source="self"
    ),
    R + "tagging.end": on(tagging.end, fact=Stage.fact, until=LONG_AGO),
    V + "following.take_step": on(
        visits.take_step, "wang", follow_up=Stage.follow_up, step="neighbour", note=""
    ),
    V + "following.close": on(
        visits.close, "wang", follow_up=Stage.follow_up, outcome="在女儿家"
    ),
    V + "planning.plan": on(
        visits.plan, area=lambda s: s.community, name="冬至", first_day=lambda s: s.today,
        last_day=tomorrow, stops=lambda s: [Stop(s.zhang, s.today)],
    ),
    V + "planning.cancel": on(visits.cancel, visit=Stage.stop, because="去女儿家"),
    V + "planning.restore": on(visits.restore, visit=taken_off),
    V + "planning.assign": on(visits.assign, visit=Stage.stop, to=lambda s: [s.li]),
    V + "recording.record": on(visits.record, "wang", report=lambda s: s.report("no_answer")),
    V + "recording.take_back": on(
        visits.take_back, "wang", visit=lambda s: s.visit("no_answer"), because="记错了"
    ),
    "hazards/actions/reporting.report": on(
        hazards.report, "wang", person=zhang, item="hose", note="", because_of=None
    ),
    "hazards/actions/reporting.take_back": on(
        hazards.take_back, "wang", hazard=Stage.hazard
    ),
    "hazards/actions/photographing.add_photo": on(
        hazards.add_photo, "wang", hazard=agreed_hazard, picture=PICTURE
    ),
    "hazards/actions/photographing.remove_photo": on(
        hazards.remove_photo, "wang", photo=photo
    ),
    "certifications/actions.record_done": on(
        certifications.record_done, person=zhang, benefit="pension", channel="home",
        done_on=LONG_AGO, because_of=lambda _s: uuid7(),
    ),
    "certifications/actions.take_back": on(
        certifications.take_back, certification=Stage.certification
    ),
    "events/actions.hold": on(
        events.hold, area=grid, kind="clinic", title="义诊", place="社区", held_at=lambda s: s.now,
        minutes=60, came=lambda s: [s.zhang], members=lambda s: [s.li], partner=None,
    ),
    "events/actions.take_back": on(events.take_back, event=Stage.event),
    "volunteers/actions.serve": on(
        volunteers.serve, person=zhang, kind="haircut", place="home", served_at=lambda s: s.now,
        minutes=30, members=lambda s: [s.wang], confirmed_by="本人",
    ),
    "volunteers/actions.take_back": on(volunteers.take_back, service=Stage.service),
    "papers/actions.issue": on(
        papers.issue, area=lambda s: s.community, first=LONG_AGO, last=LONG_AGO
    ),
}  # fmt: skip

# What is no deed of its own, and why.
PARTS: dict[str, str] = {
    R + "changing.fill": "fills an unsaved row; who saves it tells",
    V + "following.settle": "opens and closes as `record` and `take_back` say, which are told",
    V + "leaving.settle": "has people leave and come back by `registers.actions.leaving`",
}
