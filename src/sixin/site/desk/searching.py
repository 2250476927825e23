"""What people search for stands in no address: names and ID numbers would end in logs and histories.

A search comes by POST and goes on to an address with `s`, the text sealed for the member who typed
it, so that reloading, paging and the way back work, for nobody else.
"""

import base64
import functools
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from django.http import HttpRequest, HttpResponseRedirect, QueryDict

from sixin.base.crypto import sealing
from sixin.base.crypto.keyfile import NoKey
from sixin.base.crypto.sealing import BadSeal
from sixin.registers.models import Member
from sixin.site import asking

TEXT, SEALED = "q", "s"
LONGEST: Final = 60  # letters
_NO_FILTERS: Final = (TEXT, SEALED, "page", "csrfmiddlewaretoken")
View = TypeVar("View", bound=Callable[..., Any])


def moves(view: View) -> View:
    """A view that is searched: what was typed goes on to an address that does not show it."""

    @functools.wraps(view)
    def moved(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        typed = request.POST if TEXT in request.POST else request.GET
        if TEXT in typed:
            return HttpResponseRedirect(_without_text(request, typed))
        return view(request, *args, **kwargs)

    return cast(View, moved)


def asked(request: HttpRequest) -> QueryDict:
    """What the address asks for, `q` opened. Never make an address of it."""
    found = request.GET.copy()
    found.pop(TEXT, None)
    if text := opened(found.get(SEALED, ""), asking.member(request)):
        found[TEXT] = text
    return found


def sealed(text: str, member: Member) -> str:
    """The text as an address carries it for this member; "" for nothing."""
    plain = text.strip()[:LONGEST].encode()
    if not plain:
        return ""
    return base64.urlsafe_b64encode(sealing.seal(plain, _where(member))).decode().rstrip("=")


def opened(token: str, member: Member) -> str:
    """The text that was sealed for this member; "" for anything else."""
    try:
        value = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return sealing.unseal(value, _where(member)).decode()
    except (BadSeal, NoKey, ValueError):
        return ""


def _without_text(request: HttpRequest, typed: QueryDict) -> str:
    """This page's address with the other filters that were sent, and the text sealed."""
    query = QueryDict(mutable=True)
    for name, values in typed.lists():
        kept = [value for value in values if value]
        if kept and name not in _NO_FILTERS:
            query.setlist(name, kept)
    if token := sealed(typed.get(TEXT, ""), asking.member(request)):
        query[SEALED] = token
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _where(member: Member) -> str:
    return f"search.{member.pk}"
