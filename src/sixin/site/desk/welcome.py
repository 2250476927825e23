"""The first page of those who see no people: what is theirs here, and what is not."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sixin.registers import rules
from sixin.registers.models import RoleName
from sixin.site import asking
from sixin.site.desk import navigation

# What a role that sees no people is here for.
WORDS: dict[str, Any] = {
    RoleName.PARTNER: _("您代表共建单位。社区请您帮忙的时候，会直接找您；老人家里的情况留在社区。"),
    RoleName.FAMILY: _(
        "您是家属。家里老人的近况，由社区的人当面或者打电话告诉您。这里没有要您填的东西。"
    ),
    RoleName.INSPECTOR: _(
        "您是消防监督员。入户查哪些隐患，规定里都有；要您去看的，社区会直接找您。"
    ),
    RoleName.COUNTY_VIEWER: _(
        "您看的是数字：各社区做了多少，看望到了多少人。每个数都能点开看它的记录，记录上不写是谁。"
    ),
    RoleName.PREFECTURE_VIEWER: _(
        "您看的是数字：各县市做了多少，看望到了多少人。每个数都能点开看它的记录，记录上不写是谁。"
    ),
    RoleName.SYSTEM_ADMIN: _("您管的是这套系统：账号、角色和设置。居民的情况不在您这里。"),
    RoleName.DATA_PROTECTION: _(
        "您看的是谁看过、改过、导出过什么，也答复居民查阅和删除自己资料的请求。"
    ),
}


def words(request: HttpRequest) -> dict[str, Any]:
    """`roles` that are held today, `words` for them, and `places` to go to."""
    member, on = asking.member(request), asking.today(request)
    held = list(member.roles.filter(rules.held(on)).select_related("area"))
    kinds = dict.fromkeys(role.role for role in held)
    return {
        "roles": held,
        "words": [WORDS[kind] for kind in kinds if kind in WORDS],
        "places": [item for group in navigation.groups(request)[1:] for item in group["items"]],
    }
