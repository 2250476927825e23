"""Every action called by every role: whether it is done stands in `matrix.md`."""

from collections.abc import Iterator

import pytest

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.registers.models import Member
from tests.matrix import calling, drafting, finding, sides, table
from tests.matrix.deeds import DEEDS
from tests.matrix.sides import Side
from tests.matrix.table import Row

pytestmark = pytest.mark.django_db
ROWS = table.rows(table.ACTIONS)
TRUSTING = table.told(table.TRUSTING)


def test_every_action_has_a_row_and_every_row_an_action():
    missing = drafting.missing()
    assert missing[table.ACTIONS] + missing[table.TRUSTING] == [], table.READ_FIRST
    asking = {row.what.split(" · ")[0] for row in ROWS}
    assert asking | set(TRUSTING) == finding.actions()
    assert asking & set(TRUSTING) == set()
    assert [row.what for row in ROWS] == list(DEEDS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_action(row: Row, here: Side, there: Side):
    found = [
        f"{condition}, {role}: {came} instead of {' or '.join(row.expected(role, condition))}"
        for condition, role, came in _calls(row.what, here, there)
        if came not in row.expected(role, condition)
    ]
    assert found == []


@pytest.mark.parametrize("name", TRUSTING)
def test_an_action_that_does_not_ask_is_called_only_by_what_has_asked(name: str):
    callers = finding.callers(name)
    assert (", ".join(sorted(callers)) or table.NOTHING_THERE) == TRUSTING[name][0]
    assert not {path for path in callers if path.startswith("site/desk/")}


def _calls(what: str, here: Side, there: Side) -> Iterator[tuple[str, str, str]]:
    """(condition, role, what came of it) of every cell."""
    for role in table.HEADS:
        for condition, whose in {
            "inside": here.members, "outside": there.members, "next door": here.neighbours,
            "ended": here.former,
        }.items():  # fmt: skip
            if role in whose:
                yield condition, role, _done(what, here, whose[role])


def _done(what: str, side: Side, by: Member) -> str:
    """ "done"; "403" where it was not allowed, and " +" behind it where something was written."""
    name, _dot, case = what.partition(" · ")
    side.keep_files()
    with calling.undone():
        if case == "of every place":
            sides.everywhere(by)
        given = DEEDS[what](side, by)
        with calling.written() as writes:
            try:
                finding.action(name)(**given, by=by, now=clock.now())
            except NotAllowed:
                return f"403{calling.WROTE if writes else ''}"
            except Refused as refused:
                return type(refused).__name__
    return "done"
