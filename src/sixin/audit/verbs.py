"""What can be done to data, in words: the one list of verbs that entries of the trail carry."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS: Final[dict[str, Any]] = {
    # People and what is known of them.
    "person.registered": _("登记了人"),
    "person.changed": _("改了资料"),
    "person.left": _("记为迁出或去世"),
    "person.came_back": _("改回在册"),
    "person.merged": _("合并了两条"),
    "person.unmerged": _("撤销了合并"),
    "person.erased": _("删除了个人资料"),
    "person.sought": _("按请求查找了人"),
    "person.exported": _("导出了个人信息副本"),
    "pair.kept_apart": _("认定是两个人"),
    "pair.reopened": _("放回待看"),
    "tag.stated": _("记了一项情况"),
    "tag.ended": _("结束了一项情况"),
    "contact.added": _("加了联系人"),
    "contact.changed": _("改了联系人"),
    "contact.removed": _("删了联系人"),
    "consent.given": _("记了同意"),
    "consent.withdrawn": _("记了撤回同意"),
    # Rosters.
    "roster.started": _("交了名册文件"),
    "roster.corrected": _("改了名册的列"),
    "roster.confirmed": _("确认导入名册"),
    "roster.restarted": _("重新读名册"),
    "roster.given_up": _("放弃了名册文件"),
    "roster.imported": _("导入了名册"),
    # Work.
    "visit.recorded": _("记了走访"),
    "visit.taken_back": _("撤销了走访记录"),
    "visit.assigned": _("改了由谁去"),
    "visit.cancelled": _("取消了安排的走访"),
    "visit.restored": _("放回了安排"),
    "round.planned": _("排了一轮走访"),
    "follow_up.stepped": _("记了跟进"),
    "follow_up.closed": _("办结了跟进"),
    "hazard.reported": _("报了隐患"),
    "hazard.taken_back": _("撤销了隐患"),
    "photo.added": _("加了照片"),
    "photo.removed": _("删了照片"),
    "certification.taken_back": _("撤销了认证"),
    "event.taken_back": _("撤销了活动"),
    "service.taken_back": _("撤销了服务"),
    "briefing.issued": _("出了简报"),
    # Those who work here, places, rules.
    "member.added": _("加了成员"),
    "role.given": _("给了角色"),
    "role.ended": _("结束了角色"),
    "member.invited": _("出了邀请"),
    "member.invitation_withdrawn": _("收回了邀请"),
    "member.joined": _("用邀请进来了"),
    "member.signed_in": _("登录了"),
    "member.sign_in_failed": _("登录没成，密码不对"),
    "member.code_failed": _("验证码不对"),
    "member.signed_out": _("各处的登录都退出了"),
    "member.password_changed": _("换了密码"),
    "member.second_step_added": _("设了第二道验证"),
    "member.second_step_removed": _("停了第二道验证"),
    "member.second_step_taken": _("替人拿掉了第二道验证"),
    "device.added": _("有了一部手机或电脑"),
    "device.wipe_ordered": _("让手机或电脑忘掉"),
    "device.wiped": _("手机或电脑忘掉了"),
    "area.added": _("加了片区"),
    "area.recoded": _("改了区划代码"),
    "areas.loaded": _("装入了片区表"),
    "building.added": _("加了楼栋"),
    "building.changed": _("改了楼栋"),
    "rules.loaded": _("装入了规则"),
    # What was seen and taken away.
    "value.revealed": _("查看了完整内容"),
    "people.exported": _("导出了名单"),
    "figure.exported": _("导出了数字的明细"),
    "roster.exported": _("下载了名册的退回表"),
    "report.exported": _("下载了导入报告"),
    "round.printed": _("打印了走访单"),
    "due.printed": _("打印了该看望的名单"),
    "briefing.exported": _("下载了简报"),
    "example.exported": _("下载了名册样表"),
    "audit.read": _("查看了操作记录"),
    "audit.exported": _("导出了操作记录"),
    "audit.pruned": _("按规定清理了旧的操作记录"),
    "retention.counted": _("算了到期的资料"),
    "retention.confirmed": _("确认清理到期的资料"),
    "retention.applied": _("清理了到期的资料"),
}

MACHINE: Final = pgettext_lazy("谁做的", "系统")


def word(verb: str) -> str:
    """What was done, in the active language; the verb itself where the list does not know it."""
    return str(WORDS.get(verb, verb))
