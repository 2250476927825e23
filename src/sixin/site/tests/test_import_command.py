"""`sixin import-roster`: the same import as at the desk, from the console."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sixin.registers.models import Area, Person
from sixin.site import cli

ROSTER = "姓名,身份证号,住址\n张秀英,632801194103050228,3号楼2单元501\n王建国,632801193809110,\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two people, the second with an ID number too short."""
    path = tmp_path / "台账.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def run(file: Path, community: Area, *options: str) -> Result:
    arguments = ["import-roster", str(file), "--community", community.code, *options]
    return CliRunner().invoke(cli.main, arguments)


def test_it_imports_and_reports(file: Path, community: Area, tmp_path: Path):
    path = tmp_path / "report.json"
    result = run(file, community, "--report", str(path))
    report = json.loads(path.read_text(encoding="utf-8"))
    counts = {
        name: report[name] for name in ("rows", "created", "updated", "unchanged", "rejected")
    }
    assert result.exit_code == 0
    assert counts == {"rows": 2, "created": 1, "updated": 0, "unchanged": 0, "rejected": 1}
    assert [(p["row"], p["column"], p["code"]) for p in report["problems"]] == [
        (3, "B 身份证号", "id_birth_date")
    ]
    assert Person.objects.get().name == "张秀英"


def test_a_dry_run_changes_nothing(file: Path, community: Area):
    result = run(file, community, "--dry-run")
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == (
        "nothing changed; it would be: rows 2, created 1, updated 0, unchanged 0, rejected 1"
    )
    assert Person.objects.count() == 0


def test_all_or_nothing_fails_when_a_row_is_refused(file: Path, community: Area):
    assert run(file, community, "--all-or-nothing").exit_code == 1
    assert Person.objects.count() == 0


def test_refused_rows_can_be_written_to_a_workbook(file: Path, community: Area, tmp_path: Path):
    path = tmp_path / "refused.xlsx"
    assert run(file, community, "--marked", str(path)).exit_code == 0
    assert path.read_bytes()[:2] == b"PK"


def test_what_cannot_be_read_is_a_sentence(community: Area, tmp_path: Path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    result = run(path, community)
    assert result.exit_code == 1
    assert result.output == (
        "Error: 文件损坏，打不开。请用 Excel 或 WPS 打开原件，另存为 .xlsx 再传。\n"
    )


def test_an_unknown_community_is_a_sentence(file: Path, community: Area):
    result = CliRunner().invoke(cli.main, ["import-roster", str(file), "--community", "1"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
