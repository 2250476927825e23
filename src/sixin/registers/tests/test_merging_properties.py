"""Whatever is merged, in whatever order: undone from the last, everything is as before."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sixin.base import clock
from sixin.registers.actions import enrolling, finding, merging
from sixin.registers.models import (
    Area,
    Consent,
    Contact,
    DuplicatePair,
    Household,
    Member,
    Merge,
    Person,
    PersonTag,
)
from sixin.registers.tests import snapshots

NOW = clock.at(date(2026, 11, 23), 9, 30)
DAY = date(2025, 1, 1)


TAGS = ["living_alone", "low_income", "chronic"]
FACTS_KNOWN = some.fixed_dictionaries(
    {
        "name": some.sampled_from(["张秀英", "张秀瑛", "曾秀英"]),
        "sex": some.sampled_from(["f", "m", ""]),
        "birth_date": some.sampled_from([None, date(1942, 3, 5), date(1942, 5, 3)]),
        "birth_precision": some.sampled_from(["day", "month", "year"]),
        "phone": some.sampled_from(["", "13909770001", "13909770002"]),
        "relation_to_owner": some.sampled_from(["", "户主", "配偶"]),
        "note": some.sampled_from(["", "耳背", "狗凶"]),
        "left": some.booleans(),
        "home": some.integers(0, 2),
        "number": some.booleans(),
        "tags": some.sets(some.tuples(some.sampled_from(TAGS), some.booleans())),
        "contacts": some.lists(some.sampled_from(["李敏", "李强"]), max_size=2),
        "consent": some.booleans(),
    }
)


def enrol(known: dict[str, Any], number: int, area: Area, homes: list[Household | None]) -> Person:
    """A person with these facts, made by nobody's hand but the test's."""
    facts = {k: known[k] for k in ("sex", "birth_date", "birth_precision", "phone", "note")}
    row = enrolling.add_person(
        area=area, name=known["name"], registered_on=date(2025, 1, 1 + number),
        relation_to_owner=known["relation_to_owner"], household=homes[known["home"]],
        id_number=f"63280119420305{number:04}" if known["number"] else None,
        left_on=DAY if known["left"] else None, left_reason="moved" if known["left"] else "", **facts,
    )  # fmt: skip
    for tag, ended in sorted(known["tags"]):
        until = date(2026, 1, 1) if ended else None
        PersonTag.objects.create(person=row, tag=tag, since=DAY, until=until, source="self")
    for name in known["contacts"]:
        Contact.objects.create(person=row, name=name, phone="13800005521")
    if known["consent"]:
        Consent.objects.create(person=row, purpose="photo", given_on=DAY, way="spoken")
    return row


@pytest.mark.django_db
@given(
    known=some.lists(FACTS_KNOWN, min_size=2, max_size=4),
    steps=some.lists(
        some.tuples(
            some.integers(0, 3), some.integers(0, 3), some.sets(some.sampled_from(list(merging.FACTS)))
        ),
        min_size=1, max_size=4,
    ),
    paired=some.sets(some.tuples(some.integers(0, 3), some.integers(0, 3))),
)  # fmt: skip
def test_merging_and_undoing_leaves_everything_as_before(
    grid: Area, second_grid: Area, household: Household, li_wei: Member,
    known: list[dict[str, Any]], steps: list[tuple[int, int, set[str]]], paired: set[tuple[int, int]],
) -> None:  # fmt: skip
    for rows in (Merge, DuplicatePair, Person):
        if rows is Person:
            Person.objects.update(merged_into=None)
        rows.objects.all().delete()
    far, _new = Household.objects.get_or_create(area=second_grid, address="9号楼1单元101")
    homes = [None, household, far]
    rows = [enrol(one, n, grid, homes) for n, one in enumerate(known)]
    for a, b in sorted(paired):
        if a < b < len(rows):
            DuplicatePair.objects.create(
                first=rows[a], second=rows[b], reasons=[], score=70, found_at=NOW
            )
    before, counts, done = snapshots.taken(), [len(part) for part in snapshots.taken()], []
    for a, b, take in steps:
        kept, merged = rows[a % len(rows)], rows[b % len(rows)]
        kept.refresh_from_db()
        merged.refresh_from_db()
        if kept == merged or kept.merged_into_id or merged.merged_into_id:
            continue
        done.append(
            merging.merge(kept=kept, merged=merged, take=frozenset(take), by=li_wei, now=NOW)
        )
        assert [len(part) for part in snapshots.taken()] == counts
        assert list(finding.differences()) == []
        assert not Person.objects.filter(merged_into__merged_into__isnull=False).exists()
    for made in reversed(done):
        merging.undo(merge=made, by=li_wei, now=NOW)
    assert snapshots.taken() == before
    assert list(finding.differences()) == []
