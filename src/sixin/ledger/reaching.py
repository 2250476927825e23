"""Counting different people: each once, however often and by however many rows she was served.

Whole months are counted from the touches: of the touches since a month, one of each person has a
`previous` that lies before it. What that leaves out is added: people of the days at the beginning
who did not come again, and those who were served in several areas.
"""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sixin.ledger import counting
from sixin.ledger.figures import Reach
from sixin.ledger.models import Part, PartRole, Touch
from sixin.ledger.periods import Period, month_of
from sixin.registers.models import Area, Person
from sixin.registers.queries import areas


def reach(figure: Reach, area: Area, period: Period) -> int:
    """Different people among the beneficiaries; people merged into others count once with them."""
    return _reach(figure, area, period, _merged())


def _reach(figure: Reach, area: Area, period: Period, merged: dict[UUID, UUID]) -> int:
    kind = _only_kind(figure)
    if kind is None or _within_one_month(period):
        return _from_parts(figure, area, period, merged)
    here = Touch.objects.filter(kind=kind, area__in=areas.inside(area).values("pk"))
    settled = here.filter(elsewhere=False)
    moved = here.filter(_inside(period), elsewhere=True)
    several: int = moved.aggregate(n=Count("party", distinct=True))["n"]
    total = _since_first_whole_month(settled, period) + _only_in_first_days(settled, period)
    return total + several - _counted_twice(here.filter(_inside(period)), merged)


def by_place(figure: Reach, area: Area, period: Period) -> dict[str, int]:
    """{tree path: different people} of each child of `area`.

    Who was served in several of them counts in each, and who was served in none of them (the deed
    stands at `area` itself) in none: the sum need not be `reach`.
    """
    merged = _merged()
    return {child.path: _reach(figure, child, period, merged) for child in areas.children(area)}


def _only_kind(figure: Reach) -> str | None:
    """The kind of a figure that counts all variants of a single kind: what touches know."""
    kinds = list(figure.kinds.items())
    return kinds[0][0] if len(kinds) == 1 and kinds[0][1] is None else None


def _within_one_month(period: Period) -> bool:
    """Lies the period inside one month without filling it? A touch does not know its days then."""
    return period.whole_months() is None and month_of(period.first) == month_of(period.last)


def _inside(period: Period) -> Q:
    """Touches of the period: of the first and the last month only what falls into it."""
    first, last = month_of(period.first), month_of(period.last)
    return (
        Q(month__gt=first, month__lt=last)
        | Q(month=first, last_on__gte=period.first)
        | Q(month=last, first_on__lte=period.last)
    )


def _since_first_whole_month(touches: QuerySet[Touch], period: Period) -> int:
    months = [month for month in period.months() if month >= period.first]
    if not months:
        return 0
    rows = touches.filter(previous__lt=months[0])
    ends_early = month_of(period.last)
    whole = rows.filter(month__in=[month for month in months if month != ends_early]).count()
    return whole + rows.filter(month=ends_early, first_on__lte=period.last).count()


def _only_in_first_days(touches: QuerySet[Touch], period: Period) -> int:
    first = month_of(period.first)
    if first == period.first:
        return 0
    again = Touch.objects.filter(
        party=OuterRef("party"),
        kind=OuterRef("kind"),
        area=OuterRef("area"),
        month__gt=first,
        month__lte=month_of(period.last),
        first_on__lte=period.last,
    )
    return touches.filter(~Exists(again), month=first, last_on__gte=period.first).count()


def _merged() -> dict[UUID, UUID]:
    merged = Person.objects.filter(merged_into__isnull=False).order_by()
    rows = merged.values_list("pk", "merged_into")
    return {pk: kept for pk, kept in rows if kept}


def _counted_twice(touches: QuerySet[Touch], merged: dict[UUID, UUID]) -> int:
    if not merged:
        return 0
    named = {*merged, *merged.values()}
    seen = set(touches.filter(party__in=named).values_list("party", flat=True).distinct())
    return len(seen) - len({merged.get(party, party) for party in seen})


def _from_parts(figure: Reach, area: Area, period: Period, merged: dict[UUID, UUID]) -> int:
    parts = Part.objects.filter(
        role=PartRole.BENEFICIARY, record__in=counting.records_of(figure.kinds, area, period)
    )
    seen = parts.values_list("party", flat=True).distinct()
    return len({merged.get(party, party) for party in seen})
