"""Every address asked for as every role: what comes of it stands in `matrix.md`."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection

from sixin.registers.models import Member
from sixin.registers.powers import POWERS, Power
from tests.contracts import routes
from tests.matrix import calling, drafting, finding, table
from tests.matrix.calling import Answer
from tests.matrix.sides import Side
from tests.matrix.specimens import ASKS
from tests.matrix.table import Row

pytestmark = pytest.mark.django_db
ROWS = table.rows(table.ADDRESSES)
KNOWN = {str(route): route for route in routes.routes()}


@dataclass(frozen=True)
class Called:
    """One cell, called. belongs: the sides to which who asked has anything to do; sees: those

    whose people she may see.
    """

    condition: str
    role: str
    expected: tuple[str, ...]
    answer: Answer
    belongs: list[Side]
    sees: list[Side]

    def wrong(self, sides: list[Side]) -> str:
        """What differs from the table, or was given away; "" if nothing."""
        where = f"{self.condition}, {self.role or 'nobody'}"
        if self.answer.words not in self.expected:
            return f"{where}: {self.answer.words} instead of {' or '.join(self.expected)}"
        strange = [word for side in sides if side not in self.belongs for word in side.marks()]
        blind = [word for side in sides if side not in self.sees for word in side.canaries()]
        shown = {word for word in [*strange, *blind] if word in self.answer.text}
        return f"{where}: gives away {sorted(shown)}" if shown else ""


def test_every_address_has_a_row_and_every_row_an_address():
    assert drafting.missing()[table.ADDRESSES] == [], table.READ_FIRST
    assert {row.what.split(" · ")[0] for row in ROWS} == finding.addresses()
    assert [row.what for row in ROWS] == list(ASKS), "asks and rows stand in the same order"


# Every row on SQLite; on PostgreSQL, which answers by the same code, every fourth.
@pytest.mark.parametrize("row", ROWS if connection.vendor == "sqlite" else ROWS[::4], ids=str)
def test_address(row: Row, here: Side, there: Side):
    found = [called.wrong([here, there]) for called in _calls(row, here, there)]
    assert [*filter(None, found)] == []


def test_no_id_is_said_to_be_taken_where_none_is_given():
    takes = {what for what, ask in ASKS.items() if ask.ids or ask.sent_ids}
    assert {row.what for row in ROWS if row.cells["another's"] != table.NOTHING_THERE} == takes


def test_what_must_not_be_given_away_would_be_found(here: Side):
    """The names and numbers that are looked for do stand in the pages of who may see them."""
    shown = {
        "POST search": "elder",
        "GET person": "elder",
        "GET people": "elder",
        "GET due": "sought",
    }
    for what, whom in shown.items():
        method, name = what.split(" ")
        (answer,) = calling.call(method, name, ASKS[what], here, here.desk, as_of=here)
        assert here.people[whom].name in answer.text


def _calls(row: Row, here: Side, there: Side) -> Iterator[Called]:
    ask = ASKS[row.what]
    for role in table.HEADS:
        yield from _cell(row, "inside", role, here, here.members[role], here)
        yield from _cell(row, "outside", role, here, there.members[role], there)
        if role in here.neighbours:
            yield from _cell(row, "next door", role, here, here.neighbours[role], here)
        if ask.ids or ask.sent_ids:
            yield from _cell(row, "another's", role, here, here.members[role], here, there)
        yield from _cell(row, "ended", role, here, here.former[role], here)
    yield from _cell(row, "signed out", "", here, None, here)


def _cell(row: Row, condition: str, role: str, side: Side, by: Member | None, as_of: Side,
          other: Side | None = None) -> Iterator[Called]:  # fmt: skip
    ask, expected = ASKS[row.what], row.expected(role, condition)
    both = [side, other or side, as_of] if ask.held or ask.everywhere else [as_of]
    belongs = both if by or ask.held else []
    sees = belongs if _sees(row, role) and condition not in ("ended", "next door") else []
    method, name = row.what.split(" · ")[0].split(" ")
    for answer in calling.call(method, name, ask, side, by, as_of=as_of, other=other):
        yield Called(condition, role, expected, answer, belongs, sees)


def _sees(row: Row, role: str) -> bool:
    """May she see people on this page: by her role, or since her task is just that?"""
    powers = POWERS[role] if role else frozenset()
    tasks = {Power.SEE_AUDIT, Power.ANSWER_RIGHTS} & powers
    return Power.SEE_PEOPLE in powers or KNOWN[row.what.split(" · ")[0]].power in tasks
