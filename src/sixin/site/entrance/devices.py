"""Which phone or browser this is, by a token in its cookie; and that it forgets when told to.

A phone may be shared: the cookie holds a token for each member who signed in here, the latest first.
If one of them is told to forget, so is the whole browser, for nobody can part what it holds.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib import auth
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from sixin.base import clock, tokens
from sixin.registers import keeping
from sixin.registers.actions import closing
from sixin.registers.actions import devices as actions
from sixin.registers.models import Device, Member, Role
from sixin.site.entrance import browsers

Next = Callable[[HttpRequest], HttpResponse]
COOKIE: Final = "__Host-sixin_device" if settings.IS_HTTPS else "sixin_device"
SHARED_BY: Final = 5
# Browsers keep no cookie for longer than 400 days.
LASTS: Final = timedelta(days=400)
FORGET_ALL: Final = '"cache", "cookies", "storage"'


class Known:
    """Puts `request.devices` on every request, and has a browser forget that was told to."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = known(request)
        request.devices = found  # type: ignore[attr-defined]
        if any(_is_over(device) for device in found):
            return _wiped(request, found)
        for device in found:
            _note_seen(request, device)
        return self.get_response(request)


def known(request: HttpRequest) -> list[Device]:
    """The devices that this browser is, one for each member who signed in here."""
    given = _tokens(request)
    if not given:
        return []
    has_roles = Role.objects.filter(keeping.open_on(clock.today()), member=OuterRef("member"))
    rows = Device.objects.filter(digest__in=[tokens.digest(token) for token in given])
    return list(rows.select_related("member").annotate(has_roles=Exists(has_roles)))


def remember(request: HttpRequest, member: Member, response: HttpResponse) -> None:
    """Somebody signed in: from now on this browser is known as hers."""
    now = clock.now()
    mine = [device for device in known(request) if device.member_id == member.pk]
    if mine:
        actions.seen(device=mine[0], now=now)
        return
    name = browsers.words(request.headers.get("User-Agent", ""))
    _device, token = actions.register(member=member, name=name, now=now)
    kept = [token, *_tokens(request)][:SHARED_BY]
    response.set_cookie(
        COOKIE,
        ".".join(kept),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_over(device: Device) -> bool:
    """Told to forget; or nobody told it, but its member's last role ran out by its date."""
    return bool(device.wipe_ordered_at) or not device.has_roles  # type: ignore[attr-defined]


def _note_seen(request: HttpRequest, device: Device) -> None:
    member, now = request.member, clock.now()  # type: ignore[attr-defined]
    before = device.last_seen_at or device.made_at
    if member and device.member_id == member.pk and now - before > settings.SESSION_NOTED_EVERY:
        actions.seen(device=device, now=now)


def _wiped(request: HttpRequest, found: list[Device]) -> HttpResponse:
    now = clock.now()
    for device in (device for device in found if _is_over(device)):
        if not device.wipe_ordered_at:
            closing.close(member=device.member, by=None, now=now)
        actions.wiped(device=device, now=now)
    auth.logout(request)
    # Without the request: a page with a form's token would set a cookie again.
    response = HttpResponse(render_to_string("entrance/wiped.html"), status=403)
    response.headers["Clear-Site-Data"] = FORGET_ALL
    response.headers["Cache-Control"] = "no-store"
    # For browsers that do not know that header, or not here: over plain http in an office, say.
    for name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")
    return response


def _tokens(request: HttpRequest) -> list[str]:
    return [token for token in request.COOKIES.get(COOKIE, "").split(".") if token][:SHARED_BY]
