"""Who might be one person under two rows: near matches, found by keys so that it stays linear."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Final
from uuid import UUID

from sixin.registers import rules
from sixin.registers.models import Area, DuplicatePair
from sixin.registers.roster.planning import Plan
from sixin.registers.roster.subjects import pinyin_of

# Why two rows may be one person, and how much each reason weighs; together at most 99.
WEIGHTS: Final = {
    "same_pinyin_and_birth": 60,
    "id_numbers_close": 55,
    "same_name_and_phone": 50,
    "similar_name_same_door": 45,
}
_LARGEST_BLOCK: Final = 30
_MOST_DIGITS_APART: Final = 3


@dataclass(frozen=True, slots=True)
class Face:
    """What of a person can look like another."""

    pk: UUID
    name: str
    pinyin: str
    birth: date | None
    id_number: str
    phone: str
    door: str
    touched: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """first and second: in the order of their ids. score: 0 to 99."""

    first: Face
    second: Face
    reasons: tuple[str, ...]
    score: int


def pairs(plan: Plan) -> list[Pair]:
    """Pairs of which at least one is new or changed by the plan's steps, the likeliest first."""
    faces = list(_faces(plan))
    found: dict[tuple[UUID, UUID], tuple[Face, Face, set[str]]] = {}
    for reason, block in _blocks(faces):
        for one, other in combinations(block, 2):
            if (one.touched or other.touched) and _may_be(reason, one, other):
                first, second = sorted((one, other), key=lambda face: face.pk)
                key = (first.pk, second.pk)
                found.setdefault(key, (first, second, set()))[2].add(reason)
    made = [
        Pair(first, second, tuple(sorted(reasons)), min(99, sum(WEIGHTS[r] for r in reasons)))
        for first, second, reasons in found.values()
    ]
    return sorted(made, key=lambda pair: (-pair.score, pair.first.pk, pair.second.pk))


def _faces(plan: Plan) -> Iterator[Face]:
    for subject in plan.everybody:
        if subject.left_on:
            continue
        yield Face(
            pk=subject.person_id,
            name=subject.name,
            pinyin=pinyin_of(subject.name)[0],
            birth=subject.birth if subject.precision == "day" else None,
            id_number=subject.ids[0] if subject.ids else "",
            phone=subject.phone,
            door=plan.doors.key_of(subject.household_id),
            touched=subject.touched,
        )


def _blocks(faces: list[Face]) -> Iterator[tuple[str, list[Face]]]:
    for reason in WEIGHTS:
        blocks: dict[tuple[object, ...], list[Face]] = defaultdict(list)
        for face in faces:
            key = _key(reason, face)
            if key:
                blocks[key].append(face)
        for block in blocks.values():
            if 1 < len(block) <= _LARGEST_BLOCK and any(face.touched for face in block):
                yield reason, block


def _key(reason: str, face: Face) -> tuple[object, ...] | None:
    if reason == "same_pinyin_and_birth":
        return (face.pinyin, face.birth) if face.birth else None
    if reason == "id_numbers_close":
        number = face.id_number
        return (face.pinyin, number[:6], number[14:17]) if number else None
    if reason == "same_name_and_phone":
        return (face.name, face.phone) if face.phone else None
    return (face.door,) if face.door else None


def _may_be(reason: str, one: Face, other: Face) -> bool:
    if reason == "same_pinyin_and_birth":
        return True
    if reason == "id_numbers_close":
        apart = sum(a != b for a, b in zip(one.id_number, other.id_number, strict=False))
        return 0 < apart <= _MOST_DIGITS_APART
    if reason == "same_name_and_phone":
        return True
    return _similar(one, other) and not _clearly_two(one, other)


def _similar(one: Face, other: Face) -> bool:
    if one.pinyin == other.pinyin:
        return True
    apart = sum(a != b for a, b in zip(one.name, other.name, strict=False))
    return len(one.name) == len(other.name) > 2 and apart == 1


def _clearly_two(one: Face, other: Face) -> bool:
    """Sisters have names alike, but not their birthdays."""
    return one.birth is not None and other.birth is not None and one.birth != other.birth


def record(found: list[Pair], community: Area, now: datetime) -> int:
    """Put new pairs on the duplicate list; pairs that were ever there stay as decided."""
    inside = rules.below(community.path, "first__area__path")
    known = {
        tuple(sorted(pair))
        for pair in DuplicatePair.objects.filter(inside).values_list("first_id", "second_id")
    }
    rows = [
        DuplicatePair(
            first_id=p.first.pk,
            second_id=p.second.pk,
            reasons=list(p.reasons),
            score=p.score,
            found_at=now,
        )  # fmt: skip
        for p in found
        if (p.first.pk, p.second.pk) not in known
    ]
    DuplicatePair.objects.bulk_create(rows, batch_size=500)
    return len(rows)
