"""How each action is called, so that it could succeed. What takes `by` and stands here is called."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sixin.base import clock
from sixin.base.ids import uuid7
from sixin.registers.actions import changing, contacting
from sixin.registers.models import Member
from sixin.site.desk.imports.tests import rosters
from sixin.site.recording import Findings
from sixin.site.retention import running
from sixin.visits.actions import Stop
from sixin.visits.reports import Report
from tests.matrix import pictures
from tests.matrix.deeds_foreign import FOREIGN
from tests.matrix.sides import Side

Deed = Callable[[Side, Member], dict[str, Any]]


def _report(side: Side, _by: Member) -> dict[str, Any]:
    when = clock.now() - timedelta(minutes=2)
    person = side.people["met"]
    return {"report": Report(id=uuid7(), person=person, outcome="completed", occurred_at=when,
                             wellbeing="good")}  # fmt: skip


def _said(side: Side) -> changing.Identity:
    return changing.Identity(name=side.people["elder"].name, id_number="", birth="1940", sex="f")


def _of(whom: str, /, **given: Any) -> Deed:
    return lambda side, _by: {"person": side.people[whom], **given}


def _row(name: str, word: str = "", /, **given: Any) -> Deed:
    return lambda side, _by: {word or name: side.rows[name], **given}


def _own(side: Side, by: Member) -> dict[str, Any]:
    return {"visit": side.own_visit(by), "because": "记错了"}


WHO = contacting.Who(name="李敏", relation="女儿", phone="13909770099", place="", priority=2)
TODAY = clock.today
WHY = "本人书面申请"
REGISTERS: dict[str, Deed] = {
    "registers.actions.changing.identity": lambda s, _b: {
        "person": s.people["elder"], "said": _said(s),
    },
    "registers.actions.changing.phone": _of("elder", phone="13909770088"),
    "registers.actions.changing.door": lambda s, _b: {
        "person": s.people["elder"], "area": s.areas["grid"], "address": "9号楼1单元101",
    },
    "registers.actions.changing.note": _of("elder", note="耳背"),
    "registers.actions.changing.left": _of("elder", reason="moved", on=TODAY()),
    "registers.actions.changing.came_back": _of("gone"),
    "registers.actions.consenting.give": _of(
        "elder", purpose="public_wish", given_on=TODAY(), way="spoken"
    ),
    "registers.actions.consenting.withdraw": _row("consent", on=TODAY()),
    "registers.actions.contacting.add": _of("elder", who=WHO),
    "registers.actions.contacting.change": _row("contact", who=WHO),
    "registers.actions.contacting.remove": _row("contact"),
    "registers.actions.merging.merge": lambda s, _b: {
        "kept": s.people["one"], "merged": s.people["twin"], "take": frozenset(),
    },
    "registers.actions.merging.undo": _row("merge"),
    "registers.actions.merging.keep_apart": _row("pair"),
    "registers.actions.merging.look_again": _row("apart", "pair"),
    "registers.actions.registering.register": lambda s, _b: {
        "area": s.areas["grid"],
        "said": changing.Identity(name="谢新来", id_number="", birth="1950", sex="f"),
    },
    "registers.actions.tagging.state": _of("elder", tag="chronic", since=TODAY(), source="self"),
    "registers.actions.tagging.end": _row("tag", "fact", until=TODAY()),
    "registers.roster.actions.preview": lambda s, _b: {
        "community": s.areas["community"], "name": "名册.xlsx",
        "file": rosters.workbook(rosters.ZHANG),
    },
    "registers.roster.actions.apply": lambda s, _b: {
        "community": s.areas["community"], "name": "名册.xlsx",
        "file": rosters.workbook(rosters.ZHANG),
    },
    "site.desk.imports.starting.start": lambda s, _b: {
        "community": s.areas["community"],
        "upload": rosters.upload(rosters.workbook(rosters.ZHANG)),
    },
    "site.desk.imports.starting.correct": _row("import", "row", sheet="台账", corrections={}),
    "site.desk.imports.starting.confirm": _row("import", "row", mode="valid"),
    "site.desk.imports.starting.again": _row("import", "row"),
    "site.desk.imports.starting.give_up": _row("import", "row"),
}  # fmt: skip
WORK: dict[str, Deed] = {
    "visits.actions.planning.plan": lambda s, b: {
        "area": s.areas["grid"], "name": "一轮", "first_day": TODAY(), "last_day": TODAY(),
        "stops": [Stop(s.people["sought"], TODAY())],
    },
    "visits.actions.planning.cancel": _row("stop", "visit", because="出门了"),
    "visits.actions.planning.restore": _row("taken_off", "visit"),
    "visits.actions.planning.assign": _row("stop", "visit", to=[]),
    "visits.actions.recording.record": _report,
    "visits.actions.recording.take_back": _own,
    "visits.actions.recording.take_back · a colleague's": _row("visit", because="记错了"),
    "visits.actions.following.take_step": _row("follow_up", step="child", note=""),
    "visits.actions.following.close": _row("follow_up", outcome="在女儿家"),
    "site.recording.record": lambda s, b: _report(s, b) | {"findings": Findings(hazards=("hose",))},
    "site.recording.take_back": _own,
    "site.recording.take_back · a colleague's": _row("visit", because="记错了"),
    "hazards.actions.reporting.report": _of("met", item="hose", note="", because_of=None),
    "hazards.actions.reporting.take_back · a colleague's": _row("hazard"),
    "hazards.actions.photographing.add_photo": lambda s, _b: {
        "hazard": s.rows["hazard"], "picture": pictures.kept("blue"),
    },
    "hazards.actions.photographing.remove_photo": lambda s, b: {"photo": s.own_photo(b)},
    "hazards.actions.photographing.remove_photo · a colleague's": _row("photo"),
    "certifications.actions.record_done": _of(
        "met", benefit="pension", channel="home", done_on=TODAY()
    ),
    "certifications.actions.take_back · a colleague's": _row("certification"),
    "events.actions.hold": lambda s, b: {
        "area": s.areas["grid"], "kind": "lecture", "title": "讲防骗", "place": "活动室",
        "held_at": clock.now(), "minutes": 60, "came": [s.people["met"]], "members": [b],
        "partner": None,
    },
    "events.actions.take_back · a colleague's": _row("event"),
    "volunteers.actions.serve": lambda s, b: {
        "person": s.people["met"], "kind": "haircut", "place": "home", "served_at": clock.now(),
        "minutes": 30, "members": [b], "confirmed_by": "本人",
    },
    "volunteers.actions.take_back · a colleague's": _row("service"),
    "papers.actions.issue": lambda s, _b: {
        "area": s.areas["grid"], "first": TODAY().replace(month=1, day=1), "last": TODAY(),
    },
}  # fmt: skip


def _counted(_side: Side, _by: Member) -> dict[str, Any]:
    return {"run": running.count(on=TODAY(), by=None, now=clock.now())}


def _cover(side: Side, _by: Member) -> dict[str, Any]:
    role = side.members["grid_worker"].roles.get()
    return {"member": side.rows["colleague"], "colleague": role, "until": TODAY()}


MEMBERS: dict[str, Deed] = {
    "registers.actions.inviting.add": lambda s, _b: {
        "name": "谢新人", "role": "volunteer", "area": s.areas["grid"],
    },
    "registers.actions.inviting.invite": _row("colleague", "member"),
    "registers.actions.inviting.withdraw": _row("invitation"),
    "registers.actions.roles.give": lambda s, _b: {
        "member": s.rows["colleague"], "role": "building_lead", "area": s.areas["grid"],
    },
    "registers.actions.roles.give · of one who does much harm": lambda s, _b: {
        "member": s.rows["colleague"], "role": "county_viewer", "area": s.areas["county"],
    },
    "registers.actions.roles.cover": _cover,
    "registers.actions.roles.end": _row("role"),
    "registers.actions.devices.forget": _row("device"),
    "registers.actions.closing.sign_out": _row("colleague", "member"),
    "registers.actions.closing.take_second_step": _row("colleague", "member"),
    "registers.actions.revealing.reveal": _of("elder", field="phone", why="call"),
    "site.rights.handing_over.find": lambda s, _b: {"text": s.tail, "because": WHY},
    "site.rights.handing_over.hand_over": _of("elder", form="json", because=WHY),
    "site.rights.erasing.erase": _of("elder", ground="asked", because=WHY),
    "site.retention.running.count": lambda _s, _b: {"on": TODAY()},
    "site.retention.running.confirm": _counted,
    "site.retention.running.count · of every place": lambda _s, _b: {"on": TODAY()},
    "site.retention.running.confirm · of every place": _counted,
}  # fmt: skip
DEEDS: dict[str, Deed] = REGISTERS | WORK | MEMBERS | FOREIGN
