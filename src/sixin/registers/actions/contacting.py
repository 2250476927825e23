"""Whom to call about a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.audit import trail
from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import noting, rules, typed
from sixin.registers.models import Contact, Member, Person

LAST = 9


class CannotContact(Refused):
    """The contact says too little, or is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody to call. priority: 1 is called first, 9 last."""

    name: str
    phone: str
    relation: str = ""
    place: str = ""
    priority: int = 1


@transaction.atomic
def add(*, person: Person, who: Who, by: Member, now: datetime) -> Contact:
    """Somebody more to call. Raises CannotContact, BadEntry, NotAllowed."""
    rules.require_visiting(by, person.area, clock.day_of(now))
    rules.require_known(person)
    row = Contact(person=person)
    _fill(row, who)
    row.save()
    noting.of_person("contact.added", person, row, by=by, now=now, said=noting.told(row))
    return row


@transaction.atomic
def change(*, contact: Contact, who: Who, by: Member, now: datetime) -> Contact:
    """Another name, number or order. Raises CannotContact, BadEntry, NotAllowed."""
    row = _there(contact, by, now)
    before = trail.values(row)
    _fill(row, who)
    row.save()
    noting.changed("contact.changed", row.person, row, before, by=by, now=now)
    return row


@transaction.atomic
def remove(*, contact: Contact, by: Member, now: datetime) -> None:
    """Nobody to call any more. Raises CannotContact, NotAllowed."""
    row = _there(contact, by, now)
    held = {name: [pair[1], None] for name, pair in noting.told(row).items()}
    noting.of_person("contact.removed", row.person, row, by=by, now=now, said=held)
    row.delete()


def _there(contact: Contact, by: Member, now: datetime) -> Contact:
    row = Contact.objects.select_for_update(of=("self",)).filter(pk=contact.pk).first()
    if row is None:
        raise CannotContact(_("这位联系人已经删掉了。"))
    rules.require_visiting(by, row.person.area, clock.day_of(now))
    return row


def _fill(row: Contact, who: Who) -> None:
    row.name, row.relation, row.place = who.name.strip(), who.relation.strip(), who.place.strip()
    if not row.name or len(row.name) > 60:
        raise CannotContact(_("请填联系人的姓名，最多 60 个字。"), field="name")
    row.phone = typed.phone(who.phone)
    if not row.phone:
        raise CannotContact(_("请填打得通的电话。"), field="phone")
    if len(row.relation) > 20 or len(row.place) > 60:
        raise CannotContact(_("关系最多 20 个字，住处最多 60 个字。"), field="relation")
    row.priority = min(max(who.priority, 1), LAST)
