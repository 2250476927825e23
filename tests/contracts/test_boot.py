"""run.py: it needs nothing installed, does things once, and counts every failure."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from boot import places, stamps, system, testing
from boot.testing import Line
from tests.contracts import tree

JUNIT = """<testsuites><testsuite errors="1" failures="2" skipped="1" tests="10" /></testsuites>"""


def test_it_imports_the_standard_library_alone():
    files = [path for path in tree.files(".py") if path.parts[0] in {"boot", "run.py"}]
    imported = {
        name.partition(".")[0]
        for path in files
        for node in ast.walk(ast.parse(tree.text(path)))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    assert imported - set(sys.stdlib_module_names) == {"boot"}


def test_its_help_needs_no_environment():
    command = [sys.executable, "-E", "-s", "-S", str(tree.ROOT / "run.py"), "--help"]
    done = subprocess.run(command, env={}, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].split()[:3] == ["python3", "run.py", "demo"]


def test_a_step_is_done_again_only_when_its_files_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(places, "BOOT", tmp_path / ".boot")
    source = tmp_path / "source"
    source.write_text("one")
    before = stamps.of_files([source])
    stamps.keep("step", before)
    assert stamps.is_fresh("step", stamps.of_files([source]))
    source.write_text("two")
    assert not stamps.is_fresh("step", stamps.of_files([source]))


def test_errors_count_as_failures_and_skipped_tests_as_neither(tmp_path: Path):
    report = tmp_path / "junit.xml"
    report.write_text(JUNIT)
    assert testing.counted(report) == (6, 3)


@pytest.mark.parametrize(
    ("check_fails", "tests_failed", "line", "code"),
    [
        (0, 0, "30 passed, 0 failed", 0),
        (1, 0, "30 passed, 1 failed", 1),
        (0, 2, "30 passed, 2 failed", 1),
    ],
)
def test_the_last_line_sums_up_both_runs(
    check_fails: int, tests_failed: int, line: str, code: int, capsys: pytest.CaptureFixture[str]
):
    lines = [
        Line("ruff: layout", 1 - check_fails, check_fails, 0.1),
        Line("pytest on SQLite", 20, tests_failed, 9.0),
        Line("pytest on PostgreSQL", 10, 0, 5.0),
    ]
    assert testing.summed_up(1.0, lines) == code
    assert capsys.readouterr().out.splitlines()[-1] == line


def test_a_run_without_tests_is_no_success():
    assert testing.summed_up(1.0, [Line("ruff: layout", 1, 0, 0.1)]) == 1


def test_what_is_missing_is_named_with_the_one_command():
    words = system.sentence([system.CHROMIUM, system.FONT])
    assert words == (
        "Missing from this system: Chromium (for the browser tests); "
        "a Chinese font (for PDF briefings). On Debian, type:\n"
        "  sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk"
    )
