"""After a backup was restored: erase again those whom it brought back."""

from pathlib import Path

import click

from sixin.site import cli


@click.command("erase-again")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def command(file: Path | None) -> None:
    """Erase again everybody on the list of erasures. FILE: a copy of it that was kept elsewhere.

    Run it after restoring a backup, before anybody signs in. Without FILE the list of the data
    folder counts, or the one that SIXIN_ERASURES names.
    """
    cli.start()
    from sixin.base import clock
    from sixin.site.rights import again

    done = again.repeat(now=clock.now(), path=file)
    click.echo(f"Erased again: {done}." if done else "Nobody on the list has data here.")
