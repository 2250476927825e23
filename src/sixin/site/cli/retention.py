"""What is past its term: how much, and, if asked, away with it."""

from typing import Any

import click

from sixin.site import cli


@click.command()
@click.option("--apply", "really", is_flag=True, help="Remove it, instead of counting alone.")
def command(really: bool) -> None:
    """Count what is kept longer than its rule rows allow; with --apply remove it."""
    cli.start()
    from sixin.base import clock
    from sixin.site.retention import running

    now = clock.now()
    run = running.count(on=clock.day_of(now), by=None, now=now)
    if really:
        run = running.apply(run=run, by=None, now=now, told=lambda _done, _total: None)
    for found in run.findings:
        click.echo(_line(found))
    failed = [found for found in run.findings if found["failed"]]
    if failed:
        raise SystemExit(1)
    if not really:
        click.echo("Counted alone; `sixin retention --apply` removes it.")


def _line(found: dict[str, Any]) -> str:
    rows = f"{found['rows']:>8} rows" if found["done"] is None else f"{found['done']:>8} removed"
    oldest = f"  oldest {found['oldest']}" if found["oldest"] else ""
    failed = f"  NOT REMOVED: {found['failed']}" if found["failed"] else ""
    return f"{found['kind']:<24}{found['days']:>6} days {rows}{oldest}{failed}"
