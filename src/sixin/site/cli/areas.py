"""The tree of areas."""

import json

import click

from sixin.site import cli


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of {code, name, level, parent}.")
def command(as_json: bool) -> None:
    """List the areas."""
    cli.start()
    from sixin.registers.queries import areas

    rows = areas.as_list()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    depth: dict[str | None, int] = {None: -1}
    for row in rows:
        depth[row["code"]] = depth[row["parent"]] + 1
        click.echo("  " * depth[row["code"]] + f"{row['name']}  {row['code']}")
