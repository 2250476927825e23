"""People who may be one, and merges made: what a member may see of them."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from sixin.registers import rules
from sixin.registers.models import Area, DuplicatePair, Member, Merge
from sixin.registers.models.rosters import PairState
from sixin.registers.powers import Power


def visible_to(member: Member, on: date) -> QuerySet[DuplicatePair]:
    """Pairs of two people whose registers `member` keeps, merged ones included."""
    mine = rules.areas_of(member, on, Power.KEEP_REGISTERS).values("pk")
    return DuplicatePair.objects.filter(
        first__area__in=mine, second__area__in=mine
    ).select_related(
        "first__area", "first__household", "second__area", "second__household", "decided_by"
    )  # fmt: skip


def within(pairs: QuerySet[DuplicatePair], area: Area) -> QuerySet[DuplicatePair]:
    """Those of which somebody is on the register of `area` or below."""
    return pairs.filter(
        rules.below(area.path, "first__area__path") | rules.below(area.path, "second__area__path")
    )


def open_ones(pairs: QuerySet[DuplicatePair]) -> QuerySet[DuplicatePair]:
    """Pairs that wait for somebody to look: not decided, and neither row merged meanwhile."""
    return pairs.filter(
        state=PairState.OPEN, first__merged_into__isnull=True, second__merged_into__isnull=True
    )


def apart(pairs: QuerySet[DuplicatePair]) -> QuerySet[DuplicatePair]:
    """Pairs that somebody found to be two people, the latest decision first."""
    return pairs.filter(state=PairState.DIFFERENT).order_by("-decided_at", "id")


def because_of(pairs: QuerySet[DuplicatePair], reason: str) -> QuerySet[DuplicatePair]:
    """Those that have this code of `PairReason` among their reasons."""
    # SQLite cannot look into JSON lists; the text of the list says it on both databases.
    return pairs.annotate(words=Cast("reasons", TextField())).filter(words__contains=f'"{reason}"')


def with_someone_of(pairs: QuerySet[DuplicatePair], people: list[UUID]) -> QuerySet[DuplicatePair]:
    """Those of which one is among `people`."""
    return pairs.filter(Q(first__in=people) | Q(second__in=people))


def merges_visible_to(member: Member, on: date) -> QuerySet[Merge]:
    """Merges that stand and may be undone, of people whose registers `member` keeps, the latest first.

    `last`: whether it can be undone as it is, no other merge having been built upon it.
    """
    mine = rules.areas_of(member, on, Power.KEEP_REGISTERS).values("pk")
    later = Merge.objects.filter(
        Q(kept=OuterRef("kept")) | Q(merged=OuterRef("kept")),
        undone_at__isnull=True,
        pk__gt=OuterRef("pk"),
    )
    standing = Merge.objects.filter(undone_at__isnull=True, final_at__isnull=True)
    return (
        standing.filter(kept__area__in=mine, merged__area__in=mine)
        .annotate(last=~Exists(later), who=F("merged_by__name"))
        .select_related("kept__area", "kept__household", "merged__area", "merged__household")
        .order_by("-merged_at", "-pk")
    )
