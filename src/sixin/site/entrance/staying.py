"""How long a session lasts: a fortnight at most, and half a day when left alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse

from sixin.base import clock

Next = Callable[[HttpRequest], HttpResponse]
SINCE, SEEN = "signed_in_at", "seen_at"


class Staying:
    """Ends sessions that are too old or were left alone, and notes when each was last seen.

    It is noted every few minutes only: a page that reads must not write each time.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = clock.now()
            if _over(request, now):
                auth.logout(request)
            elif now - _when(request, SEEN) > settings.SESSION_NOTED_EVERY:
                _note(request, now)
        return self.get_response(request)


def begin(*, request: HttpRequest, **_signal: object) -> None:
    """A session begins: somebody signed in."""
    now = clock.now().timestamp()
    request.session[SINCE] = request.session[SEEN] = now


def _over(request: HttpRequest, now: datetime) -> bool:
    oldest = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return _when(request, SINCE) < oldest or _when(request, SEEN) < now - settings.SESSION_IDLE


def _note(request: HttpRequest, now: datetime) -> None:
    request.session[SEEN] = now.timestamp()
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def _when(request: HttpRequest, what: str) -> datetime:
    """A session of which nothing is noted is one from before, and over."""
    return datetime.fromtimestamp(request.session.get(what, 0), clock.CHINA)
