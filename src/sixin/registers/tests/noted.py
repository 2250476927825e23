"""What the trail says of a row, and other questions that several tests of members ask."""

from sixin.audit.models import Entry
from sixin.registers.models import Member, Role


def verbs(subject: object) -> list[str]:
    return list(
        Entry.objects.filter(subject=str(subject)).order_by("id").values_list("verb", flat=True)
    )


def role_of(member: Member) -> Role:
    return member.roles.get()
