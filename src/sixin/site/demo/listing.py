"""Bring the elders onto the register by importing their rosters, as an office does."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sixin.base import clock
from sixin.registers.models import Person
from sixin.registers.queries import people
from sixin.registers.roster import actions as roster
from sixin.registers.roster.report import Report
from sixin.site.demo import workbooks
from sixin.site.demo.elders import Elder
from sixin.site.demo.registering import Registered
from sixin.site.demo.rosters import Roster


def take(written: Roster, on: date, entered: Registered, samples: Path) -> Report:
    """Write the workbook into `samples` and import it on that day as 李伟 does."""
    path = workbooks.write(written, samples)
    return roster.apply(
        file=path,
        name=path.name,
        community=entered.community,
        by=entered.members["liwei"],
        now=clock.at(on, 10, 20),
    )


def found(elders: Iterable[Elder], entered: Registered) -> dict[int, Person]:
    """{key: row} of the elders who are on the register by now: by ID number, else name and birth."""
    rows = list(people.ever_in(entered.community).select_related("area"))
    by_number = {row.id_number: row for row in rows if row.id_number}
    by_birth = {(row.name, row.birth_date): row for row in rows}
    known = (
        (elder.key, by_number.get(elder.identity) or by_birth.get((elder.name, elder.born)))
        for elder in elders
    )
    return {key: row for key, row in known if row}
