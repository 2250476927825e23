"""How long somebody who failed too often has to wait, said in words."""

import math
import time
from datetime import timedelta

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_APP = "allauth.account"
FAILED = "login_failed"


def wait(request: HttpRequest, key: str) -> timedelta:
    """Until the next try is let through; zero when it would be now.

    key: what allauth counts the failures of an account under (its name, or its second step).
    """
    now = time.time()
    longest = 0.0
    for rate in ratelimit.get_rates(app=_APP, action=FAILED):
        counted = ratelimit.get_cache_key(request, app=_APP, action=FAILED, rate=rate, key=key)
        # Newest first; a try is let through again when the oldest of `amount` has run out.
        tries: list[float] = cache.get(counted, [])
        if len(tries) >= rate.amount:
            longest = max(longest, tries[rate.amount - 1] + rate.duration - now)
    return timedelta(seconds=max(longest, 0.0))


def sentence(request: HttpRequest, key: str) -> str:
    """That it was tried too often, and for how many minutes more nothing is let through."""
    minutes = max(1, math.ceil(wait(request, key).total_seconds() / 60))
    told = ngettext("%(n)d 分钟", "%(n)d 分钟", minutes) % {"n": minutes}
    return _("试错的次数太多，先锁上了。请过 %(wait)s再试；急用请找社区负责人。") % {"wait": told}
