"""Notes in the trail who came in, who was kept out, and how the ways in were changed."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.http import HttpRequest

from sixin.audit import trail
from sixin.base import clock
from sixin.registers.models import Member


def signed_in(member: Member) -> None:
    """She came in."""
    _note("member.signed_in", member, by=member)


def failed(username: str) -> None:
    """Somebody tried that name with a wrong password; whose name it is, if anybody's."""
    member = Member.objects.filter(user__username__iexact=username).first()
    deed = trail.Deed(
        verb="member.sign_in_failed",
        kind="registers.member",
        subject=str(member.pk) if member else "",
    )
    trail.note(deed, by=None, now=clock.now())


def connect() -> None:
    """From now on note what allauth tells of passwords and second steps. Twice changes nothing."""
    heard: list[tuple[Any, Any]] = [
        (account.password_changed, _password_changed),
        (account.password_set, _password_changed),
        (mfa.authenticator_added, _step_added),
        (mfa.authenticator_removed, _step_removed),
        (mfa.authenticator_reset, _step_added),
        (mfa.authentication_failed, _code_failed),
    ]
    for signal, receiver in heard:
        signal.connect(receiver, dispatch_uid=f"sixin.site.noting.{receiver.__name__}")


def _password_changed(*, user: User, **_signal: Any) -> None:
    _of(user, "member.password_changed")


def _step_added(*, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _of(user, "member.second_step_added", kind=authenticator.type)


def _step_removed(*, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _of(user, "member.second_step_removed", kind=authenticator.type)


def _code_failed(*, user: User, request: HttpRequest, **_signal: Any) -> None:
    member = Member.objects.filter(user=user).first()
    if member:
        by = member if request.user.is_authenticated else None
        _note("member.code_failed", member, by=by)


def _of(user: User, verb: str, **details: str) -> None:
    member = Member.objects.filter(user=user).first()
    if member:
        _note(verb, member, by=member, **details)


def _note(verb: str, member: Member, *, by: Member | None, **details: str) -> None:
    deed = trail.Deed(verb=verb, kind="registers.member", subject=str(member.pk), details=details)
    trail.note(deed, by=by.pk if by else None, now=clock.now())
