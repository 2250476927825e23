"""One's own account: password, second step, passkeys, recovery codes, and where one is signed in."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows import sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sixin.base import clock
from sixin.base.crypto.sealing import BadSeal
from sixin.registers.actions import devices
from sixin.registers.models import Device
from sixin.site.entrance import browsers
from sixin.site.models import Session


@never_cache
@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything that opens this account, each with what can be done about it."""
    shown = {
        **ways(request.user),
        "sessions": _sessions(request),
        "devices": Device.objects.filter(member__user=_user(request)),
        "here": {device.pk for device in getattr(request, "devices", [])},
    }
    return render(request, "entrance/mine.html", shown)


def ways(user: Any) -> dict[str, Any]:
    """What opens the account of `user`: `codes`, `recovery` (or None) and the `passkeys`."""
    by_kind: dict[str, list[Any]] = {}
    for row in Authenticator.objects.filter(user=user).order_by("created_at"):
        by_kind.setdefault(row.type, []).append(row.wrap())
    recovery = next(iter(by_kind.get("recovery_codes", [])), None)
    return {
        "codes": next(iter(by_kind.get("totp", [])), None),
        "passkeys": by_kind.get("webauthn", []),
        "recovery": recovery,
        "recovery_left": len(recovery.get_unused_codes()) if recovery else 0,
    }


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """One of one's own sessions ends at once."""
    session = get_object_or_404(UserSession, pk=pk, user=_user(request))
    sessions.end_sessions(request, [session])
    messages.success(request, _("那里已经退出了登录。"))
    return redirect("my-account")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Every session but this one ends at once."""
    sessions.end_other_sessions(request, _user(request))
    messages.success(request, _("别处都已经退出了登录。"))
    return redirect("my-account")


@login_required
@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of one's own phones or browsers is to forget everything at its next request."""
    device = get_object_or_404(Device, pk=pk, member__user=_user(request))
    devices.forget(device=device, by=device.member, now=clock.now())
    messages.success(request, _("已经吩咐了。它下次联网时就忘掉。"))
    return redirect("my-account")


def _sessions(request: HttpRequest) -> list[dict[str, Any]]:
    rows = _alive(_user(request))
    return [
        {"row": row, "here": row.is_current(), "words": browsers.words(row.user_agent)}
        for row in sorted(
            rows, key=lambda row: (not row.is_current(), -row.last_seen_at.timestamp())
        )
    ]


def _alive(user: User) -> list[UserSession]:
    """The sessions that still open something; rows of the others go.

    As `purge_and_list` of allauth, which asks the database about each of them in turn.
    """
    rows = list(UserSession.objects.filter(user=user))
    kept = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=clock.now()
    )
    try:
        signs = {one.session_key: one.get_decoded().get(HASH_SESSION_KEY) for one in kept}
    except BadSeal:  # one of them was altered: find out which
        found: list[UserSession] = UserSession.objects.purge_and_list(user)
        return found
    good = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    over = [row.pk for row in rows if signs.get(row.session_key) not in good]
    if over:
        UserSession.objects.filter(pk__in=over).delete()
    return [row for row in rows if row.pk not in over]


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required stands before every caller
    return request.user
