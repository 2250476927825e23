"""A row as a person: what it says, cleaned, before anyone asks who that is."""

from dataclasses import dataclass
from datetime import date

from sixin.registers.roster import places
from sixin.registers.roster.layouts import Layout
from sixin.registers.roster.places import NOWHERE, Place

# Names for contacts of whom a roster tells the telephone alone, and for a person's own second one.
UNNAMED, OWN = "家属", "本人"
# (tag code, whether it holds, evidence)
TagEntry = tuple[str, bool, str]


@dataclass(slots=True)
class ContactEntry:
    """Somebody to call for the person."""

    name: str = ""
    relation: str = ""
    phone: str = ""
    place: str = ""


@dataclass(slots=True)
class Entry:
    """What one row says of one person.

    sheet, number: where it stands; sequence: as the how manieth person of the file. sex: "f", "m"
    or "". birth: the first day of the month or year where `precision` says so. refused: a problem
    of severity `row` was found; the row will not be taken. Kept small: a file has 100,000 of them.
    """

    sheet: str
    number: int
    layout: Layout
    sequence: int = 0
    name: str = ""
    id_number: str = ""
    sex: str = ""
    birth: date | None = None
    precision: str = "day"
    phone: str = ""
    address: str = ""
    place: Place = NOWHERE
    household_number: str = ""
    relation: str = ""
    grid: str = ""
    note: str = ""
    tags: tuple[TagEntry, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    refused: bool = False

    @property
    def door_key(self) -> str:
        """What tells one door from another, "" when the row does not say so much."""
        place = self.place
        if place.door and place.building_name:
            return f"{place.building_name}/{place.entrance or ''}/{place.door}"
        if place.building_name or not any(map(str.isdigit, self.address)):
            return ""
        return places.tidy(self.address)

    @property
    def tells_who(self) -> bool:
        """Whether the row says enough to know the person again next month."""
        return bool(self.id_number or self.birth or self.door_key)
