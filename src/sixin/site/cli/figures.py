"""Figures of an area and period."""

import json
from datetime import datetime

import click

from sixin.site import cli
from sixin.site.cli import asking


def _print_docs(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    cli.start()
    from sixin.indicators import documenting

    click.echo(documenting.as_markdown(), nl=False)
    context.exit()


@click.command()
@click.option(
    "--docs",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_docs,
    help="Print docs/figures.md: every definition; nothing else is needed.",
)
@asking.area_and_days
@click.option("--json", "as_json", is_flag=True)
def command(code: str, first: datetime, last: datetime, as_json: bool) -> None:
    """Print the figures of an area and period."""
    cli.start()
    from sixin.base import clock
    from sixin.indicators import wire

    area, days = asking.find_area(code), asking.days(first, last)
    answer = wire.figures(area, *days, on=min(days[1], clock.today()))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for row in answer["figures"]:
        click.echo(f"{row['value']!s:>10} {row['unit']}  {row['name']}  ({row['code']})")
