"""Merging two rows loses nothing, and undoing it leaves everything as it was."""

from datetime import date, datetime

import pytest

from sixin.base import clock
from sixin.base.errors import NotAllowed
from sixin.registers.actions import enrolling, merging
from sixin.registers.models import (
    Area,
    Consent,
    Contact,
    DuplicatePair,
    Member,
    Merge,
    Person,
)
from sixin.registers.queries import people
from sixin.registers.tests import snapshots

NOW = clock.at(date(2026, 11, 23), 9, 30)
DAY = date(2025, 1, 1)


def pair_of(one: Person, other: Person) -> DuplicatePair:
    return DuplicatePair.objects.create(
        first=one, second=other, reasons=["same_name_and_phone"], score=70, found_at=NOW
    )


@pytest.fixture
def twin(grid: Area) -> Person:
    """张秀瑛: the same 张秀英 from another list, with an ID number and a daughter."""
    row = enrolling.add_person(
        area=grid, name="张秀瑛", sex="f", registered_on=date(2024, 6, 1), note="耳背",
        id_number="632801194203050028", phone="0979-8412345",
    )  # fmt: skip
    enrolling.tag(person=row, tag="low_income", since=DAY, source="cert", by=None)
    enrolling.tag(person=row, tag="living_alone", since=DAY, source="roster", by=None)
    Contact.objects.create(person=row, name="李敏", relation="女儿", phone="13800005521")
    Consent.objects.create(person=row, purpose="family_notice", given_on=DAY, way="spoken")
    return row


def merge(kept: Person, merged: Person, by: Member, *take: str) -> Merge:
    return merging.merge(kept=kept, merged=merged, take=frozenset(take), by=by, now=NOW)


def test_the_kept_row_knows_what_both_knew(zhang: Person, twin: Person, li_wei: Member) -> None:
    merge(zhang, twin, li_wei, "name")
    zhang.refresh_from_db()
    assert (zhang.name, zhang.pinyin, zhang.phone, zhang.note, zhang.id_number) == (
        "张秀瑛", "zhangxiuying", "13909770001", "耳背", "632801194203050028",
    )  # fmt: skip
    assert zhang.registered_on == date(2024, 6, 1)
    assert sorted(zhang.tags.values_list("tag", flat=True)) == ["living_alone", "low_income"]
    assert [c.name for c in zhang.contacts.all()] == ["李敏"]
    assert zhang.consents.count() == 1
    assert list(people.living_in(zhang.area)) == [zhang]


def test_an_id_number_still_finds_her_after_it_gave_way(
    zhang: Person, twin: Person, li_wei: Member
) -> None:
    Person.objects.filter(pk=zhang.pk).update(id_number="632801194203050001")
    merge(zhang, twin, li_wei, "id_number")
    numbers = ["632801194203050001", "632801194203050028"]
    found = {p.id_number: p for p in Person.objects.filter(id_number__in=numbers)}
    assert sorted(found) == numbers
    assert {n: (p.merged_into_id or p.pk) for n, p in found.items()} == dict.fromkeys(
        found, zhang.pk
    )
    assert found["632801194203050028"].pk == zhang.pk


def test_a_birth_date_brings_its_precision(grid: Area, zhang: Person, li_wei: Member) -> None:
    Person.objects.filter(pk=zhang.pk).update(birth_date=None)
    other = enrolling.add_person(
        area=grid, name="张秀英", registered_on=DAY, birth_date=date(1942, 1, 1),
        birth_precision="year",
    )  # fmt: skip
    merge(zhang, other, li_wei)
    zhang.refresh_from_db()
    assert (zhang.birth_date, zhang.birth_precision) == (date(1942, 1, 1), "year")


def test_nobody_dies_by_being_merged_unless_it_is_chosen(
    zhang: Person, twin: Person, li_wei: Member
) -> None:
    Person.objects.filter(pk=twin.pk).update(left_on=DAY, left_reason="died")
    made = merge(zhang, twin, li_wei)
    zhang.refresh_from_db()
    assert zhang.left_on is None
    merging.undo(merge=made, by=li_wei, now=NOW)
    merge(zhang, twin, li_wei, "left")
    zhang.refresh_from_db()
    assert (zhang.left_on, zhang.left_reason) == (DAY, "died")


def test_a_person_who_left_comes_back_if_that_is_chosen(
    zhang: Person, twin: Person, li_wei: Member
) -> None:
    Person.objects.filter(pk=zhang.pk).update(left_on=DAY, left_reason="moved")
    merge(zhang, twin, li_wei, "left")
    zhang.refresh_from_db()
    assert (zhang.left_on, zhang.left_reason) == (None, "")


def test_open_pairs_follow_the_kept_row_and_come_back(
    zhang: Person, twin: Person, ma: Person, li_wei: Member
) -> None:
    decided, further = pair_of(twin, zhang), pair_of(ma, twin)
    made = merge(zhang, twin, li_wei)
    decided.refresh_from_db()
    further.refresh_from_db()
    assert (decided.state, decided.decided_by) == ("merged", li_wei)
    assert (further.first_id, further.second_id) == (ma.pk, zhang.pk)
    merging.undo(merge=made, by=li_wei, now=NOW)
    decided.refresh_from_db()
    further.refresh_from_db()
    assert (decided.state, decided.decided_by) == ("open", None)
    assert (further.first_id, further.second_id) == (ma.pk, twin.pk)


def test_what_was_mended_since_stays_mended(zhang: Person, twin: Person, li_wei: Member) -> None:
    made = merge(zhang, twin, li_wei, "name", "phone")
    Person.objects.filter(pk=zhang.pk).update(phone="13700001111")
    merging.undo(merge=made, by=li_wei, now=NOW)
    zhang.refresh_from_db()
    assert (zhang.name, zhang.phone, zhang.note) == ("张秀英", "13700001111", "")


def test_merges_are_undone_from_the_last(
    zhang: Person, twin: Person, ma: Person, li_wei: Member
) -> None:
    first = merge(zhang, twin, li_wei)
    second = merge(ma, zhang, li_wei)
    with pytest.raises(merging.CannotMerge, match="请先撤销那一次"):
        merging.undo(merge=first, by=li_wei, now=NOW)
    merging.undo(merge=second, by=li_wei, now=NOW)
    twin.refresh_from_db()
    assert twin.merged_into == zhang
    merging.undo(merge=first, by=li_wei, now=NOW)
    with pytest.raises(merging.CannotMerge, match="已经撤销过"):
        merging.undo(merge=first, by=li_wei, now=NOW)


def test_the_same_row_twice_is_refused(zhang: Person, twin: Person, li_wei: Member) -> None:
    with pytest.raises(merging.CannotMerge):
        merge(zhang, zhang, li_wei)
    merge(zhang, twin, li_wei)
    with pytest.raises(merging.CannotMerge):
        merge(zhang, twin, li_wei)


def test_two_people_stay_two_until_someone_looks_again(
    zhang: Person, ma: Person, li_wei: Member
) -> None:
    pair = pair_of(zhang, ma)
    merging.keep_apart(pair=pair, by=li_wei, now=NOW)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by, pair.decided_at) == ("different", li_wei, NOW)
    merging.look_again(pair=pair, by=li_wei, now=NOW)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("open", None)
    merge(zhang, ma, li_wei)
    with pytest.raises(merging.CannotMerge, match="请先撤销合并"):
        merging.keep_apart(pair=pair, by=li_wei, now=NOW)


@pytest.mark.parametrize("who", ["outsider", "wang_fang"])
def test_only_the_community_s_own_desk_decides(
    request: pytest.FixtureRequest, zhang: Person, twin: Person, li_wei: Member, who: str
) -> None:
    by = request.getfixturevalue(who)
    pair, before = pair_of(zhang, twin), snapshots.taken()
    with pytest.raises(NotAllowed):
        merge(zhang, twin, by)
    with pytest.raises(NotAllowed):
        merging.keep_apart(pair=pair, by=by, now=NOW)
    assert snapshots.taken() == before
    made = merge(zhang, twin, li_wei)
    with pytest.raises(NotAllowed):
        merging.undo(merge=made, by=by, now=NOW)


def test_a_row_of_another_community_is_not_merged_over_its_head(
    zhang: Person, elsewhere: Area, li_wei: Member
) -> None:
    theirs = enrolling.add_person(area=elsewhere, name="张秀英", registered_on=DAY)
    pair = pair_of(zhang, theirs)
    with pytest.raises(NotAllowed):
        merging.keep_apart(pair=pair, by=li_wei, now=NOW)
    with pytest.raises(NotAllowed):
        merge(zhang, theirs, li_wei)


def test_the_moment_of_undoing_is_kept(
    zhang: Person, twin: Person, li_wei: Member, now: datetime
) -> None:
    made = merge(zhang, twin, li_wei)
    merging.undo(merge=made, by=li_wei, now=now)
    made.refresh_from_db()
    assert made.undone_at == now
