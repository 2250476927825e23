"""Many texts are found at once wherever they stand; ids and dates are not taken for them."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sixin.base.crypto.needles import Needles, texts_of

PHONE, NUMBER = "13909770001", "632801194203050029"
TEXTS = [PHONE, NUMBER, "3号楼2单元501室", "腿脚不便，怕黑", "0977-8412345", "walks with two sticks",
         "".join(map(chr, range(0x4e00, 0x4e00 + 300)))]  # fmt: skip


def looking_for(*texts: str) -> Needles:
    found = Needles()
    for text in texts:
        found.add(text, text[:5])
    return found


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "around", ["%s", "x%s", "9%s9", "王芳%s再说", "\0%s\0", '{"a": "%s"}', "abcdef%s123456789012"]
)
def test_each_is_found_whatever_stands_around(text, around):
    found = looking_for(*TEXTS).kinds_in((around % text).encode())
    assert found == Counter([text[:5]])


@pytest.mark.parametrize("text", ["3号楼2单元501室", "腿脚不便，怕黑"])
def test_each_is_found_as_json_writes_it(text):
    assert looking_for(text).kinds_in(json.dumps([text]).encode()) == Counter([text[:5]])


@given(before=st.binary(max_size=50), after=st.binary(max_size=50), text=st.sampled_from(TEXTS[:6]))
def test_each_is_found_among_any_bytes(before, after, text):
    # Half a character before or a hex digit beside would make it another text.
    data = before + b"\n" + text.encode() + b"\n" + after
    assert looking_for(*TEXTS).kinds_in(data)[text[:5]] >= 1


def test_a_part_is_not_the_whole():
    needles = looking_for(*TEXTS)
    for text in TEXTS[:6]:
        assert not needles.kinds_in(text.encode()[:-1])


def test_numbers_that_touch_are_told_apart():
    data = (PHONE + NUMBER + "13909770002").encode()
    assert looking_for(PHONE, NUMBER).kinds_in(data) == Counter([PHONE[:5], NUMBER[:5]])


def test_digits_inside_ids_are_chance():
    some_id = "0199ab" + PHONE + "c" * 15
    needles = looking_for(PHONE)
    assert not needles.kinds_in((some_id * 2).encode())
    assert needles.kinds_in((some_id + PHONE).encode())


@pytest.mark.parametrize(
    "text",
    ["无", "很好", "8412345", "2026-11-23", "2026-11-23T09:30:00.123456+08:00", "person.changed",
     "0199ab12-3456-7890-abcd-ef0123456789", ""],
)  # fmt: skip
def test_what_is_too_short_or_clear_by_nature_is_not_looked_for(text):
    assert len(looking_for(text)) == 0


def test_what_stands_in_clear_by_decision_is_not_looked_for():
    needles = looking_for("东方小区", "3号楼2单元501室", "东方小区三期")
    needles.drop_those_in(["东方小区3号楼"])
    assert needles.kinds_in("东方小区 3号楼2单元501室 东方小区三期".encode()) == Counter(
        ["3号楼2单", "东方小区三"]
    )


def test_texts_are_found_wherever_they_stand_in_a_value():
    assert list(texts_of({"a": ["x", {"b": ("y", 1, None)}]})) == ["a", "x", "b", "y"]
