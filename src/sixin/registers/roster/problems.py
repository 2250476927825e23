"""What the import did not take over, or wants a person to know: each named, none dropped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from sixin.base.errors import Refused
from sixin.registers.roster import codes

ROW, CELL, NOTICE = codes.ROW, codes.CELL, codes.NOTICE


class UnreadableFile(Refused):
    """A file that is no spreadsheet we can read. code: one of `codes.FILE_CODES`."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(gettext(codes.FILE_CODES[code]) % details, field="file")
        self.code = code


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one row, cell, column or sheet.

    row: as Excel counts, from 1; 0 for the whole sheet. column: "C 身份证号", or "" for the whole
    row. value: as found. code: one of `codes.CODES`, which also tells the severity.
    """

    sheet: str
    row: int
    column: str
    value: str
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """`row`: the row was refused; `cell`: only this value; `notice`: nothing was refused."""
        return codes.CODES[self.code][0]

    @property
    def message(self) -> str:
        """Why and how to mend it, in the language of whoever reads it now."""
        details = {"value": self.value, **self.details}
        if "fields" in details:
            details["fields"] = "、".join(gettext(codes.FIELDS[name]) for name in details["fields"])
        return gettext(codes.CODES[self.code][1]) % details

    def as_json(self) -> dict[str, Any]:
        """{sheet, row, column, value, code, severity, message}."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
        }


class BadCell(Exception):  # noqa: N818 - never leaves the package; becomes a Problem
    """A value that cannot be read. details: what its sentence needs."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
