"""The only way into the ledger. Imported by actions alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sixin.base import clock
from sixin.ledger import tallying, touching
from sixin.ledger.kinds import KINDS
from sixin.ledger.models import Part, PartRole, Record
from sixin.registers.models import Area


class AlreadyReversed(Exception):  # noqa: N818
    """A record is reversed at most once."""


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """One who was served; person id."""

    party: UUID


@dataclass(frozen=True, slots=True)
class Provider:
    """One who served; member or partner id, whole minutes on site."""

    party: UUID
    minutes: int = 0


def post(
    *,
    kind: str,
    variant: str,
    area: Area,
    parts: Sequence[Beneficiary | Provider],
    subject: UUID,
    occurred_at: datetime,
    by: UUID,
    now: datetime,
    because_of: UUID | None = None,
) -> Record:
    """Append one record with its parts and add it to the month's tally.

    Call inside the transaction that changes the capability's own row. Counted on the date in
    China on which the deed occurred. Raises KeyError or ValueError for an unknown kind or variant.
    """
    if variant not in KINDS[kind]:
        raise ValueError(f"{kind} has no variant {variant}")
    record = Record.objects.create(
        kind=kind,
        variant=variant,
        area=area,
        people=sum(isinstance(part, Beneficiary) for part in parts),
        minutes=sum(part.minutes for part in parts if isinstance(part, Provider)),
        because_of=because_of,
        subject=subject,
        posted_by=by,
        occurred_at=occurred_at,
        recorded_at=now,
        counted_on=clock.day_of(occurred_at),
    )
    Part.objects.bulk_create([_part(record, part) for part in parts])
    tallying.add(record)
    touching.refresh(record, [part.party for part in parts if isinstance(part, Beneficiary)])
    return record


def reverse(*, record: Record, by: UUID, now: datetime) -> Record:
    """Take a record back by a second one, counted on the same day. Raises AlreadyReversed."""
    if record.sign != 1 or Record.objects.filter(reverses=record).exists():
        raise AlreadyReversed(record.pk)
    reversal = Record.objects.create(
        kind=record.kind,
        variant=record.variant,
        area=record.area,
        people=record.people,
        minutes=record.minutes,
        sign=-1,
        reverses=record,
        because_of=record.because_of,
        subject=record.subject,
        posted_by=by,
        occurred_at=record.occurred_at,
        recorded_at=now,
        counted_on=record.counted_on,
    )
    tallying.add(reversal)
    served = record.parts.filter(role=PartRole.BENEFICIARY)
    touching.refresh(record, list(served.values_list("party", flat=True)))
    return reversal


def _part(record: Record, part: Beneficiary | Provider) -> Part:
    if isinstance(part, Provider):
        return Part(record=record, party=part.party, role=PartRole.PROVIDER, minutes=part.minutes)
    return Part(record=record, party=part.party, role=PartRole.BENEFICIARY)
