"""How a sheet is laid out: where its rows begin and what each column holds."""

from dataclasses import dataclass, field
from typing import Final

from sixin.registers.roster.sheets import letter_of

IGNORED, REPEATED, UNKNOWN = "ignored", "repeated", ""
# Fields that several columns may give; any other field is taken from its best column alone.
REPEATABLE: Final = frozenset({"phone", "contact_phone", "tags", "note", IGNORED, UNKNOWN})


@dataclass(slots=True)
class Column:
    """index: from 0. confidence: 1 is certain, 0 unknown, 2 said by a person."""

    index: int
    header: str
    field: str
    confidence: float
    relation: str = ""

    @property
    def label(self) -> str:
        """As problems name it, "C 身份证号": letter and header."""
        return f"{letter_of(self.index)} {self.header}".strip()


@dataclass(slots=True)
class Layout:
    """first_row: of the data, as Excel counts. texts: the plain header words of each column."""

    header_rows: list[int]
    first_row: int
    columns: list[Column]
    guessed: bool = False
    texts: dict[int, set[str]] = field(default_factory=dict)
    _places: dict[str, int] | None = None

    def of(self, name: str) -> list[Column]:
        """The columns of a field."""
        return [column for column in self.columns if column.field == name]

    def index_of(self, name: str) -> int:
        """Where the column of a field stands, from 0; -1 when there is none."""
        if self._places is None:
            self._places = {column.field: column.index for column in reversed(self.columns)}
        return self._places.get(name, -1)

    def label(self, name: str) -> str:
        """How problems call the column of a field; "" when there is none."""
        return next((column.label for column in self.columns if column.field == name), "")
