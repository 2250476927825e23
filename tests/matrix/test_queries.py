"""No page and no file asks more of the database when there is more to show."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.matrix import calling, growing, table
from tests.matrix.sides import Side
from tests.matrix.single import BY_CHANCE, SINGLE
from tests.matrix.specimens import ASKS

pytestmark = pytest.mark.django_db
FEW, MANY = 1, 4
# So many letters more are a row more, and not only a longer number.
A_ROW = 150
SHOWN = ("200", "200 +", "200 -")
# With a passkey, which `growing` gives, it makes the codes and leads to them.
LEADS = {"POST mfa_generate_recovery_codes"}
# Every address that answers with a page or a file, with the first role that gets it.
PAGES = {
    row.what: role
    for row in table.rows(table.ADDRESSES)
    for role in [next((role for role in table.HEADS if row.cells[role] in SHOWN), None)]
    if role and row.what not in LEADS
}


@dataclass(frozen=True)
class Counted:
    """status: of the answer; queries: to the database; letters: of the answer."""

    status: int
    queries: int
    letters: int


@pytest.fixture(scope="module")
def counted(both: list[Side]) -> dict[str, list[Counted]]:
    """{page: with few rows, with many}."""
    here = both[0]
    found: dict[str, list[Counted]] = {what: [] for what in PAGES}
    with calling.undone():
        for times in (FEW, MANY):
            growing.grow(here, times)
            for what in PAGES:
                found[what].append(_counted(what, here))
    return found


def _counted(what: str, here: Side) -> Counted:
    ask, member = ASKS[what], here.members[PAGES[what]]
    method, name = what.split(" · ")[0].split(" ")
    query = dict(ask.query) | ({"area": here.areas["community"].code} if ask.area else {})
    found = []
    for _time in ("what is read once is read now", "and now it counts"):
        with calling.undone():
            if ask.everywhere:
                calling.sides.everywhere(member)
            address = reverse(name, kwargs=ask.args(here, member))
            send = here.browser(member).post if method == "POST" else here.browser(member).get
            sent = {"data": ask.data(here, member)} if ask.data and method == "POST" else {}
            with CaptureQueriesContext(connection) as asked:
                answer = send(address, query_params=query, **sent)
                given = calling.given(answer)
            found.append(Counted(answer.status_code, len(asked), len(given)))
    return found[-1]


@pytest.mark.parametrize("what", PAGES)
def test_queries_do_not_grow_with_rows(counted: dict[str, list[Counted]], what: str):
    few, many = counted[what]
    assert (few.status, many.status) == (200, 200)
    assert many.queries <= few.queries


def test_what_grows_is_measured_and_what_does_not_is_known(counted: dict[str, list[Counted]]):
    """A list that `growing` does not lengthen proves nothing: grow it, or say that it is no list."""
    steady = {what for what, (few, many) in counted.items() if many.letters - few.letters < A_ROW}
    assert steady - BY_CHANCE == SINGLE
