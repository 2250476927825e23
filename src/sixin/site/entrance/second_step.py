"""Whoever could do much harm has a second step, and does nothing here before it is set up."""

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sixin.registers import rules

Next = Callable[[HttpRequest], HttpResponse]
KINDS: Final = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# What setting one up needs, and what everybody may always do: go, and choose a language.
OPEN: Final = frozenset(
    {
        "second-step",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "set_language",
        "healthz",
    }
)


class SecondStepFirst:
    """Leads privileged members without a second step to the page where they choose one."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """The way to that page, where it must come first."""
        if not is_missing(request):
            return None
        request.setting_up = True  # type: ignore[attr-defined]
        match = request.resolver_match
        if match and match.url_name in OPEN:
            return None
        return _led_there(request)


def is_missing(request: HttpRequest) -> bool:
    """Must whoever asks set up a second step before anything else?"""
    member = getattr(request, "member", None)
    if member is None or not rules.is_privileged(member, request.today):  # type: ignore[attr-defined]
        return False
    return not is_mfa_enabled(request.user, KINDS)


def _led_there(request: HttpRequest) -> HttpResponse:
    if request.resolver_match and "api" in request.resolver_match.namespaces:
        sentence = _("您的角色要先设好第二道验证。请在网页上登录，照着做一次。")
        return JsonResponse({"message": sentence}, status=403)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": reverse("second-step")})
    return redirect("second-step")


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Choose an app or a passkey."""
    if not is_missing(request):
        return redirect("my-account")
    return render(request, "entrance/second_step.html")
