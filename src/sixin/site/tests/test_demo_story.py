"""The invention by itself: no database, the same story every time, believable on any day."""

from collections import Counter
from datetime import date

import pytest
from stdnum.cn import ric

from sixin.site.demo import care, fates, invention, story
from sixin.site.demo.deeds import Certified, Knock, Service, Session

DAYS = [date(2026, 11, 23), date(2026, 11, 29), date(2027, 3, 1), date(2028, 2, 29)]
EARLY = [date(2027, 1, 1), date(2027, 1, 5), date(2027, 2, 14)]


def counted(deeds: list, year: int, until: date) -> dict[str, int]:
    """The newspaper's numbers of a year, counted from the deeds that stand."""
    stood = [deed for deed in deeds if not deed.taken_back and deed.at.year == year]
    stood = [deed for deed in stood if deed.at.date() <= until]
    knocks = [deed for deed in stood if isinstance(deed, Knock)]
    made = [deed for deed in stood if isinstance(deed, Certified)]
    made += [one for knock in knocks for one in knock.certified]
    held = [d for d in stood if isinstance(d, Session) and d.kind in ("lecture", "clinic")]
    served = [deed for deed in stood if isinstance(deed, Service) and deed.place == "home"]
    return {
        "visits": sum(knock.met for knock in knocks if knock.mode == "home"),
        "certifications": sum(one.channel == "home" for one in made),
        "sessions": len(held),
        "services": len(served),
        "benefited": sum(len(one.came) for one in held) + len(served),
    }


def in_bands(numbers: dict[str, int]) -> bool:
    return (
        200 <= numbers["visits"] < 300
        and 300 <= numbers["certifications"] < 400
        and numbers["sessions"] == 10
        and 20 <= numbers["services"] < 30
        and 400 <= numbers["benefited"] < 500
    )


def lines(day: date) -> list[str]:
    made = invention.invent(day)
    return [repr(elder) + elder.identity + elder.phone for elder in made.elders] + [
        f"{deed.written_at} {type(deed).__name__} {getattr(deed, 'note', '')}"
        for deed in story.tell(made)
    ]


def test_the_same_day_tells_the_same_story():
    assert lines(DAYS[0]) == lines(DAYS[0])


@pytest.mark.parametrize("today", DAYS)
def test_both_years_come_to_the_newspaper_s_numbers(today):
    deeds = story.tell(invention.invent(today))
    before = counted(deeds, today.year - 1, date(today.year - 1, 12, 31))
    assert (in_bands(before), in_bands(counted(deeds, today.year, today))) == (
        True, today >= date(today.year, 3, 1) or today.day == 29
    )  # fmt: skip


@pytest.mark.parametrize("today", EARLY)
def test_early_in_a_year_its_numbers_are_small_and_the_year_before_is_whole(today):
    deeds = story.tell(invention.invent(today))
    before = counted(deeds, today.year - 1, date(today.year - 1, 12, 31))
    so_far = counted(deeds, today.year, today)
    assert in_bands(before)
    assert so_far["visits"] < 270 * (today - date(today.year, 1, 1)).days / 59 + 60


@pytest.mark.parametrize("today", [*DAYS, *EARLY])
def test_nothing_happens_after_the_last_morning_or_before_the_first_roster(today):
    made = invention.invent(today)
    deeds = story.tell(made)
    assert max(deed.written_at for deed in deeds).date() <= today
    assert min(deed.at for deed in deeds).date() > fates.first_roster_on(today)
    assert [deed for deed in deeds if deed.written_at < deed.at] == []


@pytest.mark.parametrize("today", [*DAYS, *EARLY])
def test_nobody_is_visited_before_she_joined_or_after_she_left(today):
    knocks = [deed for deed in story.tell(invention.invent(today)) if isinstance(deed, Knock)]
    wrong = [
        (elder, knock.day)
        for knock in knocks
        for elder in knock.elders
        if elder.joins > knock.day or (elder.leaves and elder.leaves[0] < knock.day)
    ]
    assert wrong == []


def test_the_elders_are_as_many_and_as_old_as_in_a_real_community():
    today = DAYS[0]
    elders = invention.invent(today).elders
    left = [elder for elder in elders if elder.leaves]
    assert len(elders) - len(left) + fates.TWICE == 1000
    ages = [elder.age_on(today) for elder in elders]
    assert (min(ages), max(ages) < 100) == (60, True)
    assert 0.13 < sum(age >= 80 for age in ages) / len(ages) < 0.17
    alone = sum("living_alone" in elder.tags for elder in elders) / len(elders)
    nest = sum("empty_nest" in elder.tags for elder in elders) / len(elders)
    assert (0.075 < alone < 0.105, 0.13 < nest < 0.17) == (True, True)


def test_identity_numbers_are_right_and_nobody_s():
    elders = invention.invent(DAYS[0]).elders
    numbers = [elder.identity for elder in elders]
    assert len(set(numbers)) == len(numbers)
    assert [number for number in numbers if ric.calc_check_digit(number) != number[17]] == []
    assert {number[14:16] for number in numbers} <= {"96", "97", "98"}
    phones = {elder.phone[:7] for elder in elders if elder.phone}
    assert phones == {"1390000", "0979-80"}


def test_couples_share_door_and_children():
    elders = invention.invent(DAYS[0]).elders
    couples = [(elder, elder.spouse) for elder in elders if elder.spouse]
    assert len(couples) > 300
    assert [one for one, other in couples if one.door != other.door] == []
    assert [one for one, other in couples if one.sex == other.sex] == []


def test_names_of_all_peoples_of_the_place_are_there_and_few_twice():
    elders = invention.invent(DAYS[0]).elders
    assert Counter(elder.people for elder in elders).keys() == {
        "han", "hui", "tibetan", "mongol", "tu", "salar"
    }  # fmt: skip
    often = Counter(elder.name for elder in elders if elder.family).most_common(1)[0][1]
    assert often == 2


def test_notes_are_varied():
    knocks = [deed for deed in story.tell(invention.invent(DAYS[0])) if isinstance(deed, Knock)]
    notes = Counter(knock.note for knock in knocks if knock.note)
    assert len(notes) > 500
    assert notes.most_common(1)[0][1] < 0.02 * sum(notes.values())


def test_whoever_is_to_be_seen_often_was_seen_lately():
    today = DAYS[0]
    made = invention.invent(today)
    last = {}
    for deed in story.tell(made):
        if isinstance(deed, Knock) and deed.met and not deed.taken_back:
            for elder in deed.elders:
                last[elder.key] = max(last.get(elder.key, date.min), deed.day)
    weekly = [e for e in made.elders if care.pace_of(e, today) == "alone80" and not e.leaves]
    days = sorted((today - last[elder.key]).days for elder in weekly)
    assert days[len(days) // 2] <= 7
