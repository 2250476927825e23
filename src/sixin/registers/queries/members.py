"""Finding members: who works in a place, and who may come along."""

from datetime import date

from django.db.models import Q, QuerySet

from sixin.registers import powers, rules
from sixin.registers.models import Area, Member, Role, RoleName
from sixin.registers.powers import Power
from sixin.registers.queries import areas

# Who walks a grid, in the order in which they are thought of first.
WALKING = (
    RoleName.GRID_WORKER,
    RoleName.GRID_LEAD,
    RoleName.BUILDING_LEAD,
    RoleName.COMMUNITY_WORKER,
    RoleName.VOLUNTEER,
    RoleName.COMMUNITY_LEAD,
)


def around(area: Area, on: date) -> QuerySet[Member]:
    """Members who visit in the community of `area`, or in a place above it as well, by name."""
    community = areas.community_of(area)
    here = rules.below(community.path, "roles__area__path") | Q(
        roles__area__path__in=_above(community)
    )
    visits = Q(roles__role__in=powers.roles_with(Power.VISIT))
    return Member.objects.filter(rules.held(on, "roles__") & here & visits).distinct()


def walkers(area: Area, on: date) -> dict[int, list[Member]]:
    """{id of the area of a role: its members, the likeliest to walk it first} around `area`."""
    rows = Role.objects.filter(
        rules.held(on), role__in=WALKING, member__in=around(area, on)
    ).select_related("member")
    found: dict[int, list[Member]] = {}
    for row in sorted(rows, key=lambda row: (WALKING.index(RoleName(row.role)), row.member.name)):
        found.setdefault(row.area_id, []).append(row.member)
    return found


def phone_of(area: Area, on: date) -> str:
    """The office's number that somebody of the community answers: its lead's, else any.

    "" without one. Only a landline: a colleague's own telephone is not for paper.
    """
    community = areas.community_of(area)
    rows = Role.objects.filter(rules.held(on), area=community).exclude(member__phone="")
    wanted = [RoleName.COMMUNITY_LEAD, RoleName.COMMUNITY_WORKER]
    known = {row.role: row.member.phone for row in rows.select_related("member")}
    found = {role: phone for role, phone in known.items() if phone.startswith("0")}
    return next((found[role] for role in wanted if role in found), "")


def _above(area: Area) -> list[str]:
    step = Area.steplen
    return [area.path[:end] for end in range(step, len(area.path), step)]
