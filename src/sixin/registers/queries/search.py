"""One search box: name, pinyin, initials, ID number, phone, building-entrance-door."""

import re
import unicodedata
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Replace

from sixin.registers import tokens
from sixin.registers.models import Area, Finder, Person
from sixin.registers.queries import areas, numbers
from sixin.registers.roster import places

_DASHED = re.compile(r"(\d{1,3})[-/](\d{1,5})(?:[-/](\d{1,5}))?")
_DIGITS = re.compile(r"\d{4,}[\dXx]?|\d{3}[Xx]")
_LETTERS = re.compile(r"[A-Za-züÜ']+")
# Above every text of letters that begins alike, in the C collation and in linguistic ones.
_ABOVE_ALL = "zzzzz"
_AS_ONE_WALKS = ("household__building__number", "household__entrance__number", "household__floor")


def search(people: QuerySet[Person], text: str, within: QuerySet[Area]) -> QuerySet[Person]:
    """Those of `people` whom `text` may mean, the likeliest first; nobody for an empty text.

    Digits are an ID number or a phone (or their end) or a door, letters are pinyin or initials,
    3-2-501 or 3号楼2单元501 a door, anything else a part of the name. What is known of a row that
    was merged into a person finds that person. within: the areas in which `people` live.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    tight = re.sub(r"\s+", "", text)
    if not tight:
        return people.none()
    door = _door(tight)
    if door is not None:
        return people.filter(door).order_by(*_AS_ONE_WALKS, "pinyin", "id")
    digits = tight.replace("-", "")
    if _DIGITS.fullmatch(digits):
        found = numbers.people(tight.upper(), digits.upper(), within)
        return people.filter(pk__in=found).order_by("pinyin", "id")
    if _LETTERS.fullmatch(tight):
        return _by_letters(people, tight.lower().replace("'", "").replace("ü", "v"), within)
    return _by_name(people, tokens.bare(text), within)


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


def _by_letters(people: QuerySet[Person], text: str, within: QuerySet[Area]) -> QuerySet[Person]:
    """Each way of meaning it is a query of its own, because each has an index of its own."""
    spelled = Q(pinyin__gte=text, pinyin__lt=text + _ABOVE_ALL)
    begun = Q(initials__gte=text, initials__lt=text + _ABOVE_ALL)
    here = Person.objects.filter(area__in=within).order_by().values("pk")
    merged = Person.objects.filter(merged_into__isnull=False).order_by().values("merged_into")
    ways: list[Any] = [
        rows.filter(wanted) for rows in (here, merged) for wanted in (spelled, begun)
    ]
    if len(text) > 3:
        ways.append(here.filter(pinyin__contains=text))
    found = people.filter(pk__in=ways[0].union(*ways[1:]))
    return _ranked(found, Q(initials=text) | Q(pinyin=text), spelled)


def _by_name(people: QuerySet[Person], text: str, within: QuerySet[Area]) -> QuerySet[Person]:
    """Names are compared without the dot of minority names, which nobody types."""
    token = text.encode()
    found = Finder.objects.filter(
        place__in=areas.communities_over(within),
        token__gte=token,
        token__lt=token + tokens.ABOVE_ALL,
    )
    named = people.alias(plain=Replace(F("name"), Value("·"), Value("")))
    hers = named.filter(pk__in=found.values("person"))
    return _ranked(hers, Q(plain=text), Q(plain__startswith=text))


def _ranked(people: QuerySet[Person], best: Q, good: Q) -> QuerySet[Person]:
    rank = Case(
        When(best, then=Value(0)),
        When(good, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return people.annotate(rank=rank).order_by("rank", "pinyin", "id")
