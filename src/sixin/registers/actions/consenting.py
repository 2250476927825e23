"""What a person has agreed to, by purpose: given on a day, until it is withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import rules, typed
from sixin.registers.models import Consent, Member, Person
from sixin.registers.models.ties import ConsentWay, Purpose


class CannotConsent(Refused):
    """The agreement is there already, was withdrawn, or says too little."""


@transaction.atomic
def give(
    *,
    person: Person,
    purpose: str,
    given_on: date,
    way: str,
    scope: str = "",
    guardian: str = "",
    by: Member,
    now: datetime,
) -> Consent:
    """She, or her guardian, agrees. scope: to what exactly, in her words.

    Raises CannotConsent, BadEntry, NotAllowed.
    """
    rules.require_visiting(by, person.area, clock.day_of(now))
    if purpose not in Purpose.values or way not in ConsentWay.values:
        raise CannotConsent(_("请选一下同意的是什么、怎么说的。"), field="purpose")
    if Consent.objects.filter(person=person, purpose=purpose, withdrawn_on__isnull=True).exists():
        sentence = _("“%(purpose)s”已经同意过，还有效。")
        raise CannotConsent(sentence % {"purpose": Purpose(purpose).label}, field="purpose")
    return Consent.objects.create(
        person=person,
        purpose=purpose,
        given_on=typed.past_day(given_on, clock.day_of(now), "given_on"),
        way=way,
        scope=scope.strip()[:200],
        guardian=guardian.strip()[:60],
        recorded_by=by,
    )


@transaction.atomic
def withdraw(*, consent: Consent, on: date, by: Member, now: datetime) -> Consent:
    """She agrees no longer, from that day. Raises CannotConsent, BadEntry, NotAllowed."""
    row = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    rules.require_visiting(by, row.person.area, clock.day_of(now))
    if row.withdrawn_on:
        raise CannotConsent(_("这一项已经撤回了。"))
    if typed.past_day(on, clock.day_of(now), "on") < row.given_on:
        raise CannotConsent(
            _("撤回的日子在同意（%(day)s）以前。") % {"day": row.given_on}, field="on"
        )
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    return row
