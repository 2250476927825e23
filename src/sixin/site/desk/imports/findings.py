"""Problems and notices of an import, one a line in a sealed file: 100,000 of them page as quickly as ten."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.paginator import Paginator

from sixin.base.crypto import files
from sixin.registers.models import RosterImport
from sixin.registers.roster.problems import Problem
from sixin.site.desk.imports import files as imports

PROBLEMS, NOTICES = "problems", "notices"


def keep(row: RosterImport, kind: str, found: list[Problem]) -> dict[str, int]:
    """Write them down in the order of the file; {code: how many}."""
    with files.writing(imports.beside(row, f"{kind}.jsonl")) as out:
        for problem in found:
            out.write(_line(problem).encode())
    return dict(Counter(problem.code for problem in found).most_common())


def of(row: RosterImport, kind: str, code: str = "") -> Iterator[Problem]:
    """Those kept, in the order of the file; with `code` only those."""
    kept = imports.beside(row, f"{kind}.jsonl")
    if not files.is_there(kept):
        return
    begins = f'["{code}"' if code else "["
    for line in files.lines(kept):
        if line.startswith(begins):
            name, sheet, number, column, value, details = json.loads(line)
            yield Problem(sheet, number, column, value, name, details)


@dataclass(frozen=True, slots=True)
class Kept:
    """A slice of what is kept, and its length: all that a paginator asks for."""

    row: RosterImport
    kind: str
    code: str
    total: int

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, wanted: slice) -> list[Problem]:
        return list(islice(of(self.row, self.kind, self.code), wanted.start, wanted.stop))


def pages(
    row: RosterImport, kind: str, counts: dict[str, int], code: str, size: int
) -> Paginator[Any]:
    """Pages of `size`; counts: {code: how many} as `keep` gave them."""
    total = counts.get(code, 0) if code else sum(counts.values())
    kept: Any = Kept(row, kind, code, total)
    return Paginator(kept, size)


def _line(problem: Problem) -> str:
    cells = [problem.code, problem.sheet, problem.row, problem.column, problem.value]
    return json.dumps([*cells, dict(problem.details)], ensure_ascii=False, default=str) + "\n"
