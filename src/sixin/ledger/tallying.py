"""Monthly sums kept in step with the ledger, and the recount that proves them."""

from datetime import date

from django.db import connection
from django.db.models import F, Sum
from django.db.models.functions import TruncMonth

from sixin.ledger.models import MonthTally, Record

Key = tuple[int, date, str, str]

_ADD = """
INSERT INTO ledger_monthtally (area_id, month, kind, variant, deeds, people, minutes)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (area_id, month, kind, variant) DO UPDATE SET
  deeds = ledger_monthtally.deeds + excluded.deeds,
  people = ledger_monthtally.people + excluded.people,
  minutes = ledger_monthtally.minutes + excluded.minutes
"""


def add(record: Record) -> None:
    """Add one record, or take a reversed one off, in one atomic statement."""
    sign = record.sign
    values: list[int | str | date] = [
        record.area_id,
        record.counted_on.replace(day=1),
        record.kind,
        record.variant,
        sign,
        sign * record.people,
        sign * record.minutes,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)


def recount() -> dict[Key, tuple[int, int, int]]:
    """{(area id, month, kind, variant): (deeds, people, minutes)} counted from the records."""
    rows = (
        Record.objects.annotate(month=TruncMonth("counted_on"))
        .values_list("area_id", "month", "kind", "variant")
        .annotate(
            deeds=Sum("sign"),
            people_sum=Sum(F("sign") * F("people")),
            minutes_sum=Sum(F("sign") * F("minutes")),
        )
        .order_by()
    )
    return {row[:4]: row[4:] for row in rows}


def stored() -> dict[Key, tuple[int, int, int]]:
    """The same from the tally table."""
    rows = MonthTally.objects.values_list(
        "area_id", "month", "kind", "variant", "deeds", "people", "minutes"
    )
    return {row[:4]: row[4:] for row in rows}


def rebuild() -> None:
    """Throw the tally away and count it anew."""
    MonthTally.objects.all().delete()
    MonthTally.objects.bulk_create(
        [
            MonthTally(area_id=a, month=m, kind=k, variant=v, deeds=d, people=p, minutes=n)
            for (a, m, k, v), (d, p, n) in recount().items()
        ],
        batch_size=1000,
    )
