"""The search over the twin in clear: the same steps as the product's, by indexes in clear.

What the product does besides is left out: doors of four digits, which it looks for beside numbers.
"""

from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Replace, Right

from bench.crowd import Twin, TwinPart
from sixin.registers import tokens
from sixin.registers.models import Area
from sixin.registers.queries import areas


def search(within: QuerySet[Area], text: str) -> QuerySet[Twin]:
    """Those whom `text` may mean; as `sixin.registers.queries.search` does it."""
    people = Twin.objects.filter(merged_into=None, area__in=within)
    if text.isascii() and text[:-1].isdigit():
        return people.filter(pk__in=_numbered(text, within)).order_by("pinyin", "id")
    if text.isascii():
        return _spelled(people, text, within)
    return _named(people, tokens.bare(text), within)


def _numbered(text: str, within: QuerySet[Area]) -> set[UUID]:
    if len(text) == 18:
        return _kept(Q(id_number=text))
    if len(text) == 11 and (found := _kept(Q(phone=text))):
        return found
    here = Twin.objects.filter(area__in=within).alias(
        end=Right("phone", 4), tail=Right("id_number", 4)
    )
    return _kept(Q(end=text), here) | _kept(Q(tail=text), here)


def _kept(wanted: Q, rows: Any = None) -> set[UUID]:
    rows = (Twin.objects if rows is None else rows).filter(wanted).order_by()
    return set(rows.values_list(Coalesce(F("merged_into"), F("pk")), flat=True))


def _named(people: QuerySet[Twin], text: str, within: QuerySet[Area]) -> QuerySet[Twin]:
    part = text.encode()
    found = TwinPart.objects.filter(
        place__in=areas.communities_over(within), part__gte=part, part__lt=part + b"\xff"
    )
    named = people.alias(plain=Replace(F("name"), Value("·"), Value("")))
    hers = named.filter(pk__in=found.values("twin"))
    return _ranked(hers, Q(plain=text), Q(plain__startswith=text))


def _spelled(people: QuerySet[Twin], text: str, within: QuerySet[Area]) -> QuerySet[Twin]:
    spelled = Q(pinyin__gte=text, pinyin__lt=text + "zzzzz")
    begun = Q(initials__gte=text, initials__lt=text + "zzzzz")
    here = Twin.objects.filter(area__in=within).order_by().values("pk")
    merged = Twin.objects.filter(merged_into__isnull=False).order_by().values("merged_into")
    ways = [rows.filter(wanted) for rows in (here, merged) for wanted in (spelled, begun)]
    if len(text) > 3:
        ways.append(here.filter(pinyin__contains=text))
    found = people.filter(pk__in=ways[0].union(*ways[1:]))
    return _ranked(found, Q(initials=text) | Q(pinyin=text), spelled)


def _ranked(people: QuerySet[Twin], best: Q, good: Q) -> QuerySet[Twin]:
    rank = Case(
        When(best, then=Value(0)), When(good, then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    return people.annotate(rank=rank).order_by("rank", "pinyin", "id")
