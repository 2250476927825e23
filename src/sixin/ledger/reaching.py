"""Counting different people: each once, however often and by however many rows she was served.

Whole months are counted from the touches: of the touches since a month, one of each person has a
`previous` that lies before it. What that leaves out is added: people of the days at the beginning
who were not served again, and those who were served in several areas.
"""

from collections import Counter
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from sixin.ledger import counting
from sixin.ledger.figures import Reach
from sixin.ledger.models import Part, PartRole, Touch
from sixin.ledger.periods import Period, month_of
from sixin.registers.models import Area, Person
from sixin.registers.queries import areas


def reach(figure: Reach, area: Area, period: Period) -> int:
    """Different people among the beneficiaries; people merged into others count once with them."""
    return _people(figure, area, period, 0)[""]


def by_place(figure: Reach, area: Area, period: Period) -> dict[str, int]:
    """{tree path: different people}: of each child, and of `area` itself without what is below.

    Who was served in several of them counts in each: the sum may exceed `reach`.
    """
    return dict(_people(figure, area, period, len(area.path) + area.steplen))


def _people(figure: Reach, area: Area, period: Period, length: int) -> Counter[str]:
    """People by the first `length` letters of the tree path; all together under "" for 0."""
    kind, merged = _only_kind(figure), _merged()
    if kind is None or _within_one_month(period):
        return _from_parts(figure, area, period, merged, length)
    here = Touch.objects.filter(kind=kind, area__in=areas.inside(area).values("pk"))
    settled = here.filter(elsewhere=False)
    total: Counter[str] = Counter()
    for rows in [*_since_first_whole_month(settled, period), _only_in_first_days(settled, period)]:
        total.update(_count(rows, length, Count("pk")))
    moved = here.filter(_inside(period), elsewhere=True)
    total.update(_count(moved, length, Count("party", distinct=True)))
    total.subtract(_counted_twice(here.filter(_inside(period)), merged, length))
    return total


def _count(rows: QuerySet[Touch], length: int, what: Count) -> dict[str, int]:
    if not length:
        return {"": rows.aggregate(n=what)["n"]}
    placed = rows.annotate(place=Substr("area__path", 1, length)).values_list("place")
    return dict(placed.annotate(n=what).order_by())


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


def _since_first_whole_month(touches: QuerySet[Touch], period: Period) -> list[QuerySet[Touch]]:
    months = [month for month in period.months() if month >= period.first]
    if not months:
        return []
    rows, ends_early = touches.filter(previous__lt=months[0]), month_of(period.last)
    whole = rows.filter(month__in=[month for month in months if month != ends_early])
    return [whole, rows.filter(month=ends_early, first_on__lte=period.last)]


def _only_in_first_days(touches: QuerySet[Touch], period: Period) -> QuerySet[Touch]:
    first = month_of(period.first)
    if first == period.first:
        return touches.none()
    last = month_of(period.last)
    rows = touches.filter(month=first, last_on__gte=period.first)
    later = Touch.objects.filter(
        party=OuterRef("party"), kind=OuterRef("kind"), area=OuterRef("area"), month=last,
        first_on__gt=period.last,
    )  # fmt: skip
    # In this order: the question in the middle of it is asked only where it decides.
    return rows.filter(Q(following__gt=last) | (Q(following=last) & Q(Exists(later))))


def _merged() -> dict[UUID, UUID]:
    merged = Person.objects.filter(merged_into__isnull=False).order_by()
    rows = merged.values_list("pk", "merged_into")
    return {pk: kept for pk, kept in rows if kept}


def _counted_twice(touches: QuerySet[Touch], merged: dict[UUID, UUID], length: int) -> Counter[str]:
    """How many too many the distinct parties are, since some of them are one person."""
    if not merged:
        return Counter()
    named = touches.filter(party__in={*merged, *merged.values()})
    seen = set(named.values_list("area__path", "party").distinct())
    rows = {(path[:length], party) for path, party in seen}
    kept = {(path, merged.get(party, party)) for path, party in rows}
    twice = Counter(path for path, _party in rows)
    twice.subtract(path for path, _party in kept)
    return twice


def _from_parts(
    figure: Reach, area: Area, period: Period, merged: dict[UUID, UUID], length: int
) -> Counter[str]:
    records = counting.records_of(figure.kinds, area, period)
    parts = Part.objects.filter(role=PartRole.BENEFICIARY, record__in=records)
    seen = parts.values_list("record__area__path", "party").distinct()
    kept = {(path[:length], merged.get(party, party)) for path, party in seen}
    return Counter(path for path, _party in kept)
