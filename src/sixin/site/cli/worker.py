"""Background work: what a page has asked for, and what is done once a day."""

import threading

import click

from sixin.site import cli, watching


@click.command()
@click.option("--with-parent", type=int, help="Stop when the process of this id, our parent, ends.")
def command(with_parent: int | None) -> None:
    """Do the background work until stopped. Run as many as you like, on as many machines."""
    from django.core.management import call_command

    if with_parent is not None:
        watching.stop_with(with_parent)
    cli.start()
    from sixin.site import daily

    threading.Thread(target=daily.keep_time, args=[threading.Event()], daemon=True).start()
    call_command("db_worker", verbosity=0, reload=False)
