"""Each file of rows that leaves the program: nothing in it is computed by whoever opens it.

What writes such files is found in the code; a new one fails until it stands in `EXPORTS`.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import openpyxl
import pytest
from django.test import Client

from sixin.audit.models import Entry
from sixin.registers.models import Area, Member, Person
from sixin.registers.roster import actions, marked
from sixin.site.desk.audit import workbook
from sixin.site.desk.imports import example
from sixin.site.desk.taking import Taken
from sixin.visits import actions as visits
from sixin.visits.reports import Report
from tests.contracts import tree
from tests.rosters import making

MAKER = "src/sixin/base/spreadsheets.py"
EVIL = "=cmd|' /C calc'!A0"
SIGNS = ("=", "+", "-", "@", "\t", "\r")
# What only the maker may do, and what nobody may: a cell that is meant to be computed or followed.
OWN = re.compile(
    r"xlsxwriter\.Workbook|\bcsv\.(?:writer|DictWriter)|import xlsxwriter|openpyxl|xlwt"
)
NEVER = re.compile(
    r"write_(?:array_|dynamic_array_)?formula|write_url|insert_textbox|data_validation"
)


@dataclass(frozen=True)
class Known:
    """Those whose names would be computed, and who takes them away."""

    desk: Client
    community: Area
    now: datetime


@pytest.fixture
def known(
    client: Client, li_wei: Member, wang_fang: Member, zhang: Person, community: Area, now: datetime
) -> Known:
    """Everything that a person can type, and that a file shows, begins like a formula."""
    report = Report(person=zhang, outcome="completed", occurred_at=now, wellbeing="good")
    visits.record(report=report, by=wang_fang, now=now)
    zhang.name = EVIL
    zhang.save()
    zhang.household.address = f"+{EVIL}"
    zhang.household.save()
    Area.objects.filter(pk=zhang.area_id).update(name=f"@{EVIL}")
    for member in (li_wei, wang_fang):
        member.name = f"-{EVIL}"
        member.save()
    client.force_login(li_wei.user)
    return Known(client, community, now)


def taken(address: str) -> Callable[[Known], bytes]:
    def take(known: Known) -> bytes:
        answer = known.desk.post(address, {"why": "report"})
        assert answer.status_code == 200
        return answer.getvalue()

    return take


def refused_rows(known: Known) -> bytes:
    rows = [making.HEADER, [EVIL, "632801194103050", f"@{EVIL}"], ["张1", "x", f"+{EVIL}"]]
    file = making.text(rows)
    report = actions.preview(file=file, community=known.community, by=None, now=known.now)
    return marked.workbook(file=file, report=report)


def trail(known: Known) -> bytes:
    by = Member.objects.order_by("pk")[0]
    taken_by = Taken(by, known.now, EVIL)
    return workbook.of(Entry.objects.order_by("pk"), taken_by)


# Where in the code -> how each of its files is made, and whether text of people is in it.
EXPORTS: dict[str, list[tuple[Callable[[Known], bytes], bool]]] = {
    "src/sixin/site/desk/figures/downloads.py": [
        (taken("/figures/people.elders/rows.csv"), True),
        (taken("/figures/people.elders/rows.xlsx"), True),
        (taken("/figures/visits.person_times/rows.csv"), True),
        (taken("/figures/visits.person_times/rows.xlsx"), True),
    ],
    "src/sixin/site/desk/people/workbook.py": [(taken("/people/export/"), True)],
    "src/sixin/site/desk/imports/example.py": [(lambda _known: example.workbook(), False)],
    "src/sixin/registers/roster/marked.py": [(refused_rows, True)],
    "src/sixin/site/desk/audit/workbook.py": [(trail, True)],
}
# These write rosters to import, of invented people, into the demo's own folder.
NO_EXPORTS = {"src/sixin/site/demo/workbooks.py"}


def product() -> dict[str, str]:
    return {str(path): tree.text(path) for path in tree.files(".py")
            if path.parts[:2] == ("src", "sixin") and "tests" not in path.parts}  # fmt: skip


def test_every_export_stands_here():
    found = {name for name, text in product().items() if re.search(r"\bspreadsheets\.\w", text)}
    assert found - NO_EXPORTS == set(EXPORTS)


def test_files_of_rows_are_made_in_one_place():
    found = {name for name, text in product().items() if OWN.search(text)}
    assert found == {MAKER}
    assert [name for name, text in product().items() if NEVER.search(text)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_in_an_export_is_computed(name: str, known: Known):
    for make, holds_people in EXPORTS[name]:
        content = make(known)
        texts = cells_of(content)
        assert texts
        assert any(EVIL in text for text in texts) is holds_people


def cells_of(content: bytes) -> list[str]:
    """The texts of a workbook or a CSV, each of them proven to be text."""
    if content.startswith(b"PK"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
        return [cell.value for cell in cells if isinstance(cell.value, str)]
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    texts = [cell for row in rows for cell in row]
    assert [cell for cell in texts if cell.startswith(SIGNS)] == []
    return texts
