"""Members as rows of a list: their roles in words, and whether they have ever come in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict

from sixin.registers import keeping, rules
from sixin.registers.models import Area, Member, Role, RoleName

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. role: a name of `RoleName`; ended: those who have none left."""

    q: str = ""
    role: str = ""
    area: str = ""
    ended: bool = False


def asked(query: QueryDict) -> Asked:
    """The filters of an address; what is none is left out."""
    role = query.get("role", "")
    return Asked(
        q=query.get("q", "").strip()[:60],
        role=role if role in RoleName.values else "",
        area=query.get("area", "")[:15],
        ended=query.get("show") == "ended",
    )


def page(given: Asked, by: Member, on: date, number: Any) -> "Page[Member]":
    """Fifty of those whom `by` keeps, by name, each with `now` and `over`: roles in kept areas."""
    rows = _filtered(given, by, on).select_related("user")
    return Paginator(_with_roles(rows, by, on), PAGE).get_page(number)


def one(pk: Any, by: Member, on: date) -> Member | None:
    """One of those whom `by` keeps, with the same; None outside."""
    found = keeping.kept_members(by, on).filter(pk=pk).select_related("user")
    return _with_roles(found, by, on).first()


def places(by: Member, on: date) -> list[Area]:
    """The areas whose members `by` keeps, in tree order."""
    return list(keeping.kept_areas(by, on).order_by("path"))


def to_cover(who: Member, by: Member, on: date) -> list[Role]:
    """Roles of others that `who` could hold for a while, and that `by` may give."""
    found = Role.objects.filter(
        keeping.open_on(on), area__in=keeping.kept_areas(by, on), covers__isnull=True
    ).exclude(member=who)
    given = {role for place in tops(places(by, on)) for role in keeping.roles_given(by, place, on)}
    rows = found.filter(role__in=given).select_related("member", "area")
    return list(rows.order_by("member__name", "pk"))


def tops(found: list[Area]) -> list[Area]:
    """Those that stand below none of the others."""
    paths = {place.path for place in found}
    return [
        place
        for place in found
        if not any(place.path != path and place.path.startswith(path) for path in paths)
    ]


def grouped(rows: list[Role]) -> list[list[Role]]:
    """The same role until the same day for the same colleague, area after area, as one."""
    found: dict[Any, list[Role]] = {}
    for row in rows:
        found.setdefault((row.role, row.until, row.covers_id), []).append(row)
    return list(found.values())


def _filtered(given: Asked, by: Member, on: date) -> QuerySet[Member]:
    here = keeping.kept_areas(by, on)
    place = here.filter(code=given.area).first() if given.area else None
    if place:
        here = here.filter(rules.below(place.path))
    held = Role.objects.filter(keeping.open_on(on), area__in=here)
    if given.ended:
        ever = Role.objects.filter(area__in=here)
        found = Member.objects.filter(pk__in=ever.values("member"))
        found = found.exclude(pk__in=Role.objects.filter(keeping.open_on(on)).values("member"))
    else:
        if given.role:
            held = held.filter(role=given.role)
        found = Member.objects.filter(pk__in=held.values("member"))
    if given.q:
        found = found.filter(Q(name__icontains=given.q) | Q(user__username__icontains=given.q))
    return found.order_by("name", "pk")


def _with_roles(rows: QuerySet[Member], by: Member, on: date) -> QuerySet[Member]:
    here = Role.objects.filter(area__in=keeping.kept_areas(by, on)).select_related("area", "covers")
    still = keeping.open_on(on)
    return rows.prefetch_related(
        Prefetch("roles", here.filter(still), to_attr="now"),
        Prefetch("roles", here.exclude(still).order_by("-since"), to_attr="over"),
    )
