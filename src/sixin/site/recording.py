"""One visit and all that it found, in one transaction: the place where these capabilities meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.certifications import actions as certifications
from sixin.certifications import queries as certified
from sixin.certifications.models import Certification
from sixin.hazards import actions as hazards
from sixin.hazards import queries as found
from sixin.hazards.models import Hazard
from sixin.registers.models import Member
from sixin.visits import actions as visits
from sixin.visits.models import FollowUp, State, Visit
from sixin.visits.queries import visits as known
from sixin.visits.reports import BadReport, Report


@dataclass(frozen=True, slots=True)
class Certified:
    """A benefit that was certified at the door."""

    benefit: str
    channel: str
    receipt_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a visit found besides how she is. hazards: codes of `hazard.item` rule rows."""

    hazards: tuple[str, ...] = ()
    hazard_note: str = ""
    certified: tuple[Certified, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A visit as it stands, with all that came of it."""

    visit: Visit
    hazards: list[Hazard]
    certifications: list[Certification]
    follow_up: FollowUp | None


@transaction.atomic
def record(*, report: Report, findings: Findings, by: Member, now: datetime) -> Told:
    """Record the visit, then report its hazards and its certifications because of it.

    Sending the same again returns what it made; anything that cannot be undoes everything. Raises
    BadReport, NotAllowed, AlreadyRecorded, UnknownItem, BadCertification.
    """
    if report.outcome != State.COMPLETED and findings.certified:
        raise BadReport(_("没见到本人，不能记认证。"), field="outcome")
    again = Visit.objects.filter(pk=report.id, recorded_at__isnull=False).exists()
    visit = visits.record(report=report, by=by, now=now)
    if again:
        _require_same(visit, findings)
        return told(visit)
    for item in findings.hazards:
        hazards.report(
            person=visit.person,
            item=item,
            note=findings.hazard_note,
            because_of=visit.pk,
            by=by,
            now=now,
        )
    for one in findings.certified:
        certifications.record_done(
            person=visit.person,
            benefit=one.benefit,
            channel=one.channel,
            done_on=clock.day_of(report.occurred_at),
            receipt_number=one.receipt_number,
            because_of=visit.pk,
            by=by,
            now=now,
        )
    return told(visit)


@transaction.atomic
def take_back(*, visit: Visit, because: str, by: Member, now: datetime) -> Told:
    """Undo the visit and all that came of it; returns what was undone.

    Raises NothingToTakeBack, NotAllowed.
    """
    before = told(visit)
    undone = visits.take_back(visit=visit, because=because, by=by, now=now)
    for hazard in before.hazards:
        hazards.take_back(hazard=hazard, by=by, now=now)
    for certification in before.certifications:
        certifications.take_back(certification=certification, by=by, now=now)
    return Told(undone, before.hazards, before.certifications, known.follow_up_of(undone.person))


def told(visit: Visit) -> Told:
    """What stands of a visit and of what came of it."""
    return Told(
        visit=visit,
        hazards=list(found.because_of(visit.pk)),
        certifications=list(certified.because_of(visit.pk)),
        follow_up=known.follow_up_of(visit.person),
    )


def _require_same(visit: Visit, findings: Findings) -> None:
    before = told(visit)
    same = _items(h.item for h in before.hazards) == _items(findings.hazards) and _items(
        c.benefit for c in before.certifications
    ) <= _items(one.benefit for one in findings.certified)
    if not same:
        raise visits.AlreadyRecorded(_("这张表已经交过，内容不一样。要改，请先撤销那次走访。"))


def _items(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(codes)
