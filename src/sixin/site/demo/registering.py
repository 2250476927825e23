"""Enter areas, rules, buildings, members and partners by the registers' own actions."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sixin.registers.actions import buildings, enrolling
from sixin.registers.models import Area, Level, Member, Partner, RoleName
from sixin.rulebook import loading
from sixin.site.demo import accounts, cast, codes, community
from sixin.site.demo.accounts import Account
from sixin.site.demo.cast import Role
from sixin.site.demo.invention import Invention

RULES = Path(__file__).with_name("rules.csv")


@dataclass(slots=True)
class Registered:
    """The rows of what was invented. grids: in their order."""

    community: Area
    grids: list[Area]
    members: dict[str, Member] = field(default_factory=dict)
    partners: list[Partner] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)


def enter(made: Invention, samples: Path) -> Registered:
    """Everything but the elders. The local rule rows are left in `samples` as well."""
    since = made.first_day
    place = enrolling.add_area(
        code=community.CODE,
        name=community.NAME,
        level=Level.COMMUNITY,
        valid_from=since,
        source=community.SOURCE,
    )
    entered = Registered(place, [_grid(grid.code, grid.name, since) for grid in made.grids])
    _load_rules(made.today.year, samples)
    _add_buildings(made, entered)
    for role in made.members:
        _add_member(role, entered, since)
    entered.partners = [
        Partner.objects.create(area=entered.community, name=name, kind=kind)
        for name, kind in cast.PARTNERS
    ]
    return entered


def _grid(code: str, name: str, since: date) -> Area:
    return enrolling.add_area(
        code=code, name=name, level=Level.GRID, valid_from=since, source=community.SOURCE
    )


def _load_rules(year: int, samples: Path) -> None:
    path = samples / "local-rules.csv"
    path.write_text(RULES.read_text(encoding="utf-8").replace("YEAR", str(year)), encoding="utf-8")
    loading.load_local(path)


def _add_buildings(made: Invention, entered: Registered) -> None:
    for house in made.houses:
        buildings.add_building(
            area=entered.grids[house.grid],
            name=house.name,
            number=house.number,
            floors=house.floors,
            has_lift=house.has_lift,
            entrances=house.entrance_names,
        )


def _add_member(role: Role, entered: Registered, since: date) -> None:
    where = [entered.grids[n] for n in role.grids] or [entered.community]
    password = accounts.new_password() if role.signs_in else None
    member = enrolling.add_member(
        username=role.username,
        password=password,
        name=role.name,
        role=role.role,
        area=where[0],
        since=since,
    )
    for area in where[1:]:
        enrolling.give_role(member=member, role=role.role, area=area, since=since)
    entered.members[role.username] = member
    if password:
        codes.enrol(member, role.role)
        entered.accounts.append(
            Account(
                role.username,
                password,
                role.name,
                RoleName(role.role).value,
                where[0].code,
                "、".join(area.name for area in where),
            )  # fmt: skip
        )


def renew_accounts() -> list[Account]:
    """New passwords for those who sign in, kept again."""
    fresh = []
    for role in (role for role in cast.members() if role.signs_in):
        member = Member.objects.select_related("user").get(user__username=role.username)
        held = list(member.roles.select_related("area"))
        password = accounts.new_password()
        member.user.set_password(password)
        member.user.save(update_fields=["password"])
        fresh.append(
            Account(
                role.username,
                password,
                role.name,
                RoleName(role.role).value,
                held[0].area.code,
                "、".join(each.area.name for each in held),
            )  # fmt: skip
        )
    accounts.keep(fresh)
    return fresh
