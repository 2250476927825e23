"""Who may issue briefings."""

from datetime import date

from sixin.registers import rules
from sixin.registers.models import Area, Member


def may_issue(member: Member, area: Area, on: date) -> bool:
    """The community's desk issues, for its own areas."""
    return rules.areas_of(member, on, rules.DESK).filter(pk=area.pk).exists()
