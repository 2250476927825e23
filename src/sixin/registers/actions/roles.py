"""Who may do what, where, and until when: given and taken away by who keeps the members."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.registers import keeping, noting
from sixin.registers.actions import closing, enrolling
from sixin.registers.models import Area, Member, Role, RoleName


class CannotGive(Refused):
    """The role is held already, its days make no sense, or it is nobody's to give."""


class CannotEnd(Refused):
    """The role is over, or it is one's own."""


@transaction.atomic
def give(
    *, member: Member, role: str, area: Area, until: date | None = None,
    covers: Member | None = None, by: Member, now: datetime,
) -> Role:  # fmt: skip
    """A further role from today on. until: its last day, None without end.

    covers: the colleague for whom it is held for a while; `until` must then be given.
    Raises CannotGive, NotAllowed.
    """
    today = clock.day_of(now)
    keeping.require_member(by, member, today)
    keeping.require_role(by, role, area, today)
    _require_new(member, role, area, until, covers, by, today)
    return enrolling.give_role(
        member=member, role=role, area=area, since=today, until=until, covers=covers, by=by, now=now
    )


def cover(*, member: Member, colleague: Role, until: date, by: Member, now: datetime) -> Role:
    """`member` stands in for a colleague's role until that day. Raises CannotGive, NotAllowed."""
    return give(
        member=member, role=colleague.role, area=colleague.area, until=until,
        covers=colleague.member, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def end(*, role: Role, by: Member, now: datetime) -> Role:
    """The role is over at once. With the last one go all sessions, and all devices forget.

    Raises CannotEnd, NotAllowed.
    """
    row = (
        Role.objects.select_for_update(of=("self",))
        .select_related("area", "member")
        .get(pk=role.pk)
    )
    today = clock.day_of(now)
    if row.member_id == by.pk:
        raise CannotEnd(_("自己的角色请同事来结束，免得谁也管不了。"))
    keeping.require_role(by, row.role, row.area, today)
    if row.ended_at or (row.until and row.until < today):
        raise CannotEnd(_("这个角色已经结束了。"))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    said = {"role": row.role, "since": row.since}
    noting.of_place("role.ended", row.member, row.area, by=by, now=now, said=said)
    if not keeping.has_roles(row.member, today):
        closing.close(member=row.member, by=by, now=now)
    return row


def _require_new(
    member: Member, role: str, area: Area, until: date | None, covers: Member | None, by: Member,
    today: date,
) -> None:  # fmt: skip
    if member.pk == by.pk:
        raise CannotGive(_("自己不能给自己角色，请同事来给。"), field="role")
    if until and until < today:
        raise CannotGive(_("最后一天在今天以前。请换一下。"), field="until")
    if covers and not until:
        raise CannotGive(_("代班要有最后一天。"), field="until")
    if covers and covers.pk == member.pk:
        raise CannotGive(_("自己不能代自己。请选被代班的同事。"), field="covers")
    if keeping.to_come(member, today).filter(role=role, area=area).exists():
        sentence = _("%(name)s在%(area)s已经是%(role)s。")
        values = {"name": member.name, "area": area.name, "role": RoleName(role).label}
        raise CannotGive(sentence % values, field="role")
