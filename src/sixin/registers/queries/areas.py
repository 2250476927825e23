"""Finding areas."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Length, Substr

from sixin.registers import rules
from sixin.registers.models import Area, Level, Member
from sixin.registers.powers import Power


def by_code(code: str) -> Area:
    """The area that has this code today, or had it once. Raises Area.DoesNotExist."""
    today: Area | None = Area.objects.filter(code=code).first()
    if today is not None:
        return today
    former: Area = Area.objects.filter(codes__code=code).distinct().get()
    return former


def visible_to(member: Member, on: date, power: Power | None = None) -> QuerySet[Area]:
    """The areas in which `member` has that power, or any role."""
    return rules.areas_of(member, on, power)


def home_of(member: Member, on: date, power: Power | None = None) -> Area | None:
    """The area that a member's pages open with: the highest one of `visible_to`."""
    return highest(visible_to(member, on, power))


def highest(places: QuerySet[Area]) -> Area | None:
    """The widest of these areas, the first of its like in the tree."""
    return places.order_by("depth", "path").first()


def community_of(area: Area) -> Area:
    """The community of a grid; any other area is its own answer."""
    if area.level == Level.GRID:
        parent: Area = Area.objects.get_parent(area)
        return parent
    return area


def communities_of(ids: Collection[int]) -> dict[int, int]:
    """{area: its community} of these areas, by id; as in `community_of`."""
    rows = Area.objects.filter(pk__in=ids).values_list("pk", "path", "level")
    above = {pk: path[: -Area.steplen] for pk, path, level in rows if level == Level.GRID}
    parents = Area.objects.filter(path__in=set(above.values()))
    by_path = dict(parents.values_list("path", "pk"))
    return {pk: by_path.get(above.get(pk, ""), pk) for pk in ids}


def communities_over(places: QuerySet[Area]) -> list[int]:
    """The ids of all communities that these areas are, or are grids of, and of areas above them."""
    path = Substr("path", 1, Length("path") - Area.steplen)
    grids = places.filter(level=Level.GRID).annotate(above=path).values("above")
    found = Q(path__in=grids) | Q(pk__in=places.exclude(level=Level.GRID).values("pk"))
    return list(Area.objects.filter(found).order_by().values_list("pk", flat=True))


def inside(area: Area) -> QuerySet[Area]:
    """The area and everything below it."""
    found: QuerySet[Area] = Area.objects.filter(rules.below(area.path))
    return found


def children(area: Area) -> QuerySet[Area]:
    """The areas right below, in tree order."""
    return inside(area).filter(depth=area.depth + 1).order_by("path")


def ancestors(area: Area) -> QuerySet[Area]:
    """The areas above, the widest first."""
    step = Area.steplen
    paths = [area.path[:end] for end in range(step, len(area.path), step)]
    found: QuerySet[Area] = Area.objects.filter(path__in=paths).order_by("path")
    return found


def as_list() -> list[dict[str, str | None]]:
    """Every area as {code, name, level, parent}; parent is a code, None at the top. Tree order."""
    rows = Area.objects.order_by("path").values_list("path", "code", "name", "level")
    codes = {path: code for path, code, _name, _level in rows}
    step = Area.steplen
    return [
        {"code": code, "name": name, "level": level, "parent": codes.get(path[:-step])}
        for path, code, name, level in rows
    ]
