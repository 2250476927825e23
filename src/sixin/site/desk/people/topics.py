"""The topics of a person's register entry that can be changed, and the action behind each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sixin.registers.actions import changing, consenting, contacting, tagging
from sixin.registers.models import Area, Level, Member, Person
from sixin.registers.models.people import Precision
from sixin.registers.powers import Power
from sixin.registers.queries import areas
from sixin.site.desk.people.forms import (
    ConsentForm,
    ContactForm,
    DoorForm,
    EndForm,
    GoneForm,
    IdentityForm,
    NoteForm,
    PhoneForm,
    TagForm,
    WithdrawForm,
)
from sixin.site.templatetags import words

Data = dict[str, Any]
# (what is changed: a person or a row of hers, what the form says, who, when)
Act = Callable[[Any, Data, Member, datetime], object]


@dataclass(frozen=True, slots=True)
class Topic:
    """One short form. keeper: only who keeps the register; else whoever visits may.

    given: further arguments of the form; initial: what is known already.
    """

    title: Any
    button: Any
    form: type[forms.Form]
    act: Act
    keeper: bool = False
    initial: Callable[[Any, date], Data] = lambda _what, _on: {}
    given: Callable[[Any, Member, date], Data] = lambda _what, _by, _on: {}


def places(member: Member, on: date) -> list[Area]:
    """Grids to live in, and communities without grids, among those whose register is kept."""
    mine = areas.visible_to(member, on, Power.KEEP_REGISTERS).filter(
        level__in=[Level.GRID, Level.COMMUNITY]
    )
    return list(mine.order_by("path"))


def _address(person: Person) -> str:
    return person.household.address if person.household else ""


def _birth(person: Person) -> str:
    """1941-03-05, 1941-03 or 1941, as exactly as it is known."""
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    born = person.birth_date
    return born.isoformat()[: length[Precision(person.birth_precision)]] if born else ""


def _whole(said: str, held: str) -> str:
    """The number that was typed; the one that is held where its masked form was left standing."""
    return held if said.strip() == words.masked(held) else said


OF_PERSON: dict[str, Topic] = {
    "identity": Topic(
        _("姓名和证件"), _("记下姓名和证件"), IdentityForm, keeper=True,
        initial=lambda person, _on: {
            "name": person.name, "sex": person.sex,
            "birth": _birth(person),
        },
        act=lambda person, data, by, now: changing.identity(
            person=person, said=changing.Identity(**data), by=by, now=now
        ),
    ),
    "phone": Topic(
        _("电话"), _("记下电话"), PhoneForm,
        initial=lambda person, _on: {"phone": words.masked(person.phone)},
        act=lambda person, data, by, now: changing.phone(
            person=person, phone=_whole(data["phone"], person.phone), by=by, now=now
        ),
    ),
    "door": Topic(
        _("住址"), _("记下住址"), DoorForm, keeper=True,
        initial=lambda person, _on: {"area": person.area.code, "address": _address(person)},
        given=lambda _person, by, on: {"areas": places(by, on)},
        act=lambda person, data, by, now: changing.door(person=person, **data, by=by, now=now),
    ),
    "note": Topic(
        _("备注"), _("记下备注"), NoteForm,
        initial=lambda person, _on: {"note": person.note},
        act=lambda person, data, by, now: changing.note(person=person, **data, by=by, now=now),
    ),
    "gone": Topic(
        _("迁出或去世"), _("记下并从名单上拿下"), GoneForm, keeper=True,
        initial=lambda _person, on: {"on": on},
        act=lambda person, data, by, now: changing.left(person=person, **data, by=by, now=now),
    ),
    "tag": Topic(
        _("加一项情况"), _("加上这一项"), TagForm,
        initial=lambda _person, on: {"since": on},
        given=lambda person, _by, _on: {
            "held": list(person.tags.filter(until__isnull=True).values_list("tag", flat=True))
        },
        act=lambda person, data, by, now: tagging.state(person=person, **data, by=by, now=now),
    ),
    "contact": Topic(
        _("加一位联系人"), _("加上联系人"), ContactForm,
        act=lambda person, data, by, now: contacting.add(
            person=person, who=contacting.Who(**data), by=by, now=now
        ),
    ),
    "consent": Topic(
        _("记下一项同意"), _("记下同意"), ConsentForm,
        initial=lambda _person, on: {"given_on": on},
        act=lambda person, data, by, now: consenting.give(person=person, **data, by=by, now=now),
    ),
}  # fmt: skip

# Of one row of hers: (the topic, the person's relation that holds the rows).
OF_ROW: dict[str, tuple[Topic, str]] = {
    "tag": (
        Topic(
            _("这一项结束了"), _("记下结束"), EndForm, initial=lambda _fact, on: {"until": on},
            act=lambda fact, data, by, now: tagging.end(fact=fact, **data, by=by, now=now),
        ),
        "tags",
    ),
    "contact": (
        Topic(
            _("改联系人"), _("记下联系人"), ContactForm,
            initial=lambda contact, _on: {
                name: getattr(contact, name) for name in ("name", "relation", "place", "priority")
            }
            | {"phone": words.masked(contact.phone)},
            act=lambda contact, data, by, now: contacting.change(
                contact=contact,
                who=contacting.Who(**data | {"phone": _whole(data["phone"], contact.phone)}),
                by=by,
                now=now,
            ),
        ),
        "contacts",
    ),
    "consent": (
        Topic(
            _("撤回同意"), _("记下撤回"), WithdrawForm, initial=lambda _consent, on: {"on": on},
            act=lambda consent, data, by, now: consenting.withdraw(
                consent=consent, **data, by=by, now=now
            ),
        ),
        "consents",
    ),
}  # fmt: skip
