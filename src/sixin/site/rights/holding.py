"""What is said of one table: its rows about a person, what of them is shown, and how they end."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model, QuerySet

from sixin.registers.models import Member

Rows = Callable[[list[UUID]], QuerySet[Any]]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A table that says something of people.

    hers: the rows about the person of these ids, herself and the rows merged into her. word: what
    people call such rows. shown: {column: its word} in the readable document; `more` columns are
    read across relations, for both. Erasing deletes rows (`gone`; only `going` of them where that
    is narrower), empties columns (`emptied`: {column: what then stands there}) and has a few set by
    `erasing` itself (`settled`). Whatever is left in a row is named in `stays`, with the reason.
    """

    model: type[Model]
    word: Any
    hers: Rows
    shown: Mapping[str, Any] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    gone: bool = False
    going: Rows | None = None
    emptied: Mapping[str, Any] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    stays: Collection[str] = ()
    why: str = ""

    @property
    def label(self) -> str:
        """The model's name: `visits.visit`."""
        return str(self.model._meta.label_lower)

    @cached_property
    def exported(self) -> tuple[str, ...]:
        """All columns of the export: everything in the row, and the names of members beside ids."""
        if self.only:
            return self.only
        fields = self.model._meta.concrete_fields
        names = [f.attname for f in fields]
        members = [f"{f.name}__name" for f in fields if _names_a_member(f)]
        return (*names, *members, *self.more)

    def ending(self, rows: list[UUID]) -> QuerySet[Any]:
        """Her rows that erasing deletes or changes."""
        return (self.going or self.hers)(rows)


def _names_a_member(column: Any) -> bool:
    return isinstance(column, ForeignKey) and column.related_model is Member
