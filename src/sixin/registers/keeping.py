"""Who keeps which members: whose roles, invitations and devices are in whose hands."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sixin.base.errors import NotAllowed
from sixin.registers import powers, rules
from sixin.registers.models import Area, Member, Role
from sixin.registers.powers import Power


def kept_areas(by: Member, on: date) -> QuerySet[Area]:
    """The areas whose members `by` keeps."""
    return rules.areas_of(by, on, Power.KEEP_MEMBERS)


def kept_members(by: Member, on: date) -> QuerySet[Member]:
    """Members who hold, or once held, a role in those areas."""
    return Member.objects.filter(
        pk__in=Role.objects.filter(area__in=kept_areas(by, on)).values("member")
    )


def roles_given(by: Member, area: Area, on: date) -> frozenset[str]:
    """The names of the roles that `by` may give and end in `area`."""
    return _given(list(_giving(by, on)), area)


def _giving(by: Member, on: date) -> QuerySet[Role]:
    """The roles of `by` that give others."""
    return by.roles.filter(rules.held(on), role__in=powers.GIVES).select_related("area")


def _given(giving: list[Role], area: Area) -> frozenset[str]:
    above = (held for held in giving if area.path.startswith(held.area.path))
    return frozenset().union(*(powers.GIVES[held.role] for held in above))


def open_on(on: date) -> Q:
    """Of roles: those that hold on that day or will hold later."""
    return (Q(until__isnull=True) | Q(until__gte=on)) & Q(ended_at__isnull=True)


def to_come(member: Member, on: date) -> QuerySet[Role]:
    """The roles of `member` that hold on that day or will hold later."""
    return member.roles.filter(open_on(on))


def place_of(member: Member) -> Area | None:
    """The highest area in which `member` holds or held a role; None if there never was one."""
    found: Area | None = Area.objects.filter(roles__member=member).order_by("depth", "path").first()
    return found


def has_roles(member: Member, on: date) -> bool:
    """Has `member` anything to do here, on that day or later?"""
    return to_come(member, on).exists()


def keeps(by: Member, member: Member, on: date) -> bool:
    """Is `member` in the hands of `by`: all that she may do, or once did if nothing is left?

    An invitation opens the whole account, so one role out of reach puts it out of reach.
    """
    if by.pk == member.pk or not kept_members(by, on).filter(pk=member.pk).exists():
        return False
    giving, open_roles = list(_giving(by, on)), to_come(member, on).select_related("area")
    return all({row.role} <= _given(giving, row.area) for row in open_roles)


def require_member(by: Member, member: Member, on: date) -> None:
    """Raises NotAllowed unless `by` keeps `member`."""
    if not keeps(by, member, on):
        raise NotAllowed(_("这位成员不归您管。请找所在社区的负责人或系统管理员。"))


def to_end(by: Member, roles: Iterable[Role], on: date) -> set[int]:
    """The ids of those roles that `by` may end. One's own is a colleague's to end."""
    giving, others = list(_giving(by, on)), (row for row in roles if row.member_id != by.pk)
    return {row.pk for row in others if {row.role} <= _given(giving, row.area)}


def require_role(by: Member, role: str, area: Area, on: date) -> None:
    """Raises NotAllowed unless `by` may give and end that role in `area`."""
    if role not in roles_given(by, area, on):
        raise NotAllowed(_("这个角色不归您给。请找系统管理员。"))
