"""Rule rows of an area's own."""

from pathlib import Path

import click

from sixin.site import cli


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Load an area's own rule rows from a CSV file with the columns of the shipped ones."""
    cli.start()
    click.echo(f"{load(file)} rules loaded.")


def load(file: Path) -> int:
    """Load the rows and have the trail tell that they were loaded. Returns how many."""
    from django.db import transaction

    from sixin.audit import trail
    from sixin.base import clock
    from sixin.rulebook import loading

    with transaction.atomic():
        count = loading.load_local(file)
        deed = trail.Deed(verb="rules.loaded", details={"file": file.name, "count": count})
        trail.note(deed, by=None, now=clock.now())
    return count
