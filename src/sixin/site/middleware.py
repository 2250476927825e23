"""Known methods, text without NUL, the chosen language, who is signed in, refusals as pages."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers.models import Member

Next = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class ApiOverHttps:
    """Where pages lead from http to https, the API refuses: a program that asks in clear would
    otherwise go on doing so, unnoticed, each time."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if plain and request.path_info.startswith("/api/"):
            return JsonResponse(
                {"message": _("接口只用 https。请把网址开头改成 https://。")}, status=403
            )
        return self.get_response(request)


class KnownMethods:
    """TRACE, CONNECT and words that nobody knows are refused before anything else is done."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class NoNulls:
    """What holds a NUL is refused: nobody types one, and PostgreSQL has no place for it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raises BadRequest, which becomes a page."""
        given = (text for sent in (request.GET, request.POST) for text in _texts(sent))
        if "\0" in request.path or any("\0" in text for text in given):
            raise BadRequest("NUL")


def _texts(sent: QueryDict) -> Iterator[str]:
    for name, values in sent.lists():
        yield from (name, *values)


class ChosenLanguage:
    """Chinese, unless this browser chose otherwise: a browser's own setting is no choice."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SignedInMember:
    """Puts `request.member` (None when signed out) and `request.today` on every request."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = None  # type: ignore[attr-defined]
        request.today = clock.today()  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.member = Member.objects.filter(user=request.user).first()  # type: ignore[attr-defined]
        return self.get_response(request)


class RefusalsAsPages:
    """A refusal that no form caught becomes a page with its sentence, never a traceback."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        if not isinstance(error, NotAllowed):
            return render(request, "refused.html", {"sentence": error.sentence}, status=409)
        page = "403.html" if request.method in ("GET", "HEAD") else "refused.html"
        return render(request, page, {"sentence": error.sentence}, status=403)
