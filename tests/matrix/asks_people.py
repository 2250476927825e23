"""How the pages of people are asked for."""

from typing import Any

from sixin.base import clock
from sixin.registers.models import Member
from tests.matrix.asks import WHY, Args, Ask, of, own_visit, sent, typed
from tests.matrix.sides import Side


def _row_of_elder(topic: str, data: Args | None = None) -> Ask:
    def args(side: Side, _by: Member) -> dict[str, Any]:
        return {"pk": side.people["elder"].pk, "topic": topic, "row_pk": side.rows[topic].pk}

    return Ask(args, ("pk", "row_pk"), data=data)


def _day(_side: Side, _by: Member) -> dict[str, Any]:
    return {"until": clock.today().isoformat(), "on": clock.today().isoformat()}


def _new_person(side: Side, _by: Member) -> dict[str, Any]:
    return {"area": side.areas["grid"].code, "name": "谢新来", "sex": "f", "birth": "1950"}


def _moved(side: Side, _by: Member) -> dict[str, Any]:
    return {"area": side.areas["grid"].code, "address": "9号楼1单元101"}


def _tag(_side: Side, _by: Member) -> dict[str, Any]:
    return {"tag": "chronic", "since": clock.today().isoformat(), "source": "self"}


def _consent(_side: Side, _by: Member) -> dict[str, Any]:
    return {"purpose": "public_wish", "given_on": clock.today().isoformat(), "way": "spoken"}


def _gone(_side: Side, _by: Member) -> dict[str, Any]:
    return {"reason": "moved", "on": clock.today().isoformat()}


def _identity(side: Side, _by: Member) -> dict[str, Any]:
    return {"name": side.people["elder"].name, "birth": "1940", "sex": "f"}


_CONTACT = sent(name="李敏", phone="13909770099", relation="女儿", priority="1")
TOPICS: dict[str, Args] = {
    "identity": _identity,
    "phone": sent(phone="13909770088"),
    "door": _moved,
    "note": sent(note="耳背"),
    "gone": _gone,
    "tag": _tag,
    "contact": _CONTACT,
    "consent": _consent,
}
ROWS: dict[str, Args] = {"tag": _day, "contact": _CONTACT, "consent": _day}
PEOPLE: dict[str, Ask] = {
    "POST search": Ask(data=typed),
    "GET people": Ask(area=True),
    "POST people": Ask(area=True, data=typed),
    "GET people-export": Ask(area=True),
    "POST people-export": Ask(area=True, data=WHY),
    "GET person-new": Ask(),
    "POST person-new": Ask(data=_new_person, sent_ids=("area",)),
    "GET person": of("elder"),
    "GET person · merged": of("merged"),
    "GET person-take-back": Ask(own_visit("pk", "visit_pk"), ("pk", "visit_pk")),
    "POST person-take-back": Ask(
        own_visit("pk", "visit_pk"), ("pk", "visit_pk"), data=sent(because="记错了人")
    ),
    "GET person-reveal": of("elder", query={"field": "phone"}),
    "POST person-reveal": of("elder", sent(field="phone", why="call")),
    "POST person-reveal · a contact": Ask(
        lambda side, _by: {"pk": side.people["elder"].pk},
        data=lambda s, _b: {"field": f"contact.{s.rows['contact'].pk}", "why": "call"},
        sent_ids=("field",),
    ),
    "POST person-reveal · a colleague": Ask(
        lambda side, _by: {"pk": side.people["elder"].pk},
        data=lambda s, _b: {"field": f"member.{s.desk.pk}", "why": "call"},
        sent_ids=("field",),
    ),
    "GET person-edit": of("elder"),
    "POST person-come-back": of("gone"),
    **{f"GET person-topic · {topic}": of("elder", topic=topic) for topic in TOPICS},
    **{f"POST person-topic · {t}": of("elder", data, topic=t) for t, data in TOPICS.items()},
    "POST person-topic · door elsewhere": Ask(
        lambda side, _by: {"pk": side.people["elder"].pk, "topic": "door"},
        data=_moved,
        sent_ids=("area",),
    ),
    **{f"GET person-row · {topic}": _row_of_elder(topic) for topic in ROWS},
    **{f"POST person-row · {topic}": _row_of_elder(topic, data) for topic, data in ROWS.items()},
    "POST person-contact-remove": Ask(
        lambda s, _b: {"pk": s.people["elder"].pk, "row_pk": s.rows["contact"].pk},
        ("pk", "row_pk"),
    ),
}
