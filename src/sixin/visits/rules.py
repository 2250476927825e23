"""Who may record visits and close follow-ups."""

from datetime import date

from django.utils.translation import gettext as _

from sixin.base.errors import NotAllowed
from sixin.registers import rules
from sixin.registers.models import Area, Member
from sixin.registers.powers import Power


def require_visitor(member: Member, area: Area, on: date) -> None:
    """Raises NotAllowed unless `member` visits in this area."""
    if not rules.may(member, Power.VISIT, area, on):
        raise NotAllowed(_("这位老人不在您的片区，不能记走访。"))


def may_close(member: Member, area: Area, on: date) -> bool:
    """Does `member` say by word alone, without a visit, that somebody was found?"""
    return rules.may(member, Power.NOTE_FACTS, area, on)


def require_closer(member: Member, area: Area, on: date) -> None:
    """Raises NotAllowed unless `member` ends the search for people of this area without a visit."""
    if not may_close(member, area, on):
        raise NotAllowed(
            _("没有上门就办结，由网格员或社区工作人员来做。您见到人了，请记一次走访。")
        )


def may_plan(member: Member, area: Area, on: date) -> bool:
    """Does `member` plan rounds for this area?"""
    return rules.may(member, Power.PLAN, area, on)


def require_planner(member: Member, area: Area, on: date) -> None:
    """Raises NotAllowed unless `member` plans rounds for this area."""
    if not may_plan(member, area, on):
        raise NotAllowed(_("排走访由社区负责人、社区工作人员或网格长来做。"))
