"""Figures over a million records: `python3 run.py bench figures [--records N]`.

One prefecture with 8 counties, 48 communities of 12 grids, two years, 60,000 elders. The baseline
is the least SQL that gives the same person-times: one GROUP BY over the records of the period.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from bench import instance

FIRST, DAYS = date(2025, 1, 1), 692
MIX = [
    ("visit.completed", "phone", 55),
    ("visit.completed", "home", 25),
    ("certification.done", "home", 14),
    ("volunteer.served", "home", 5),
    ("event.held", "lecture", 1),
]
PLAIN = """
SELECT kind, variant, SUM(sign), SUM(sign * people), SUM(sign * minutes)
FROM ledger_record JOIN registers_area ON registers_area.id = ledger_record.area_id
WHERE path >= %s AND path < %s AND counted_on BETWEEN %s AND %s GROUP BY kind, variant
"""


def main() -> None:
    """Fill a fresh instance and print how long figures take at each level."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=1_000_000)
    wanted = parser.parse_args().records
    with instance.fresh():
        _fill(wanted)
        _measure()


def _fill(wanted: int) -> None:
    from django.db import connection, transaction

    from sixin.ledger import tallying, touching
    from sixin.ledger.models import Part, Record

    rnd = random.Random(7)
    grids = _grids()
    elders = {grid: [UUID(int=rnd.getrandbits(128)) for _n in range(104)] for grid in grids}
    made = 0
    while made < wanted:
        batch = list(_batch(rnd, grids, elders, min(20_000, wanted - made)))
        with transaction.atomic():
            Record.objects.bulk_create([record for record, _parts in batch], batch_size=2_000)
            Part.objects.bulk_create([p for _r, parts in batch for p in parts], batch_size=5_000)
        made += len(batch)
    began = datetime.now(UTC)
    tallying.rebuild()
    touching.rebuild()
    print(f"recount of {wanted:,} records: {(datetime.now(UTC) - began).total_seconds():.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _grids() -> list[int]:
    from sixin.registers.actions import enrolling
    from sixin.registers.models import Area

    made = []
    for street in Area.objects.filter(level="street").order_by("code")[:48]:
        community = {"code": f"{street.code[:9]}901", "name": "社区", "level": "community"}
        enrolling.add_area(**community, valid_from=FIRST, source="bench")
        for n in range(1, 13):
            grid = {"code": f"{community['code']}{n:03}", "name": f"第{n}网格", "level": "grid"}
            made.append(enrolling.add_area(**grid, valid_from=FIRST, source="bench").pk)
    return made


def _batch(
    rnd: random.Random, grids: list[int], elders: dict[int, list[UUID]], size: int
) -> Iterator[tuple[object, list[object]]]:
    from sixin.base.ids import uuid7
    from sixin.ledger.models import Part, Record

    kinds = [(kind, variant) for kind, variant, _n in MIX]
    weights = [n for _kind, _variant, n in MIX]
    for kind, variant in rnd.choices(kinds, weights, k=size):
        grid, day = rnd.choice(grids), FIRST + timedelta(days=rnd.randrange(DAYS))
        people = 40 if kind == "event.held" else 1 + (rnd.random() < 0.1)
        moment = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
        record = Record(
            pk=uuid7(),
            kind=kind,
            variant=variant,
            area_id=grid,
            people=people,
            minutes=15,
            subject=uuid7(),
            posted_by=elders[grid][0],
            occurred_at=moment,
            recorded_at=moment,
            counted_on=day,
        )
        served = rnd.sample(elders[grid], people)
        parts = [Part(record=record, party=one, role="beneficiary") for one in served]
        yield record, [*parts, Part(record=record, party=UUID(int=1), role="provider", minutes=15)]


def _measure() -> None:
    from sixin.indicators import queries
    from sixin.registers.models import Area

    print(f"{'area':<12}{'period':<26}{'figures':>10}{'least SQL':>12}{'ratio':>8}{'rows/s':>14}")
    for level in ("community", "county", "prefecture"):
        area = Area.objects.filter(level=level).order_by("path").first()
        for first, last in [
            (date(2025, 1, 1), date(2025, 12, 31)),
            (date(2025, 3, 10), date(2026, 9, 20)),
        ]:
            ours, _values = instance.best_of(
                3, lambda a=area, f=first, t=last: queries.values(a, f, t)
            )
            plain, rows = instance.best_of(3, lambda a=area, f=first, t=last: _plain(a, f, t))
            counted = sum(row[2] for row in rows)
            print(
                f"{level:<12}{first} – {last}   {ours * 1000:>7.1f} ms{plain * 1000:>9.1f} ms"
                f"{ours / plain:>8.2f}{counted / ours:>14,.0f}"
            )


def _plain(area: object, first: date, last: date) -> list[tuple[object, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [area.path, area.path + "zzzzz", first, last])
        return list(cursor.fetchall())


if __name__ == "__main__":
    main()
