"""What a request asks for: who asks, which area, which days. One place for all pages."""

import functools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sixin.base.errors import NotAllowed, Refused
from sixin.registers import rules
from sixin.registers.models import Area, Member
from sixin.registers.powers import Power
from sixin.registers.queries import areas

# Before this day the rule book does not say who counts as an elder, or as one of high age.
EARLIEST: Final = date(2000, 1, 1)
View = TypeVar("View", bound=Callable[..., Any])


class BadDates(Refused):
    """Dates that are none, or the wrong way round."""


def needs(power: Power | None) -> Callable[[View], View]:
    """Only for those who have this power somewhere today; `view.power` tells which.

    Within the view, `areas_seen`, `home_area` and `area` are those in which they have it.
    """

    def guard(view: View) -> View:
        @login_required
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            request.power = power  # type: ignore[attr-defined]
            home_area(request)
            return view(request, *args, **kwargs)

        guarded.power = power  # type: ignore[attr-defined]
        return cast(View, guarded)

    return guard


def by_member(view: View) -> View:
    """Only for those who are signed in and hold a role today, whichever it is."""
    return needs(None)(view)


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


def powers(request: HttpRequest) -> frozenset[Power]:
    """What who asks may do somewhere today; nothing when signed out. Asked for once a request."""
    known: frozenset[Power] | None = getattr(request, "powers", None)
    if known is None:
        who = getattr(request, "member", None)
        known = rules.powers_of(who, today(request)) if who else frozenset()
        request.powers = known  # type: ignore[attr-defined]
    return known


def areas_seen(request: HttpRequest) -> QuerySet[Area]:
    """The areas in which who asks has the power that this page needs."""
    return _scope(request, _power(request)).all()


def home_area(request: HttpRequest) -> Area:
    """The widest of `areas_seen`. Raises NotAllowed when there is none."""
    found = widest(request, _power(request))
    if found is not None:
        return found
    if widest(request, None) is None:
        raise NotAllowed(_("您现在没有任何片区的角色。请找社区负责人开通。"))
    raise NotAllowed(_("您的角色用不到这一页。工作上要用的，请找社区负责人。"))


def widest(request: HttpRequest, power: Power | None) -> Area | None:
    """The highest area in which who asks has that power, or any role. Asked for once a request."""
    known: dict[Power | None, Area | None] = request.__dict__.setdefault("widest", {})
    if power not in known:
        known[power] = areas.highest(_scope(request, power))
    return known[power]


def area(request: HttpRequest) -> Area:
    """The area in the address (`area=CODE`), else the home area. Raises NotAllowed outside it."""
    code = request.GET.get("area", "")
    if not code:
        return home_area(request)
    found = areas_seen(request).filter(code=code).first()
    if found is None:
        raise NotAllowed(_("您的角色管不到这个地方。请找社区负责人。"))
    return found


def _scope(request: HttpRequest, power: Power | None) -> QuerySet[Area]:
    """The areas in which who asks has that power; its roles are read once a request."""
    known: dict[Power | None, QuerySet[Area]] = request.__dict__.setdefault("scopes", {})
    if power not in known:
        known[power] = areas.visible_to(member(request), today(request), power)
    return known[power]


def _power(request: HttpRequest) -> Power | None:
    known: Power | None = getattr(request, "power", None)
    return known


def period(request: HttpRequest) -> tuple[date, date]:
    """Days in the address (`from`, `to`), else this year so far. Raises BadDates."""
    last = _day(request.GET.get("to"), today(request))
    first = _day(request.GET.get("from"), last.replace(month=1, day=1))
    if first > last:
        raise BadDates(_("开始日期在结束日期以后。请换一下。"))
    if first < EARLIEST:
        raise BadDates(
            _("没有 %(year)s 年以前的数字。请选晚一些的日期。") % {"year": EARLIEST.year}
        )
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
