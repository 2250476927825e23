"""Import a roster from the console."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sixin.site import cli
from sixin.site.cli import asking

if TYPE_CHECKING:
    from sixin.registers.roster.report import Report

_PHASES = {"read": "reading", "match": "matching", "write": "writing"}
_SHOWN = 20


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--community", "code", required=True, help="Code of the community.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--all-or-nothing", is_flag=True, help="Change nothing if any row is refused.")
@click.option("--report", "report_path", type=click.Path(path_type=Path), help="Write it as JSON.")
@click.option("--marked", type=click.Path(path_type=Path), help="Write refused rows to an .xlsx.")
def command(
    file: Path,
    code: str,
    dry_run: bool,
    all_or_nothing: bool,
    report_path: Path | None,
    marked: Path | None,
) -> None:
    """Import the people of a roster (.xlsx, .xls, .csv) into a community."""
    cli.start()
    from sixin.base.errors import Refused

    try:
        report = _run(file, code, dry_run, all_or_nothing)
    except Refused as why:
        raise click.ClickException(why.sentence) from why
    if report_path:
        answer = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
        report_path.write_text(answer, encoding="utf-8")
    if marked:
        from sixin.registers.roster import marked as workbooks

        marked.write_bytes(workbooks.workbook(file=file, report=report))
    _print(report)
    if all_or_nothing and not report.applied and not dry_run:
        raise click.ClickException("nothing was imported: some rows were refused")


def _run(file: Path, code: str, dry_run: bool, all_or_nothing: bool) -> "Report":
    from sixin.base import clock
    from sixin.registers.roster import actions

    asked: dict[str, Any] = {
        "file": file,
        "community": asking.find_area(code),
        "by": None,
        "now": clock.now(),
        "progress": _Bar() if sys.stderr.isatty() else None,
    }
    if dry_run:
        return actions.preview(**asked)
    return actions.apply(mode=actions.ALL if all_or_nothing else actions.VALID, **asked)


class _Bar:
    """A progress bar on the terminal, one line for each phase."""

    def __init__(self) -> None:
        self.phase = ""

    def __call__(self, done: int, total: int, phase: str) -> None:
        if phase != self.phase:
            click.echo("" if self.phase else None, err=True, nl=bool(self.phase))
            self.phase = phase
        share = done / total if total else 0
        filled = "█" * round(share * 30)
        click.echo(f"\r{_PHASES[phase]:>9} {filled:<30} {done:>7}/{total}", err=True, nl=False)


def _print(report: "Report") -> None:
    if sys.stderr.isatty():
        click.echo(err=True)
    verb = "imported" if report.applied else "nothing changed; it would be"
    click.echo(
        f"{verb}: rows {report.rows}, created {report.created}, updated {report.updated}, "
        f"unchanged {report.unchanged}, rejected {report.rejected}"
    )
    for problem in report.problems[:_SHOWN]:
        place = " ".join(part for part in (problem.sheet, str(problem.row), problem.column) if part)
        click.echo(f"  {place}: {problem.message} [{problem.code}]")
    if len(report.problems) > _SHOWN:
        click.echo(f"  … and {len(report.problems) - _SHOWN} more; use --report or --marked")
