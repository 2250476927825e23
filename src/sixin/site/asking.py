"""What a request asks for: who asks, which area, which days. One place for all pages."""

import functools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from sixin.base.errors import NotAllowed, Refused
from sixin.registers.models import Area, Member
from sixin.registers.queries import areas

View = Callable[..., HttpResponseBase]


class BadDates(Refused):
    """Dates that are none, or the wrong way round."""


def by_member(view: View) -> View:
    """Only for those who are signed in and hold a role today."""

    @login_required
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        home_area(request)
        return view(request, *args, **kwargs)

    return guarded


def member(request: HttpRequest) -> Member:
    """Who asks. Raises NotAllowed when the account has no member."""
    found: Member | None = getattr(request, "member", None)
    if found is None:
        raise NotAllowed(_("这个账号还没有角色。请找社区负责人开通。"))
    return found


def today(request: HttpRequest) -> date:
    """The day on which this is asked."""
    day: date = request.today  # type: ignore[attr-defined]
    return day


def home_area(request: HttpRequest) -> Area:
    """The widest area of who asks. Raises NotAllowed when no role is held today."""
    found = areas.home_of(member(request), today(request))
    if found is None:
        raise NotAllowed(_("您现在没有任何片区的角色。请找社区负责人开通。"))
    return found


def area(request: HttpRequest) -> Area:
    """The area in the address (`area=CODE`), else the home area. Raises NotAllowed outside it."""
    code = request.GET.get("area", "")
    if not code:
        return home_area(request)
    found = areas.visible_to(member(request), today(request)).filter(code=code).first()
    if found is None:
        raise NotAllowed(_("您的角色管不到这个地方。请找社区负责人。"))
    return found


def period(request: HttpRequest) -> tuple[date, date]:
    """Days in the address (`from`, `to`), else this year so far. Raises BadDates."""
    last = _day(request.GET.get("to"), today(request))
    first = _day(request.GET.get("from"), last.replace(month=1, day=1))
    if first > last:
        raise BadDates(_("开始日期在结束日期以后。请换一下。"))
    if last - first > timedelta(days=366 * 20):
        raise BadDates(_("这段时间太长。请选二十年以内。"))
    return first, last


def _day(text: str | None, default: date) -> date:
    if not text:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDates(
            _("日期 %(text)s 看不懂。请写成 2026-11-23 这样。") % {"text": text[:20]}
        ) from None
