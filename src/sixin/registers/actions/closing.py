"""What is shut at once: sessions, devices and second steps of a member."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from sixin.base import clock
from sixin.registers import keeping, noting
from sixin.registers.actions import devices
from sixin.registers.models import Member


@transaction.atomic
def close(*, member: Member, by: Member | None, now: datetime) -> None:
    """End all sessions of `member` and order all her devices to forget. by: None for a rule."""
    end_sessions(member=member, by=by, now=now)
    devices.forget_all(member=member, by=by, now=now)


@transaction.atomic
def end_sessions(*, member: Member, by: Member | None, now: datetime) -> int:
    """Sign `member` out everywhere. Returns in how many places."""
    rows = list(UserSession.objects.filter(user=member.user_id))
    for session in rows:
        session.end()
    if rows:
        said = {"sessions": len(rows)}
        place = keeping.place_of(member)
        noting.of_place("member.signed_out", member, place, by=by, now=now, said=said)
    return len(rows)


@transaction.atomic
def sign_out(*, member: Member, by: Member, now: datetime) -> int:
    """A keeper signs `member` out everywhere. Returns in how many places. Raises NotAllowed."""
    keeping.require_member(by, member, clock.day_of(now))
    return end_sessions(member=member, by=by, now=now)


@transaction.atomic
def take_second_step(*, member: Member, by: Member | None, now: datetime) -> int:
    """App, passkeys and recovery codes are gone: the phone was lost. Returns how many there were.

    Whoever needs a second step is asked to set one up at the next sign-in. by: None for whoever
    runs the machine. Raises NotAllowed.
    """
    if by:
        keeping.require_member(by, member, clock.day_of(now))
    rows = Authenticator.objects.filter(user=member.user_id)
    kinds = sorted(rows.values_list("type", flat=True))
    rows.delete()
    place = keeping.place_of(member)
    noting.of_place(
        "member.second_step_taken", member, place, by=by, now=now, said={"kinds": kinds}
    )
    return len(kinds)
