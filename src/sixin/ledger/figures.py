"""What a figure is: a flow of deeds, a reach of people, a stock at a day, or a ratio of two."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet

from sixin.registers.models import Area

Text = Any  # str or a lazily translated string
Measure = Literal["deeds", "people", "minutes"]
# kind -> variants that count, or None for all of them
Kinds = Mapping[str, frozenset[str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What all figures have. `definition` says in words what counts; `version` grows with it."""

    code: str
    name: Text
    unit: Text
    definition: Text
    source: Text
    version: int = 1
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Definition):
    """A sum over the records of a period: deeds, person-times or minutes."""

    kinds: Kinds
    measure: Measure
    type: Literal["flow"] = "flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Definition):
    """How many different people were served in a period."""

    kinds: Kinds
    type: Literal["flow"] = "flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock(Definition):
    """How many rows there are on a day: `rows(area, day)`."""

    rows: Callable[[Area, date], QuerySet[Any]]
    type: Literal["stock"] = "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Definition):
    """`above` of `below` times `scale`; both are codes of figures. None when `below` is 0."""

    above: str
    below: str
    scale: int = 100
    type: Literal["ratio"] = "ratio"


Figure = Flow | Reach | Stock | Ratio
