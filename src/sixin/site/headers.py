"""What every answer tells the browser to keep to, and that a signed-in person's pages are not kept."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]
# Scripts' storage stays: it holds the chosen colours and, on a phone, work not yet sent.
FORGET = '"cache"'


class Everywhere:
    """Says on every answer, files included, what its page may ask a browser for and who may use it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class KeptByNobody:
    """Keeps pages of signed-in people out of every cache; a browser that signs out forgets the rest."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        signed_out = getattr(request, "signed_out", False)
        if signed_out:
            response.headers.setdefault("Clear-Site-Data", FORGET)
        if signed_out or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        return response


@receiver(user_logged_out)
def _signed_out(request: HttpRequest | None, **_more: Any) -> None:
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]
