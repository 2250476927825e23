"""Takes the oldest entries away when the rules say so; the chain then begins after them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from sixin.audit import checking, sealing, trail
from sixin.audit.models import Entry, Mark

VERB = "audit.pruned"


class Broken(Exception):  # noqa: N818 - reads aloud: "broken"
    """The trail was altered: what proves that must not go. `str()` says what was found."""


def prunable(*, before: datetime) -> int:
    """How many entries `prune` would take away now."""
    return Entry.objects.filter(number__lte=_through(before)).count()


@transaction.atomic
def prune(*, before: datetime, by: UUID | None, now: datetime) -> int:
    """Delete the entries up to the first that is not older than `before`. Returns how many.

    The trail notes that it was pruned, and how far. Raises Broken.
    """
    _read, wrong = checking.verify()
    if wrong:
        raise Broken(wrong[0])
    trail.end()  # nobody chains meanwhile
    through = _through(before)
    going = Entry.objects.filter(number__lte=through)
    gone = going.count()
    if gone:
        _mark_first(Entry.objects.only("number", "chain").get(number=through))
        going.delete()
        said = {"count": gone, "through": through, "before": before}
        trail.note(trail.Deed(verb=VERB, details=said), by=by, now=now)
    return gone


def _through(before: datetime) -> int:
    """The number of the last entry before which all are older."""
    kept = Entry.objects.filter(at__gte=before).aggregate(first=Min("number"))["first"]
    last = Mark.objects.filter(name="last").first()
    return int(kept - 1 if kept else (last.number if last else 0))


def _mark_first(entry: Entry) -> None:
    first = Mark(name="first", number=entry.number or 0, chain=entry.chain)
    first.seal = sealing.end(first)
    first.save()
