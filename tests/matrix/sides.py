"""Two communities of two prefectures, each with one of everything, and a member of every role."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import Client

from sixin.base import clock
from sixin.registers.actions import enrolling
from sixin.registers.models import Area, Member, Person, RoleName
from sixin.registers.powers import POWERS, Power
from tests.cast import second_step
from tests.matrix import browsers, furnishing
from tests.matrix.furnishing import SINCE

LEVELS = ["prefecture", "county", "street", "community", "grid"]
IN_GRID = {RoleName.GRID_LEAD, RoleName.GRID_WORKER, RoleName.BUILDING_LEAD}
ABOVE = {
    RoleName.COUNTY_VIEWER: "county",
    RoleName.PREFECTURE_VIEWER: "prefecture",
    RoleName.SYSTEM_ADMIN: "prefecture",
    RoleName.DATA_PROTECTION: "prefecture",
}


@dataclass(eq=False)
class Side:
    """One community. surname: in the name of everybody and every place here, and nowhere else.

    members, former, neighbours: by role; the roles of `former` ended a minute ago, `neighbours`
    have theirs in the grid next door. sessions: of all of them, signed in. across: the other side.
    """

    surname: str
    areas: dict[str, Area] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    former: dict[str, Member] = field(default_factory=dict)
    neighbours: dict[str, Member] = field(default_factory=dict)
    sessions: dict[Any, dict[str, str]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    files: dict[Path, bytes] = field(default_factory=dict)
    across: "list[Side]" = field(default_factory=list)

    @property
    def other(self) -> "Side":
        """The other side."""
        return self.across[0]

    @property
    def secret(self) -> str:
        """What stands in every note here."""
        return f"{self.surname}家门铃坏了，敲三下"

    @property
    def desk(self) -> Member:
        """Who wrote down everything that is here."""
        return self.members[RoleName.COMMUNITY_WORKER]

    def area_of(self, role: str) -> Area:
        """Where somebody of that role has it."""
        level = ABOVE.get(RoleName(role), "grid" if role in IN_GRID else "community")
        return self.areas[level]

    def browser(self, member: Member) -> Client:
        """In which this member signed in a while ago."""
        client = browsers.new()
        for name, value in self.sessions[member.pk].items():
            client.cookies[name] = value
        return client

    @property
    def tail(self) -> str:
        """The end of the telephone number of somebody who lives here, by which she is found."""
        return str(self.people["elder"].phone)[-5:]

    def own_visit(self, by: Member) -> Any:
        """A visit that `by` wrote down last; of somebody else where `by` may not visit."""
        role = by.roles.first().role
        if Power.VISIT not in POWERS[role] or by not in self.members.values():
            return self.rows["visit"]
        return furnishing.met(self.people["met"], by, minutes=3)

    def own_photo(self, by: Member) -> Any:
        """A photo that `by` added last; of somebody else where `by` may not visit."""
        role = by.roles.first().role
        if Power.VISIT not in POWERS[role] or by not in self.members.values():
            return self.rows["photo"]
        return furnishing.photo(self, by, "green")

    def canaries(self) -> list[str]:
        """What must not be shown to who sees nobody here."""
        people = self.people.values()
        told = [value for p in people for value in (p.name, p.phone, p.id_number, str(p.pk))]
        return [*filter(None, told), self.secret]

    def marks(self) -> list[str]:
        """What must not be shown to who has nothing to do with this side."""
        return [self.surname, *self.canaries()]

    def keep_files(self) -> None:
        """The files of imports, which some calls delete."""
        for path, content in self.files.items():
            if not path.exists():
                path.write_bytes(content)


def build(surname: str, codes: list[str], number: int) -> Side:
    """codes: of the areas of LEVELS from the widest. number: 1 or 2, of this side."""
    side = Side(surname)
    for level, code in zip(LEVELS, codes, strict=True):
        name = f"{surname}{level}"
        side.areas[level] = enrolling.add_area(
            code=code, name=name, level=level, valid_from=SINCE, source="测试"
        )
    side.areas = {level: Area.objects.get(pk=area.pk) for level, area in side.areas.items()}
    side.areas["next door"] = enrolling.add_area(
        code=codes[3] + "002", name=f"{surname}隔壁网格", level="grid", valid_from=SINCE,
        source="测试",
    )  # fmt: skip
    _members(side, number)
    side.desk.phone = f"1390977400{number}"
    side.desk.save()
    furnishing.people(side, number)
    furnishing.deeds(side)
    furnishing.papers_of(side)
    furnishing.keeping(side)
    return side


def _members(side: Side, number: int) -> None:
    for role in RoleName:
        area = side.area_of(role)
        side.members[role] = _member(side, role, area, f"{role}{number}")
        side.former[role] = _member(side, role, area, f"former-{role}{number}")
        minute_ago = clock.now() - timedelta(minutes=1)
        side.former[role].roles.update(ended_at=minute_ago)
    for role in IN_GRID:
        side.neighbours[role] = _member(
            side, role, side.areas["next door"], f"neighbour-{role}{number}"
        )
    community = side.areas["community"]
    side.rows["colleague"] = _member(side, RoleName.VOLUNTEER, community, f"colleague{number}")


def _member(side: Side, role: str, area: Area, username: str) -> Member:
    made = enrolling.add_member(
        username=username, password="一句只在测试里用的话", name=f"{side.surname}同事{username}",
        role=role, area=area, since=SINCE,
    )  # fmt: skip
    second_step.enrol_if_privileged(made)
    client = browsers.new()
    client.force_login(made.user)
    session = client.session
    # Who has just given the password is not asked again before each change of the account.
    ahead = clock.now().timestamp() + 86400
    session["account_authentication_methods_user"] = str(made.user.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": ahead}]
    session.save()
    side.sessions[made.pk] = {name: one.value for name, one in client.cookies.items()}
    return made


def everywhere(member: Member) -> None:
    """The same role, ended or not, in every prefecture."""
    role = member.roles.get()
    for area in Area.objects.filter(depth=1).exclude(pk=role.area_id):
        member.roles.create(role=role.role, area=area, since=SINCE, ended_at=role.ended_at)
