"""What stands around every page: the four hearts, and who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from sixin.registers.queries import areas

# (heart, [(address name, words, icon, how the names of its inner pages begin)]).
HEARTS: list[tuple[Any, list[tuple[str, Any, str, tuple[str, ...]]]]] = [
    ("", [("today", _("今天"), "home", ())]),
    (
        _("初心"),
        [
            ("people", _("找人"), "users", ("person", "people-")),
            ("due", _("该看望"), "door-open", ("due-", "record-", "visit", "follow")),
            ("rounds", _("走访安排"), "calendar-check", ("round", "stop")),
            ("imports", _("导入名册"), "upload", ("import",)),
            ("duplicates", _("疑似重复"), "merge", ("duplicate",)),
        ],
    ),
    (
        _("数字"),
        [
            ("figures", _("指标"), "chart-column", ("figure",)),
            ("briefings", _("简报"), "file-text", ("briefing",)),
            ("rules", _("规定"), "clipboard-list", ("rule",)),
        ],
    ),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `home_area` and `today` for the base page; nothing for those signed out."""
    member = getattr(request, "member", None)
    if member is None:
        return {}
    if getattr(request, "setting_up", False):
        return {"member": member, "today": request.today}  # type: ignore[attr-defined]
    match = request.resolver_match
    here = (match.url_name or "") if match else ""
    groups = [
        {"title": title, "items": [item for one in items if (item := _item(*one, here=here))]}
        for title, items in HEARTS
    ]
    return {
        "nav": [group for group in groups if group["items"]],
        "member": member,
        "home_area": areas.home_of(member, request.today),  # type: ignore[attr-defined]
        "today": request.today,  # type: ignore[attr-defined]
    }


def address(name: str, *given: Any) -> str:
    """The address of a page, "" when no package has it: nothing leads to what is not there."""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""


def _item(
    name: str, label: Any, icon: str, inner: tuple[str, ...], *, here: str
) -> dict[str, Any] | None:
    url = address(name)
    current = here == name or bool(inner) and here.startswith(inner)
    return {"url": url, "label": label, "icon": icon, "current": current} if url else None
