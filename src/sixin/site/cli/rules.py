"""Rule rows of an area's own."""

from pathlib import Path

import click

from sixin.site import cli


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Load an area's own rule rows from a CSV file with the columns of the shipped ones."""
    cli.start()
    from sixin.rulebook import loading

    click.echo(f"{loading.load_local(file)} rules loaded.")
