"""Reading the trail."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from sixin.audit.models import Entry


def within(areas: Q) -> QuerySet[Entry]:
    """Entries about these areas, a condition on `area`, and about the whole instance."""
    return Entry.objects.filter(Q(area="") | areas)


def about(entries: QuerySet[Entry], subjects: Iterable[object]) -> QuerySet[Entry]:
    """Those about these people or rows, by id."""
    return entries.filter(subject__in=[str(one) for one in subjects])
