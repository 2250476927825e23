"""Figures of an area and period."""

import json
from datetime import datetime

import click

from sixin.site import cli
from sixin.site.cli import asking


@click.command()
@asking.area_and_days
@click.option("--json", "as_json", is_flag=True)
def command(code: str, first: datetime, last: datetime, as_json: bool) -> None:
    """Print the figures of an area and period."""
    cli.start()
    from sixin.indicators import wire

    area = asking.find_area(code)
    answer = wire.figures(area, *asking.days(first, last))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for row in answer["figures"]:
        click.echo(f"{row['value']!s:>10} {row['unit']}  {row['name']}  ({row['code']})")
