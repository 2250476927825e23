"""One search box: name, pinyin, initials, ID number, phone, building-entrance-door."""

import re
import unicodedata
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Replace

from sixin.registers.models import Person
from sixin.registers.roster import identity, places

_DASHED = re.compile(r"(\d{1,3})[-/](\d{1,5})(?:[-/](\d{1,5}))?")
_DIGITS = re.compile(r"\d{4,}[\dXx]?")
_DOTS = re.compile(r"[·•・‧∙⋅.。\s]+")


def search(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of `people` whom `text` may mean, the likeliest first; nobody for an empty text.

    Digits are an ID number or a phone (or their end) or a door, letters are pinyin or initials,
    3-2-501 or 3号楼2单元501 a door, anything else a part of the name. What is
    known of a row that was merged into a person finds that person.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    tight = re.sub(r"\s+", "", text)
    if not tight:
        return people.none()
    door = _door(tight)
    if door is not None:
        return people.filter(door).order_by("household__floor", "pinyin", "id")
    digits = tight.replace("-", "")
    if _DIGITS.fullmatch(digits):
        wanted = _digits(people, tight.upper(), digits.upper())
        return _found(people, wanted).order_by("pinyin", "id")
    if re.fullmatch(r"[A-Za-züÜ']+", tight):
        return _ranked(people, **_letters(tight.lower().replace("'", "").replace("ü", "v")))
    return _by_name(people, _DOTS.sub("", text))


def _door(text: str) -> Q | None:
    """3-2-501, 3-501, 3-2 (an entrance or a door), 3号楼2单元501; None when it is no door."""
    dashed = _DASHED.fullmatch(text)
    if dashed:
        building, second, third = dashed.groups()
        return _at(int(building), int(second), third) if third else _either(int(building), second)
    place = places.place_of(places.tidy(text))
    if place.building is None or place.cottage:
        return None
    return _at(place.building, place.entrance, place.door)


def _at(building: int, entrance: int | None, door: str) -> Q:
    found = Q(household__building__number=building)
    if entrance is not None:
        found &= Q(household__entrance__number=entrance)
    return found & Q(household__door=door) if door else found


def _either(building: int, number: str) -> Q:
    return _at(building, None, number) | _at(building, int(number), "")


def _digits(people: QuerySet[Person], text: str, digits: str) -> Q:
    if len(digits) == 18:
        return Q(id_number=digits)
    if len(digits) == 15 and digits.isdigit():
        return Q(id_number=identity.upgraded(digits))
    return Q(phone=text) | Q(pk__in=_ending(people, (text, digits))) | Q(household__door=digits)


def _ending(people: QuerySet[Person], ends: tuple[str, ...]) -> list[UUID]:
    """Rows of `people`, and rows merged into theirs, whose telephone or ID number ends so."""
    rows = Person.objects.filter(Q(pk__in=people) | Q(merged_into__in=people)).order_by()
    known = rows.values_list("pk", "phone", "id_number").iterator(1000)
    return [
        pk for pk, phone, number in known if phone.endswith(ends) or (number or "").endswith(ends)
    ]


def _letters(text: str) -> dict[str, Q]:
    given = Q(pinyin__contains=text) if len(text) > 3 else Q(pk__in=[])
    return {
        "best": Q(initials=text) | Q(pinyin=text),
        "good": Q(pinyin__startswith=text),
        "rest": Q(initials__startswith=text) | given,
    }


def _by_name(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Names are compared without the dot of minority names, which nobody types."""
    named = people.alias(plain=Replace(F("name"), Value("·"), Value("")))
    return _ranked(
        named,
        best=Q(plain=text),
        good=Q(plain__startswith=text),
        rest=Q(plain__contains=text),
    )


def _ranked(people: QuerySet[Person], *, best: Q, good: Q, rest: Q) -> QuerySet[Person]:
    rank = Case(
        When(best, then=Value(0)),
        When(good, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = _found(people, best | good | rest)
    return found.annotate(rank=rank).order_by("rank", "pinyin", "id")


def _found(people: QuerySet[Person], wanted: Q) -> QuerySet[Person]:
    """Those whom `wanted` means, or whom it meant under a row that was merged into theirs."""
    merged = Person.objects.filter(merged_into__isnull=False).alias(
        plain=Replace(F("name"), Value("·"), Value(""))
    )
    return people.filter(wanted | Q(pk__in=merged.filter(wanted).values("merged_into")))
