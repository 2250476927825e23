"""How each address is asked for: what stands in it and what is sent, so that it could succeed.

Keys are "METHOD name", with " · case" behind it where one address asks for more than one thing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sixin.registers.models import Member
from tests.matrix.sides import Side

Args = Callable[[Side, Member], dict[str, Any]]


@dataclass(frozen=True)
class Ask:
    """args: what the address holds; ids: those of them that are ids of rows of a community.

    area: does the address take `?area=CODE`, within which it answers? data: what is sent;
    sent_ids: those of its fields that hold such ids, or codes of areas. everywhere: asked with the
    same role on the other side as well. held: what the address holds is the key to what it shows.
    """

    args: Args = lambda _side, _by: {}
    ids: tuple[str, ...] = ()
    area: bool = False
    data: Args | None = None
    sent_ids: tuple[str, ...] = ()
    query: dict[str, str] = field(default_factory=dict)
    everywhere: bool = False
    held: bool = False


def row(name: str, args: dict[str, Any] | None = None, **more: Any) -> Ask:
    """Of one row of the side, by its id."""
    return Ask(lambda side, _by: {"pk": side.rows[name].pk, **(args or {})}, ("pk",), **more)


def of(
    name: str, data: Args | None = None, *, query: dict[str, str] | None = None,
    sent_ids: tuple[str, ...] = (), **args: Any,
) -> Ask:  # fmt: skip
    """Of one person of the side."""
    return Ask(
        lambda side, _by: {"pk": side.people[name].pk, **args}, ("pk",), data=data,
        query=query or {}, sent_ids=sent_ids,
    )  # fmt: skip


def own_visit(*names: str) -> Args:
    """A visit that who asks wrote down last, by the last name; by the first whom it met."""

    def args(side: Side, by: Member) -> dict[str, Any]:
        return {names[-1]: side.own_visit(by).pk} | (
            {"pk": side.people["met"].pk} if len(names) > 1 else {}
        )

    return args


def sent(**values: Any) -> Args:
    """The same whoever asks."""
    return lambda _side, _by: values


def typed(side: Side, _by: Member) -> dict[str, Any]:
    """What somebody who lives here is found by; no whole name, which the answer may repeat."""
    return {"q": side.tail}


WHY = sent(why="visit")
