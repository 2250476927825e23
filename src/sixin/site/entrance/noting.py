"""Notes in the trail who came in, who was kept out, and how the ways in were changed."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest

from sixin.audit import trail
from sixin.base import clock
from sixin.registers import keeping, noting
from sixin.registers.models import Member


def signed_in(member: Member) -> None:
    """She came in."""
    _note("member.signed_in", member, by=member)


def failed(username: str) -> None:
    """Somebody tried that name with a wrong password; whose name it is, if anybody's."""
    member = Member.objects.filter(user__username__iexact=username).first()
    if member:
        _note("member.sign_in_failed", member, by=None)
    else:
        deed = trail.Deed(verb="member.sign_in_failed", kind=Member._meta.label_lower)
        trail.note(deed, by=None, now=clock.now())


@receiver([account.password_changed, account.password_set])
def _password_changed(*, user: User, **_signal: Any) -> None:
    _of(user, "member.password_changed")


@receiver([mfa.authenticator_added, mfa.authenticator_reset])
def _step_added(*, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _of(user, "member.second_step_added", kind=authenticator.type)


@receiver(mfa.authenticator_removed)
def _step_removed(*, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _of(user, "member.second_step_removed", kind=authenticator.type)


@receiver(mfa.authentication_failed)
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
    place = keeping.place_of(member)
    noting.of_place(verb, member, place, by=by, now=clock.now(), said=details)
