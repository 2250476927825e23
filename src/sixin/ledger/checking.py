"""The proof: recount everything, and see that every reversal balances its record."""

from collections.abc import Iterator
from heapq import merge
from itertools import groupby

from django.db.models import Count, F, Q, Sum

from sixin.ledger import tallying, touching
from sixin.ledger.kinds import KINDS
from sixin.ledger.models import PartRole, Record


def differences() -> Iterator[str]:
    """One line for each thing that does not add up; none when the ledger is sound."""
    yield from _tally_differs()
    for kind in KINDS:
        yield from _touches_differ(kind)
    yield from _reversals_do_not_balance()
    yield from _people_differ_from_parts()


def _tally_differs() -> Iterator[str]:
    counted, stored = tallying.recount(), tallying.stored()
    for key in sorted(counted.keys() | stored.keys(), key=str):
        is_, said = counted.get(key, (0, 0, 0)), stored.get(key, (0, 0, 0))
        if is_ != said:
            yield f"tally of area {key[0]}, {key[1]:%Y-%m}, {key[2]}/{key[3]}: {said}, counted {is_}"


def _touches_differ(kind: str) -> Iterator[str]:
    said = ((row[:3], "said", row) for row in touching.stored(kind))
    found = ((row[:3], "found", row) for row in touching.recount(kind))
    for key, pair in groupby(merge(said, found), key=lambda entry: entry[0]):
        rows = {source: row for _key, source, row in pair}
        if rows.get("said") != rows.get("found"):
            party, area_id, month = key
            yield (
                f"touches of {party} in area {area_id}, {month:%Y-%m}, {kind}: "
                f"{rows.get('said')}, counted {rows.get('found')}"
            )


def _reversals_do_not_balance() -> Iterator[str]:
    same = ["kind", "variant", "area", "people", "minutes", "counted_on", "subject"]
    odd = Q()
    for field in same:
        odd |= ~Q(**{field: F(f"reverses__{field}")})
    for pk in Record.objects.filter(odd | ~Q(reverses__sign=1), sign=-1).values_list(
        "pk", flat=True
    ):
        yield f"reversal {pk} does not mirror the record that it takes back"


def _people_differ_from_parts() -> Iterator[str]:
    rows = Record.objects.filter(sign=1).annotate(
        found=Count("parts", filter=Q(parts__role=PartRole.BENEFICIARY)),
        worked=Sum("parts__minutes", filter=Q(parts__role=PartRole.PROVIDER), default=0),
    )
    wrong = rows.exclude(found=F("people"), worked=F("minutes"))
    for pk, people, found in wrong.values_list("pk", "people", "found"):
        yield f"record {pk} says {people} people; its parts say {found}"
