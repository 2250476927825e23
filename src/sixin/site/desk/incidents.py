"""The page for what went wrong on our side. It asks neither the database nor who is signed in."""

from typing import Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _

# What is left to say when not even the page can be made.
BARE: Final = (
    '<!DOCTYPE html><meta charset="utf-8"><title>500</title><h1>500</h1><p>{}</p><p>{}</p>'
)


def broken(request: HttpRequest) -> HttpResponse:
    """A kind page with a number, which stands in the log as well; for programs the same as JSON."""
    incident = str(uuid4())
    request.incident = incident  # type: ignore[attr-defined]
    if request.path_info.startswith("/api/"):
        sentence = _("我们这边出错了，什么都没有改动。请过一会儿再试。")
        return JsonResponse({"message": sentence, "incident": incident}, status=500)
    try:
        page = loader.get_template("500.html").render({"incident": incident})
    except Exception:  # whatever it is, the first error is the one to tell of
        page = BARE.format(_("我们这边出错了"), incident)
    return HttpResponse(page, status=500)
