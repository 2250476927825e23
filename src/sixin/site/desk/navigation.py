"""What stands around every page: the four hearts, and who is signed in."""

import functools
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from sixin.registers.powers import Power
from sixin.site import asking

# (heart, [(address name, label, what it is for, icon, how the names of its inner pages begin)]).
HEARTS: list[tuple[Any, list[tuple[str, Any, Any, str, tuple[str, ...]]]]] = [
    ("", [("today", _("今天"), "", "home", ())]),
    (
        _("初心"),
        [
            ("people", _("找人"), _("一位老人的全部情况"), "users", ("person", "people-")),
            (
                *("due", _("该看望"), _("这几天该去看谁"), "door-open"),
                ("due-", "record-", "visit", "follow"),
            ),
            ("rounds", _("走访安排"), _("谁哪天去哪几家"), "calendar-check", ("round", "stop")),
            ("imports", _("导入名册"), _("把 Excel 名册收进来"), "upload", ("import",)),
            ("duplicates", _("疑似重复"), _("可能是同一个人的两行"), "merge", ("duplicate",)),
        ],
    ),
    (
        _("数字"),
        [
            ("figures", _("指标"), _("做了多少，看望到了多少人"), "chart-column", ("figure",)),
            ("briefings", _("简报"), _("写成一页纸的数字"), "file-text", ("briefing",)),
            ("rules", _("规定"), _("多久看一次、查什么，依据是什么"), "clipboard-list", ("rule",)),
        ],
    ),
    (
        _("管理"),
        [
            ("members", _("成员"), _("谁在这里做什么，请人进来"), "user-plus", ("member",)),
            ("audit", _("操作记录"), _("谁改了、看了、导出了什么"), "list", ("audit-",)),
        ],
    ),
    (
        _("数据保护"),
        [
            ("rights", _("个人信息权利"), _("给本人副本，按请求删除"), "shield", ("rights-",)),
            ("retention", _("保存期限"), _("什么留多久，到期的怎么清"), "clock", ("retention-",)),
        ],
    ),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What the base page needs; nothing for those signed out.

    `nav`, `home_area`, `today`, and `may`: the names of the powers of who asks, so that nothing
    leads to a page that would refuse. Worked out when asked for: parts of pages ask for none of it.
    """
    member = getattr(request, "member", None)
    if member is None:
        return {}
    if getattr(request, "setting_up", False):
        return {"member": member, "today": request.today}  # type: ignore[attr-defined]
    return {
        "nav": SimpleLazyObject(lambda: groups(request)),
        "may": SimpleLazyObject(lambda: {power.value for power in asking.powers(request)}),
        "member": member,
        "home_area": SimpleLazyObject(lambda: asking.widest(request, None)),
        "today": request.today,  # type: ignore[attr-defined]
    }


def groups(request: HttpRequest) -> list[dict[str, Any]]:
    """The places under their hearts, those alone that who asks may open."""
    match = request.resolver_match
    here = (match.url_name or "") if match else ""
    found = [
        {
            "title": title,
            "items": [_item(*one, here=here) for one in places if _open(one[0], request)],
        }
        for title, places in HEARTS
    ]
    return [group for group in found if group["items"]]


def address(name: str, *given: Any) -> str:
    """The address of a page, "" when no package has it: nothing leads to what is not there."""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""


def _open(name: str, request: HttpRequest) -> bool:
    power = _power_of(name)
    return power is None or power in asking.powers(request)


@functools.cache
def _power_of(name: str) -> Power | None:
    """What the page of that name asks for, as its view states it."""
    view: Any = resolve(reverse(name)).func
    power: Power | None = view.power
    return power


def _item(
    name: str, label: Any, words: Any, icon: str, inner: tuple[str, ...], *, here: str
) -> dict[str, Any]:
    current = here == name or bool(inner) and here.startswith(inner)
    return {"url": reverse(name), "label": label, "words": words, "icon": icon, "current": current}
