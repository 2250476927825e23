"""Who may issue briefings."""

from datetime import date

from sixin.registers import rules
from sixin.registers.models import Area, Member
from sixin.registers.powers import Power


def may_issue(member: Member, area: Area, on: date) -> bool:
    """The community's desk issues, for its own areas."""
    return rules.may(member, Power.ISSUE_BRIEFINGS, area, on)
