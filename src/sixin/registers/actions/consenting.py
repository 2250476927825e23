"""What a person has agreed to, by purpose: given on a day, until it is withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.audit import trail
from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import noting, rules, typed
from sixin.registers.models import Consent, Member, Person
from sixin.registers.models.ties import ConsentWay, Purpose
from sixin.registers.queries import consents


class CannotConsent(Refused):
    """The agreement is there already, was withdrawn, lacks a guardian, or says too little."""


@transaction.atomic
def give(
    *,
    person: Person,
    purpose: str,
    given_on: date,
    way: str,
    scope: str = "",
    guardian: str = "",
    until: date | None = None,
    by: Member,
    now: datetime,
) -> Consent:
    """She agrees, or a guardian does in her place, as one must for a child.

    scope: to what exactly, in her words; until: the last day that was agreed, None until withdrawn.
    Raises CannotConsent, BadEntry, NotAllowed.
    """
    today = clock.day_of(now)
    rules.require_visiting(by, person.area, today)
    if purpose not in Purpose.values or way not in ConsentWay.values:
        raise CannotConsent(_("请选一下同意的是什么、怎么说的。"), field="purpose")
    rules.require_known(person)
    if consents.of(person, purpose, today):
        sentence = _("“%(purpose)s”已经同意过，还有效。")
        raise CannotConsent(sentence % {"purpose": Purpose(purpose).label}, field="purpose")
    given_on = typed.past_day(given_on, today, "given_on")
    if until and until < given_on:
        raise CannotConsent(_("截止的日子在同意的日子以前。请核对。"), field="until")
    guardian = guardian.strip()[:60]
    _require_guardian(person, given_on, guardian)
    made = Consent.objects.create(
        person=person,
        purpose=purpose,
        given_on=given_on,
        way=way,
        scope=scope.strip()[:200],
        guardian=guardian,
        until=until,
        recorded_by=by,
    )
    noting.of_person("consent.given", person, made, by=by, now=now, said=noting.told(made))
    return made


@transaction.atomic
def withdraw(*, consent: Consent, on: date, by: Member, now: datetime) -> Consent:
    """She agrees no longer to that purpose, from that day.

    Whatever else was given to it ends with it: of two rows that were merged each may have brought
    one. Raises CannotConsent, BadEntry, NotAllowed.
    """
    row = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    today = clock.day_of(now)
    rules.require_visiting(by, row.person.area, today)
    if row.withdrawn_on:
        raise CannotConsent(_("这一项已经撤回了。"))
    if typed.past_day(on, today, "on") < row.given_on:
        raise CannotConsent(
            _("撤回的日子在同意（%(day)s）以前。") % {"day": row.given_on}, field="on"
        )
    given = consents.in_force(row.person, today).filter(purpose=row.purpose)
    for one in [row, *given.exclude(pk=row.pk)]:
        before = trail.values(one)
        one.withdrawn_on = max(on, one.given_on)
        one.save(update_fields=["withdrawn_on"])
        said = {"purpose": one.purpose} | noting.told(one, before)
        noting.of_person("consent.withdrawn", row.person, one, by=by, now=now, said=said)
    return row


def _require_guardian(person: Person, on: date, guardian: str) -> None:
    if guardian or not consents.needs_guardian(person, on):
        return
    sentence = _("%(name)s那天还不到 %(age)s 周岁，要由监护人同意。请写监护人的姓名。")
    values = {"name": person.name, "age": consents.guardian_age(person, on)}
    raise CannotConsent(sentence % values, field="guardian")
