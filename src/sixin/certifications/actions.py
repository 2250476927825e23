"""The verbs of certifications."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.base.ids import uuid7
from sixin.certifications import queries
from sixin.certifications.models import Benefit, Certification, Channel
from sixin.ledger import posting
from sixin.ledger.models import Record
from sixin.registers import noting, rules
from sixin.registers.models import Member, Person


class BadCertification(Refused):
    """Something in it cannot be."""


@transaction.atomic
def record_done(
    *,
    person: Person,
    benefit: str,
    channel: str,
    done_on: date,
    receipt_number: str = "",
    because_of: UUID | None = None,
    by: Member,
    now: datetime,
) -> Certification:
    """Note that a benefit was certified and post one `certification.done` record.

    The same person, benefit and day again returns what is there. Raises BadCertification,
    NotAllowed.
    """
    _check(person, benefit, channel, done_on, by, now)
    # Whoever notes it at the same moment waits here, and then finds what is there.
    rules.require_known(person)
    known = queries.of_person(person).filter(benefit=benefit, done_on=done_on).first()
    if known:
        return known
    made = Certification(
        pk=uuid7(),
        person=person,
        benefit=benefit,
        channel=channel,
        done_on=done_on,
        receipt_number=receipt_number[:60],
        because_of=because_of,
        recorded_by=by,
        recorded_at=now,
    )
    made.record = _post(made, by, now).pk
    made.save(force_insert=True)
    return made


@transaction.atomic
def take_back(*, certification: Certification, by: Member, now: datetime) -> None:
    """Undo a certification that was noted by mistake. Raises BadCertification, NotAllowed."""
    author, area = certification.recorded_by_id, certification.person.area
    rules.require_correcting(by, author, area, clock.day_of(now))
    changed = Certification.objects.filter(pk=certification.pk, taken_back_at__isnull=True).update(
        taken_back_at=now
    )
    if not changed:
        raise BadCertification(_("这次认证已经撤销过了。"))
    posting.reverse(record=Record.objects.get(pk=certification.record), by=by.pk, now=now)
    said = {"benefit": certification.benefit, "done_on": certification.done_on}
    person = certification.person
    noting.of_person("certification.taken_back", person, certification, by=by, now=now, said=said)


def _check(
    person: Person, benefit: str, channel: str, done_on: date, by: Member, now: datetime
) -> None:
    rules.require_walker(by, person.area, clock.day_of(now))
    if benefit not in Benefit.values or channel not in Channel.values:
        raise BadCertification(_("请选认证的是哪一项、怎么办的。"), field="benefit")
    if done_on > clock.day_of(now):
        raise BadCertification(_("认证日期在将来。"), field="done_on")


def _post(made: Certification, by: Member, now: datetime) -> Record:
    return posting.post(
        kind="certification.done",
        variant=made.channel,
        area=made.person.area,
        parts=[posting.Beneficiary(made.person.pk), posting.Provider(by.pk)],
        subject=made.pk,
        occurred_at=clock.at(made.done_on, 12),
        by=by.pk,
        now=now,
        because_of=made.because_of,
    )
