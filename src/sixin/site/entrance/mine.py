"""One's own account: password, second step, passkeys, recovery codes, and where one is signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows import sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sixin.site.entrance import browsers


@never_cache
@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything that opens this account, each with what can be done about it."""
    return render(
        request, "entrance/mine.html", {**ways(request.user), "sessions": _sessions(request)}
    )


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


def _sessions(request: HttpRequest) -> list[dict[str, Any]]:
    rows = UserSession.objects.purge_and_list(_user(request))
    return [
        {"row": row, "here": row.is_current(), "words": browsers.words(row.user_agent)}
        for row in sorted(
            rows, key=lambda row: (not row.is_current(), -row.last_seen_at.timestamp())
        )
    ]


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required stands before every caller
    return request.user
