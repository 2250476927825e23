"""Small rosters for tests: a header, some rows, as .csv."""

from typing import Any

from stdnum.cn import ric

HEADER = ["姓名", "身份证号", "电话", "住址", "独居", "人员类别", "联系人", "联系人电话", "备注"]


def id_number(born: str, sequence: int = 22, region: str = "632801") -> str:
    """A valid number: "19410305" and an even sequence for a woman."""
    core = f"{region}{born}{sequence:03}"
    return core + ric.calc_check_digit(core + "0")


ZHANG, WANG = id_number("19410305"), id_number("19380911", 41)


def roster(*rows: dict[str, Any], header: list[str] | None = None) -> bytes:
    """A file with one row for each dict, whose keys are headers."""
    header = header or HEADER
    lines = [header, *([str(row.get(name, "")) for name in header] for row in rows)]
    return "\n".join(",".join(line) for line in lines).encode()
