"""Search tokens: in step with every change, and finding just what reading every row would find."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sixin.registers import tokens
from sixin.registers.actions import changing, enrolling, finding, merging, registering
from sixin.registers.actions.changing import Identity
from sixin.registers.models import Area, Finder, Member, Person
from sixin.registers.queries import areas, people
from sixin.registers.queries.search import search
from sixin.registers.roster import actions as roster
from sixin.registers.roster import identity

TODAY = date(2026, 11, 23)
NUMBER = identity.upgraded("632801420305002")
NAMES = some.text("张王李秀英瑛国·阿𠮷", min_size=1, max_size=5).filter(tokens.bare)
NUMBERS = some.text("012X", min_size=18, max_size=18)
PHONES = some.one_of(some.just(""), some.text("012", min_size=11, max_size=11),
                     some.text("012", min_size=7, max_size=7).map("0979-{}".format))  # fmt: skip
TYPED = some.one_of(
    some.text("张王李秀英瑛国阿𠮷", min_size=1, max_size=3),
    some.text("012", min_size=4, max_size=7),
    some.text("012", min_size=3, max_size=6).map("{}X".format),
)


def found(text: str, member: Member) -> set[str]:
    mine = areas.visible_to(member, TODAY)
    return {person.name for person in search(people.within(mine), text, mine)}


def test_tokens_follow_every_change(
    grid: Area, second_grid: Area, li_wei: Member, now: datetime
) -> None:
    said = {"by": li_wei, "now": now}
    one = registering.register(
        area=grid, said=Identity(name="张秀英", id_number=NUMBER), phone="13909770001", **said
    )
    two = registering.register(area=grid, said=Identity(name="阿依古丽·买买提"), **said)
    changing.phone(person=two, phone="13909771234", **said)
    assert found("1234", li_wei) == {"阿依古丽·买买提"}
    changing.identity(person=two, said=Identity(name="马福海"), **said)
    assert found("买买提", li_wei) == set()
    changing.door(person=two, area=second_grid, address="3号楼2单元501", **said)
    made = merging.merge(kept=one, merged=two, take=frozenset({"phone"}), **said)
    assert found("马福海", li_wei) == found("0001", li_wei) | found("1234", li_wei) == {"张秀英"}
    assert list(finding.differences()) == []
    merging.undo(merge=made, **said)
    assert found("马福海", li_wei) == found("1234", li_wei) == {"马福海"}
    assert list(finding.differences()) == []


def test_a_roster_enters_and_changes_tokens(community: Area, li_wei: Member, now: datetime) -> None:
    head = "姓名,身份证号,电话\n"
    for name, phone in (("张秀英", "13909770001"), ("张秀瑛", "13909775555")):
        file = f"{head}{name},{NUMBER},{phone}\n".encode()
        roster.apply(file=file, name="台账.csv", community=community, by=li_wei, now=now)
        assert list(finding.differences()) == []
        assert found(phone[-4:], li_wei) == found(name[-1], li_wei) == {name}


def test_what_was_forgotten_is_named_and_rebuilt(grid: Area, li_wei: Member) -> None:
    her = enrolling.add_person(area=grid, name="张秀英", registered_on=TODAY)
    Person.objects.filter(pk=her.pk).update(phone="13909770001")
    assert list(finding.differences()) == [
        f"Person {her.pk}: 1 search tokens are missing, 0 are too many."
    ]
    finding.rebuild()
    assert list(finding.differences()) == []
    assert found("0001", li_wei) == {"张秀英"}


def test_the_same_end_has_another_token_in_another_community(grid: Area) -> None:
    assert tokens.of_end("13909770001", 1) == tokens.of_end(NUMBER[:-4] + "0001", 1)
    assert tokens.of_end("13909770001", 1) != tokens.of_end("13909770001", 2)
    assert tokens.of_end("110", 1) is None
    enrolling.add_person(area=grid, name="张", phone="13909770001", registered_on=TODAY)
    assert not any(
        b"0001" in bytes(token) for token in Finder.objects.values_list("token", flat=True)
    )


def test_a_member_of_one_grid_finds_whoever_stands_in_it(
    community: Area, grid: Area, second_grid: Area, wang_fang: Member
) -> None:
    for number, area in enumerate((community, grid, second_grid)):
        enrolling.add_person(
            area=area,
            name=f"张{'一二三'[number]}",
            phone=f"1390977000{number}",
            registered_on=TODAY,
        )
    here = wang_fang.roles.get().area
    expected = {p.name for p in Person.objects.filter(area=here)}
    assert len(expected) == 1
    assert found("张", wang_fang) == expected
    assert found("000", wang_fang) == set()
    assert {n for end in range(3) for n in found(f"000{end}", wang_fang)} == expected


@pytest.mark.django_db
@given(
    known=some.lists(some.tuples(NAMES, NUMBERS, PHONES), max_size=6, unique_by=lambda k: k[1]),
    typed=TYPED,
)
def test_search_finds_just_those_in_whom_it_is_written(
    grid: Area, li_wei: Member, known: list[tuple[str, str, str]], typed: str
) -> None:
    Person.objects.all().delete()
    rows: list[tuple[Any, set[str]]] = []
    for name, number, phone in known:
        row = enrolling.add_person(
            area=grid, name=name, id_number=number, phone=phone, registered_on=TODAY
        )
        ends = (number, tokens.digits(phone))
        rows.append((row.pk, {typed} if typed in tokens.bare(name) or any(
            end.endswith(typed) for end in ends) else set()))  # fmt: skip
    mine = areas.visible_to(li_wei, TODAY)
    seen = {person.pk for person in search(people.within(mine), typed, mine)}
    assert seen == {pk for pk, written in rows if written}
