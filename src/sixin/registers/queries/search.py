"""One search box: name, pinyin, initials, ID number, phone, building-entrance-door."""

import re
import unicodedata

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from sixin.registers.models import Person

_DOOR = re.compile(r"^(\d+)\s*[-－#号栋幢/ ]+楼?\s*(?:(\d+)\s*(?:[-－/ ]|单元)\s*)?(\d+)?\s*室?$")


def search(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of `people` whom `text` may mean, the likeliest first; nobody for an empty text.

    Digits are an ID number or a phone (or their end), letters are pinyin or initials, 3-2-501 or
    3号楼2单元501 a door, anything else a part of the name or of the address.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return people.none()
    door = _DOOR.match(text)
    if door:
        return people.filter(_at_door(*door.groups())).order_by("household__door", "pinyin")
    if re.fullmatch(r"\d{4,}[\dXx]?", text):
        return people.filter(_digits(text.upper())).order_by("pinyin", "id")
    if re.fullmatch(r"[A-Za-z ']+", text):
        return _ranked(people, **_letters(re.sub(r"[ ']", "", text.lower())))
    return _ranked(
        people,
        best=Q(name=text),
        good=Q(name__startswith=text),
        rest=Q(name__contains=text) | Q(household__address__contains=text),
    )


def _at_door(building: str, entrance: str | None, door: str | None) -> Q:
    found = Q(household__building__number=int(building))
    if entrance:
        found &= Q(household__entrance__number=int(entrance))
    return found & Q(household__door=door) if door else found


def _digits(text: str) -> Q:
    if len(text) in (15, 18):
        return Q(id_number=text)
    return Q(phone=text) | Q(phone__endswith=text) | Q(id_number__endswith=text)


def _letters(text: str) -> dict[str, Q]:
    return {
        "best": Q(initials=text) | Q(pinyin=text),
        "good": Q(pinyin__startswith=text),
        "rest": Q(initials__startswith=text),
    }


def _ranked(people: QuerySet[Person], *, best: Q, good: Q, rest: Q) -> QuerySet[Person]:
    rank = Case(
        When(best, then=Value(0)),
        When(good, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return people.filter(best | good | rest).annotate(rank=rank).order_by("rank", "pinyin", "id")
