"""One kind of thing that is not kept for good: which rows are past their term, and what is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from sixin.registers.models import Member
from sixin.rulebook.models import Rule

DELETED, EMPTIED, ERASED = "deleted", "emptied", "erased"
WORDS: dict[str, Any] = {
    DELETED: _("整条删掉"),
    EMPTIED: _("清空内容，留下日子和类别"),
    ERASED: _("删除这个人的资料"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """Who removes what is older than `cutoff`, and when; by: None for a machine."""

    cutoff: datetime
    by: Member | None
    now: datetime


# Deletes or empties the rows of these keys. Returns how many it did.
Act = Callable[[Sequence[Any], Doing], int]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of thing, under the `kind` of its rule rows.

    tables: labels of the models it takes rows or values from. past(cutoff): rows older than that
    moment that still hold something. when: what tells how old a row is. place: how its area is
    reached from a row, "" for what belongs to the whole instance.
    """

    code: str
    word: Any
    does: str
    tables: tuple[str, ...]
    past: Callable[[datetime], QuerySet[Any]]
    when: str | Combinable
    act: Act
    place: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """For how long a kind is kept in some areas. areas: their ids; None: everywhere else, or all."""

    kind: Kind
    rule: Rule
    areas: tuple[int, ...] | None

    @property
    def days(self) -> int:
        """Whole days."""
        return int(self.rule.value)


def deleting(model: type[Model]) -> Act:
    """Delete the rows."""

    def act(keys: Sequence[Any], _doing: Doing) -> int:
        model._default_manager.filter(pk__in=keys).delete()
        return len(keys)

    return act


def emptying(model: type[Model], columns: Mapping[str, Any]) -> Act:
    """Empty these columns of the rows."""

    def act(keys: Sequence[Any], _doing: Doing) -> int:
        return model._default_manager.filter(pk__in=keys).update(**columns)

    return act
