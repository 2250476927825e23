"""What stands around every page: the four hearts, and who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sixin.registers.queries import areas

# (heart, [(address name, words, icon)]): only what exists.
HEARTS: list[tuple[Any, list[tuple[str, Any, str]]]] = [
    ("", [("today", _("今天"), "home")]),
    (
        _("初心"),
        [
            ("people", _("找人"), "users"),
            ("due", _("该看望"), "door-open"),
            ("rounds", _("走访安排"), "calendar-check"),
            ("imports", _("导入名册"), "upload"),
            ("duplicates", _("疑似重复"), "merge"),
        ],
    ),
    (
        _("数字"),
        [
            ("figures", _("指标"), "chart-column"),
            ("briefings", _("简报"), "file-text"),
            ("rules", _("规定"), "clipboard-list"),
        ],
    ),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `home_area` and `today` for the base page; nothing for those signed out."""
    member = getattr(request, "member", None)
    if member is None:
        return {}
    match = request.resolver_match
    here = match.url_name if match else ""
    return {
        "nav": [
            {"title": title, "items": [_item(*item, here=here or "") for item in items]}
            for title, items in HEARTS
        ],
        "member": member,
        "home_area": areas.home_of(member, request.today),  # type: ignore[attr-defined]
        "today": request.today,  # type: ignore[attr-defined]
    }


def _item(name: str, label: Any, icon: str, *, here: str) -> dict[str, Any]:
    one = name.removesuffix("s")
    current = here in (name, one) or here.startswith(one + "-")
    return {"url": reverse(name), "label": label, "icon": icon, "current": current}
