"""The register changed by hand: what is taken, what is refused and why, and by whom."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from sixin.base.errors import NotAllowed, Refused
from sixin.registers.actions import changing, enrolling, registering
from sixin.registers.actions.changing import CannotChange, Identity
from sixin.registers.actions.registering import PerhapsSame
from sixin.registers.models import Area, Household, Member, Person
from sixin.registers.roster import identity
from sixin.registers.typed import BadEntry

NUMBER = identity.upgraded("632801420305002")  # a woman born on 5 March 1942
TODAY = date(2026, 11, 23)


def refused(act: Callable[..., Any], **given: Any) -> tuple[str, str]:
    """The field and the sentence of a refusal."""
    with pytest.raises(Refused) as why:
        act(**given)
    return why.value.field, why.value.sentence


def test_an_id_number_tells_birth_and_sex(ma: Person, li_wei: Member, now: datetime) -> None:
    said = Identity(name=" 马 福海 ", id_number=NUMBER.lower())
    changing.identity(person=ma, said=said, by=li_wei, now=now)
    ma.refresh_from_db()
    known = (ma.name, ma.pinyin, ma.id_number, ma.birth_date, ma.sex)
    assert known == ("马福海", "mafuhai", NUMBER, date(1942, 3, 5), "f")


def test_a_blank_number_keeps_the_old_one(ma: Person, li_wei: Member, now: datetime) -> None:
    changing.identity(person=ma, said=Identity(name="马福海", id_number=NUMBER), by=li_wei, now=now)
    changing.identity(person=ma, said=Identity(name="马福海海"), by=li_wei, now=now)
    ma.refresh_from_db()
    assert (ma.name, ma.id_number, ma.birth_date) == ("马福海海", NUMBER, date(1942, 3, 5))


@pytest.mark.parametrize(
    ("said", "birth", "precision"),
    [("1954-07-01", date(1954, 7, 1), "day"), ("1954年7月", date(1954, 7, 1), "month"),
     ("1954", date(1954, 1, 1), "year"), ("", None, "day")],
)  # fmt: skip
def test_a_birth_date_is_kept_as_exactly_as_it_is_known(
    said: str, birth: date | None, precision: str, ma: Person, li_wei: Member, now: datetime
) -> None:
    changing.identity(person=ma, said=Identity(name="马福海", birth=said), by=li_wei, now=now)
    ma.refresh_from_db()
    assert (ma.birth_date, ma.birth_precision) == (birth, precision)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        (Identity(name=""), "name", "请填姓名。"),
        (Identity(name="马*海"), "name", "请写完整，不要打星号。"),
        (Identity(name="马福海（大）"), "name", "姓名里不要写“大”。别的说明请写在备注里。"),
        (Identity(name="马福海", id_number="63280119420305"), "id_number",
         "身份证号是 14 位，应该是 18 位（老证 15 位）。请照证件核对。"),
        (Identity(name="马福海", id_number=NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")),
         "id_number", "身份证号的校验位不对，多半抄错了一位。请照证件逐位核对。"),
        (Identity(name="马福海", birth="明年"), "birth",
         "“明年”不像出生日期。请写成 1941-03-05 这样。"),
        (Identity(name="马福海", id_number=NUMBER, birth="1943"), "birth",
         "身份证号里的出生日期是 1942-03-05，和这里填的不一样。请照证件核对。"),
        (Identity(name="马福海", id_number=NUMBER, sex="m"), "sex",
         "身份证号里的性别和这里选的不一样。请照证件核对。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(
    said: Identity, field: str, words: str, ma: Person, li_wei: Member, now: datetime
) -> None:
    before = Person.objects.values().get(pk=ma.pk)
    assert refused(changing.identity, person=ma, said=said, by=li_wei, now=now) == (field, words)
    assert Person.objects.values().get(pk=ma.pk) == before


def test_a_number_that_somebody_else_holds_names_her_only_to_who_may_see_her(
    ma: Person, zhang: Person, elsewhere: Area, li_wei: Member, now: datetime
) -> None:
    said = Identity(name="马福海", id_number=NUMBER)
    Person.objects.filter(pk=zhang.pk).update(id_number=NUMBER)
    assert refused(changing.identity, person=ma, said=said, by=li_wei, now=now) == (
        "id_number", "这个身份证号登记的是张秀英（第一网格）。请核对是谁的号码写错了。",
    )  # fmt: skip
    Person.objects.filter(pk=zhang.pk).update(area=elsewhere)
    assert refused(changing.identity, person=ma, said=said, by=li_wei, now=now) == (
        "id_number", "这个身份证号登记在别的社区。请先请那边办理迁出。",
    )  # fmt: skip


def test_a_number_of_a_row_that_was_merged_into_her_changes_places(
    ma: Person, zhang: Person, li_wei: Member, now: datetime
) -> None:
    other = identity.upgraded("632801420305004")
    Person.objects.filter(pk=zhang.pk).update(id_number=NUMBER, merged_into=ma)
    Person.objects.filter(pk=ma.pk).update(id_number=other)
    changing.identity(person=ma, said=Identity(name="马福海", id_number=NUMBER), by=li_wei, now=now)
    held = dict(Person.objects.values_list("pk", "id_number"))
    assert held == {ma.pk: NUMBER, zhang.pk: other}


def test_who_walks_the_grid_may_change_a_telephone_but_not_a_name(
    zhang: Person, wang_fang: Member, outsider: Member, now: datetime
) -> None:
    changing.phone(person=zhang, phone="0979 8412345", by=wang_fang, now=now)
    zhang.refresh_from_db()
    assert zhang.phone == "0979-8412345"
    with pytest.raises(NotAllowed):
        changing.identity(person=zhang, said=Identity(name="张"), by=wang_fang, now=now)
    with pytest.raises(NotAllowed):
        changing.phone(person=zhang, phone="", by=outsider, now=now)


@pytest.mark.parametrize("typed", ["12345", "138****0001", "13800000001 13900000002"])
def test_a_telephone_that_is_none_is_refused(
    typed: str, zhang: Person, li_wei: Member, now: datetime
) -> None:
    with pytest.raises(BadEntry) as why:
        changing.phone(person=zhang, phone=typed, by=li_wei, now=now)
    assert why.value.field == "phone"


def test_a_door_is_read_out_of_the_address_and_shared_by_who_lives_there(
    zhang: Person, ma: Person, grid: Area, li_wei: Member, now: datetime
) -> None:
    for person in (zhang, ma):
        changing.door(person=person, area=grid, address="5号楼1单元302", by=li_wei, now=now)
    zhang.refresh_from_db()
    ma.refresh_from_db()
    home = Household.objects.get(address="5号楼1单元302")
    assert zhang.household == ma.household == home
    place = (home.building.number, home.entrance.number, home.floor, home.door)
    assert place == (5, 1, 3, "302")
    changing.door(person=ma, area=grid, address="5-1-302", by=li_wei, now=now)
    ma.refresh_from_db()
    assert ma.household == home
    changing.door(person=ma, area=grid, address=" ", by=li_wei, now=now)
    ma.refresh_from_db()
    assert ma.household is None


def test_nobody_is_moved_to_where_the_mover_has_no_say(
    zhang: Person, elsewhere: Area, li_wei: Member, now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        changing.door(person=zhang, area=elsewhere, address="1-1-101", by=li_wei, now=now)


def test_she_leaves_and_comes_back(zhang: Person, li_wei: Member, now: datetime) -> None:
    late = {"person": zhang, "reason": "moved", "by": li_wei, "now": now}
    assert refused(changing.left, **late, on=date(2026, 11, 24))[0] == "on"
    assert refused(changing.left, **(late | {"reason": "lost"}), on=TODAY)[0] == "reason"
    changing.left(**late, on=TODAY)
    zhang.refresh_from_db()
    assert (zhang.left_on, zhang.left_reason) == (TODAY, "moved")
    changing.came_back(person=zhang, by=li_wei, now=now)
    zhang.refresh_from_db()
    assert (zhang.left_on, zhang.left_reason) == (None, "")


def test_a_note_has_its_length(zhang: Person, wang_fang: Member, now: datetime) -> None:
    changing.note(person=zhang, note=" 耳背 ", by=wang_fang, now=now)
    zhang.refresh_from_db()
    assert zhang.note == "耳背"
    assert refused(changing.note, person=zhang, note="长" * 1001, by=wang_fang, now=now) == (
        "note", "备注最多写 1000 个字。请写短一些。",
    )  # fmt: skip


def test_somebody_new_is_registered_with_what_is_known(
    grid: Area, li_wei: Member, now: datetime
) -> None:
    made = registering.register(
        area=grid, said=Identity(name="曾秀兰", id_number=NUMBER), phone="13909770009",
        address="2-1-101", tags=("living_alone",), by=li_wei, now=now,
    )  # fmt: skip
    made.refresh_from_db()
    assert (made.pinyin, made.birth_date, made.registered_on) == (
        "zengxiulan", date(1942, 3, 5), TODAY,
    )  # fmt: skip
    assert made.household.door == "101"
    assert list(made.tags.values_list("tag", "since", "source")) == [
        ("living_alone", TODAY, "self")
    ]


def test_a_namesake_is_shown_first_and_another_person_registered_all_the_same(
    zhang: Person, grid: Area, second_grid: Area, li_wei: Member, now: datetime
) -> None:
    said = Identity(name="张秀英", birth="1942-03-05")
    with pytest.raises(PerhapsSame) as why:
        registering.register(area=second_grid, said=said, by=li_wei, now=now)
    assert why.value.known == zhang
    assert Person.objects.count() == 1
    registering.register(area=second_grid, said=said, another=True, by=li_wei, now=now)
    other_day = Identity(name="张秀英", birth="1950-01-01")
    registering.register(area=grid, said=other_day, by=li_wei, now=now)
    assert Person.objects.filter(name="张秀英").count() == 3


def test_only_the_desk_registers(grid: Area, wang_fang: Member, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        registering.register(area=grid, said=Identity(name="某人"), by=wang_fang, now=now)


def test_an_invalid_number_on_the_register_does_not_block_a_new_name(
    grid: Area, li_wei: Member, now: datetime
) -> None:
    odd = enrolling.add_person(
        area=grid, name="老马", id_number="632801000000000000", registered_on=TODAY
    )
    changing.identity(person=odd, said=Identity(name="马老", birth="1950"), by=li_wei, now=now)
    odd.refresh_from_db()
    assert (odd.name, odd.birth_date) == ("马老", date(1950, 1, 1))
    with pytest.raises(CannotChange):
        changing.settle(odd, grid, "长" * 201)
