"""Phones and browsers of members: known by a token in a cookie, and told to forget from afar."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock, tokens
from sixin.base.errors import Refused
from sixin.registers import keeping, noting
from sixin.registers.models import Device, Member

NAME = 80


class CannotForget(Refused):
    """The device has been told to already."""


@transaction.atomic
def register(*, member: Member, name: str, now: datetime) -> tuple[Device, str]:
    """A phone or browser of `member`, and the token for its cookie, which is kept nowhere else."""
    token = tokens.new()
    device = Device.objects.create(
        member=member, digest=tokens.digest(token), name=name[:NAME], made_at=now, last_seen_at=now
    )
    _note("device.added", device, member, now)
    return device, token


@transaction.atomic
def forget(*, device: Device, by: Member, now: datetime) -> Device:
    """Order it to forget everything at its next request. Its owner may, and who keeps her.

    Raises CannotForget, NotAllowed.
    """
    row = Device.objects.select_for_update(of=("self",)).select_related("member").get(pk=device.pk)
    if row.member_id != by.pk:
        keeping.require_member(by, row.member, clock.day_of(now))
    if row.wipe_ordered_at:
        raise CannotForget(_("已经让它忘掉了。它下次联网时照办。"))
    _order(row, by, now)
    return row


@transaction.atomic
def forget_all(*, member: Member, by: Member | None, now: datetime) -> int:
    """The same for every device of `member`, by a rule if `by` is None. Returns how many are new."""
    rows = Device.objects.select_for_update().filter(member=member, wipe_ordered_at__isnull=True)
    for row in (found := list(rows)):
        _order(row, by, now)
    return len(found)


@transaction.atomic
def wiped(*, device: Device, now: datetime) -> None:
    """It asked, and was told to forget. Told again it is noted once."""
    if Device.objects.filter(pk=device.pk, wiped_at__isnull=True).update(wiped_at=now):
        _note("device.wiped", device, None, now)


def seen(*, device: Device, now: datetime) -> None:
    """It was used just now."""
    Device.objects.filter(pk=device.pk).update(last_seen_at=now)


def _order(device: Device, by: Member | None, now: datetime) -> None:
    device.wipe_ordered_at = now
    device.save(update_fields=["wipe_ordered_at"])
    _note("device.wipe_ordered", device, by, now)


def _note(verb: str, device: Device, by: Member | None, now: datetime) -> None:
    place, said = keeping.place_of(device.member), {"member": str(device.member_id)}
    noting.of_place(verb, device, place, by=by, now=now, said=said)
