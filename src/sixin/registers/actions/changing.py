"""Change what the register says of a person: who she is, how to reach her, where she lives."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.audit import trail
from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import names, noting, rules, typed
from sixin.registers.actions import finding, leaving
from sixin.registers.models import Area, Member, Person, Sex
from sixin.registers.models.people import LeftReason, Precision
from sixin.registers.powers import Power
from sixin.registers.roster import housing
from sixin.registers.roster import identity as id_numbers
from sixin.registers.roster.dates import Birth


class CannotChange(Refused):
    """The register would contradict itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is, as typed. birth: "1941-03-05", "1941年3月", "1941" or ""."""

    name: str
    id_number: str = ""
    birth: str = ""
    sex: str = ""


@transaction.atomic
def identity(*, person: Person, said: Identity, by: Member, now: datetime) -> Person:
    """She is called, was born and is registered like this. A blank ID number keeps the old one.

    An ID number tells birth date and sex; other ones beside it are refused.
    Raises BadEntry, CannotChange, NotAllowed.
    """
    row = _locked(person)
    rules.require_keeper(by, row.area, clock.day_of(now))
    before = trail.values(row)
    fill(row, said, by, clock.day_of(now))
    row.save()
    finding.refresh([row.pk])
    noting.changed("person.changed", row, None, before, by=by, now=now)
    return row


@transaction.atomic
def phone(*, person: Person, phone: str, by: Member, now: datetime) -> Person:
    """She is reached at this number; "" where she has none. Raises BadEntry, NotAllowed."""
    row = _locked(person)
    rules.require_visiting(by, row.area, clock.day_of(now))
    before = trail.values(row)
    row.phone = typed.phone(phone)
    row.save(update_fields=["phone"])
    finding.refresh([row.pk])
    noting.changed("person.changed", row, None, before, by=by, now=now)
    return row


@transaction.atomic
def door(*, person: Person, area: Area, address: str, by: Member, now: datetime) -> Person:
    """She lives at this address in this grid; "" where nobody knows the door.

    Raises CannotChange, NotAllowed.
    """
    row = _locked(person)
    for place in (row.area, area):
        rules.require_keeper(by, place, clock.day_of(now))
    before = trail.values(row)
    settle(row, area, address)
    row.save(update_fields=["area", "household"])
    finding.refresh([row.pk])
    noting.changed("person.changed", row, None, before, by=by, now=now)
    return row


@transaction.atomic
def note(*, person: Person, note: str, by: Member, now: datetime) -> Person:
    """What a visitor should know before the door opens. Raises CannotChange, NotAllowed."""
    row = _locked(person)
    rules.require_visiting(by, row.area, clock.day_of(now))
    if len(note) > 1000:
        raise CannotChange(_("备注最多写 1000 个字。请写短一些。"), field="note")
    before = trail.values(row)
    row.note = note.strip()
    row.save(update_fields=["note"])
    noting.changed("person.changed", row, None, before, by=by, now=now)
    return row


@transaction.atomic
def left(*, person: Person, reason: str, on: date, by: Member, now: datetime) -> Person:
    """She moved away or died on that day. Raises BadEntry, CannotChange, NotAllowed."""
    row = _locked(person)
    rules.require_keeper(by, row.area, clock.day_of(now))
    if reason not in LeftReason.values:
        raise CannotChange(_("请选一下是迁出还是去世。"), field="reason")
    day = typed.past_day(on, clock.day_of(now), "on")
    leaving.leave(person=row, on=day, reason=reason, by=by, now=now)
    return row


@transaction.atomic
def came_back(*, person: Person, by: Member, now: datetime) -> Person:
    """She lives here after all. Raises NotAllowed."""
    row = _locked(person)
    rules.require_keeper(by, row.area, clock.day_of(now))
    leaving.come_back(person=row, by=by, now=now)
    return row


def fill(row: Person, said: Identity, by: Member, on: date) -> None:
    """Write who she is into an unsaved row. Raises BadEntry, CannotChange."""
    row.name = typed.name(said.name)
    row.pinyin, row.initials = names.pinyin_of(row.name)
    known = typed.id_number(said.id_number, on)
    if known and known.number != row.id_number:
        _take_number(known.number, row, by, on)
    known = known or _told_by(row.id_number, on)
    born = typed.birth(said.birth, on)
    if known:
        _compare(said, born, known)
        row.birth_date, row.birth_precision, row.sex = known.birth, Precision.DAY, known.sex
    else:
        row.birth_date = born.day if born else None
        row.birth_precision = born.precision if born else Precision.DAY
        row.sex = said.sex if said.sex in Sex.values else Sex.UNKNOWN


def settle(row: Person, area: Area, address: str) -> None:
    """Write where she lives into an unsaved row. Raises CannotChange."""
    if len(address) > 200:
        raise CannotChange(_("住址最多写 200 个字。请写短一些。"), field="address")
    row.area = area
    row.household = housing.door_at(area=area, address=address) if address.strip() else None


def _told_by(number: str | None, on: date) -> id_numbers.Identity | None:
    """What the number on the register tells; None if it never was a right one."""
    with contextlib.suppress(typed.BadEntry):
        return typed.id_number(number or "", on)
    return None


def _compare(said: Identity, born: Birth | None, known: id_numbers.Identity) -> None:
    parts = {"day": 3, "month": 2, "year": 1}[born.precision] if born else 0
    if born and born.day.timetuple()[:parts] != known.birth.timetuple()[:parts]:
        sentence = _("身份证号里的出生日期是 %(day)s，和这里填的不一样。请照证件核对。")
        raise CannotChange(sentence % {"day": known.birth.isoformat()}, field="birth")
    if said.sex and said.sex != known.sex:
        raise CannotChange(_("身份证号里的性别和这里选的不一样。请照证件核对。"), field="sex")


def _take_number(number: str, row: Person, by: Member, on: date) -> None:
    """Give the row a number that nobody else holds; a row merged into it takes the old one."""
    holder = Person.objects.filter(id_number=number).exclude(pk=row.pk).first()
    if holder is None:
        row.id_number = number
        return
    if holder.merged_into_id == row.pk:
        Person.objects.filter(pk__in=[holder.pk, row.pk]).update(id_number=None)
        Person.objects.filter(pk=holder.pk).update(id_number=row.id_number)
        row.id_number = number
        return
    if not rules.may(by, Power.SEE_PEOPLE, holder.area, on):
        raise CannotChange(_("这个身份证号登记在别的社区。请先请那边办理迁出。"), field="id_number")
    sentence = _("这个身份证号登记的是%(name)s（%(area)s）。请核对是谁的号码写错了。")
    raise CannotChange(
        sentence % {"name": holder.name, "area": holder.area.name}, field="id_number"
    )


def _locked(person: Person) -> Person:
    rules.require_known(person)
    return Person.objects.select_for_update(of=("self",)).select_related("area").get(pk=person.pk)
