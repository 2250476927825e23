"""Finding roster imports."""

from datetime import date

from django.db.models import QuerySet

from sixin.registers import rules
from sixin.registers.models import Member, RosterImport
from sixin.registers.powers import Power


def visible_to(member: Member, on: date) -> QuerySet[RosterImport]:
    """Imports of the communities whose registers `member` keeps."""
    mine = rules.areas_of(member, on, Power.KEEP_REGISTERS)
    return RosterImport.objects.filter(community__in=mine.values("pk"))
