"""See one masked value in full: with a reason, so often an hour and a day, and told to the trail."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sixin.audit.models import Entry
from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers import noting, rules
from sixin.registers.models import Contact, Member, Person
from sixin.registers.powers import Power
from sixin.registers.queries import members, people
from sixin.rulebook import queries as rulebook

VERB: Final = "value.revealed"
LIMIT: Final = "reveal.limit"
_SPANS: Final = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


class Why(models.TextChoices):
    """What somebody needs a whole number for."""

    CALL = "call", gettext_lazy("打电话联系")
    CHECK = "check", gettext_lazy("核对证件")
    CERTIFY = "certify", gettext_lazy("办理认证")
    OTHER = "other", gettext_lazy("其他")


class CannotReveal(Refused):
    """There is no such value, or no reason was given."""


class TooMany(Refused):
    """So many values were seen in this hour or day; the sentence tells when it opens again."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value that is masked: `text` of `row`, which is the person, a contact or a colleague."""

    field: str
    text: str
    row: Person | models.Model
    label: str


def value(person: Person, field: str, on: date) -> Value:
    """The value that `field` names: phone, id_number, contact.7, member.<id>. Raises CannotReveal."""
    kind, _dot, pk = field.partition(".")
    found: Any = None
    if field in ("phone", "id_number"):
        label = _("本人电话") if field == "phone" else _("身份证号")
        found = Value(field, getattr(person, field) or "", person, label)
    elif kind == "contact" and pk.isdecimal():
        row = _contact(person, int(pk))
        found = row and Value(field, row.phone, row, row.name)
    elif kind == "member" and (one := _colleague(person, pk, on)):
        found = Value(field, one.phone, one, one.name)
    if not found or not found.text:
        raise CannotReveal(_("没有登记这一项。"), field="field")
    known: Value = found
    return known


@transaction.atomic
def reveal(
    *, person: Person, field: str, why: str, words: str = "", by: Member, now: datetime
) -> Value:
    """Give the whole value, and note who saw it and why. words: the reason where `why` is other.

    Raises CannotReveal, TooMany, NotAllowed.
    """
    today = clock.day_of(now)
    if not rules.may(by, Power.REVEAL, person.area, today):
        raise NotAllowed(_("您的角色不能查看完整号码。请找网格员或社区工作人员。"))
    if why not in Why.values or (why == Why.OTHER and len(words.strip()) < 2):
        raise CannotReveal(_("请选一下或写一句为什么要看。"), field="words")
    found = value(person, field, today)
    # One at a time for each member, so that the count below cannot be outrun.
    Member.objects.select_for_update(of=("self",)).get(pk=by.pk)
    _require_room(by, person, now)
    _note(found, person, Why(why), words.strip()[:200], by, now)
    return found


def _note(found: Value, person: Person, why: Why, words: str, by: Member, now: datetime) -> None:
    said = {"field": found.field.partition(".")[0], "why": why.value}
    reason = words if why == Why.OTHER else ""
    if isinstance(found.row, Member):
        said |= {"person": str(person.pk)}
        area = person.area
        noting.of_place(VERB, found.row, area, by=by, now=now, said=said, reason=reason)
        return
    row = None if isinstance(found.row, Person) else found.row
    noting.of_person(VERB, person, row, by=by, now=now, said=said, reason=reason)


def _require_room(by: Member, person: Person, now: datetime) -> None:
    """Raises TooMany where a limit of the place where she lives is reached."""
    for rule in rulebook.in_force(LIMIT, area=person.area.rule_code, on=clock.day_of(now)):
        span, most = _SPANS[rule.when["per"]], int(rule.value)
        seen = Entry.objects.filter(by=by.pk, verb=VERB, at__gt=now - span).order_by("-at")
        oldest = seen.values_list("at", flat=True)[most - 1 : most].first()
        if oldest:
            raise TooMany(_sentence(rule.when["per"], most, oldest + span))


def _sentence(per: str, most: int, opens: datetime) -> str:
    local = opens.astimezone(clock.CHINA)
    said = {"n": most, "when": f"{local:%m-%d %H:%M}"}
    if per == "hour":
        return _("您一小时里已经看了 %(n)s 次完整号码。%(when)s 以后可以再看。") % said
    return _("您一天里已经看了 %(n)s 次完整号码。%(when)s 以后可以再看。") % said


def _contact(person: Person, pk: int) -> Contact | None:
    return Contact.objects.filter(person__in=people.rows_of(person), pk=pk).first()


def _colleague(person: Person, pk: str, on: date) -> Member | None:
    try:
        wanted = UUID(pk)
    except ValueError:
        return None
    return members.around(person.area, on).filter(pk=wanted).first()
