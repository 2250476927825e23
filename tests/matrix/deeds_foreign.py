"""Actions on one's own side with something of the other side among what is given."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sixin.base import clock
from sixin.registers.models import Member
from sixin.visits.actions import Stop
from sixin.visits.reports import Report
from tests.matrix.sides import Side

Deed = Callable[[Side, Member], dict[str, Any]]


def _report(side: Side, **more: Any) -> dict[str, Any]:
    when = clock.now() - timedelta(minutes=2)
    person = side.people["met"]
    report = Report(person=person, outcome="completed", occurred_at=when, wellbeing="good", **more)
    return {"report": report}


def _round(side: Side, *stops: Stop) -> dict[str, Any]:
    day = clock.today()
    return {"area": side.areas["grid"], "name": "一轮", "first_day": day, "last_day": day,
            "stops": list(stops)}  # fmt: skip


def _event(side: Side, by: Member, **more: Any) -> dict[str, Any]:
    return {
        "area": side.areas["grid"], "kind": "lecture", "title": "讲防骗", "place": "活动室",
        "held_at": clock.now(), "minutes": 60, "came": [side.people["met"]], "members": [by],
        "partner": None,
    } | more  # fmt: skip


def _service(side: Side, by: Member, **more: Any) -> dict[str, Any]:
    return {
        "person": side.people["met"], "kind": "haircut", "place": "home", "minutes": 30,
        "served_at": clock.now(), "members": [by], "confirmed_by": "本人",
    } | more  # fmt: skip


def _cover(side: Side, _by: Member) -> dict[str, Any]:
    role = side.other.members["grid_worker"].roles.get()
    return {"member": side.rows["colleague"], "colleague": role, "until": clock.today()}


FOREIGN: dict[str, Deed] = {
    "registers.actions.merging.merge · another's merged": lambda s, _b: {
        "kept": s.people["one"], "merged": s.other.people["twin"], "take": frozenset(),
    },
    "registers.actions.changing.door · to another's grid": lambda s, _b: {
        "person": s.people["elder"], "area": s.other.areas["grid"], "address": "9号楼1单元101",
    },
    "registers.actions.roles.give · in another's grid": lambda s, _b: {
        "member": s.rows["colleague"], "role": "volunteer", "area": s.other.areas["grid"],
    },
    "registers.actions.roles.cover · of another's": _cover,
    "visits.actions.planning.plan · another's stop": lambda s, _b: _round(
        s, Stop(s.other.people["sought"], clock.today())
    ),
    "visits.actions.planning.plan · another's goes": lambda s, _b: _round(
        s, Stop(s.people["sought"], clock.today(), s.other.desk)
    ),
    "visits.actions.planning.assign · another's goes": lambda s, _b: {
        "visit": s.rows["stop"], "to": [s.other.desk],
    },
    "visits.actions.recording.record · another's was met": lambda s, _b: _report(
        s, also_met=(s.other.people["met"],)
    ),
    "visits.actions.recording.record · another's went": lambda s, _b: _report(
        s, colleagues=(s.other.desk,)
    ),
    "events.actions.hold · another's came": lambda s, b: _event(
        s, b, came=[s.other.people["met"]]
    ),
    "events.actions.hold · another's helped": lambda s, b: _event(s, b, members=[s.other.desk]),
    "volunteers.actions.serve · another's helped": lambda s, b: _service(
        s, b, elders=[s.other.people["met"]]
    ),
    "volunteers.actions.serve · another's served": lambda s, b: _service(
        s, b, members=[s.other.desk]
    ),
}  # fmt: skip
