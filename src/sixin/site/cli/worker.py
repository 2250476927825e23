"""Background work: imports and papers that a page has asked for."""

import os
import signal
import threading
import time

import click

from sixin.site import cli

LOOK_EVERY = 2.0  # seconds


@click.command()
@click.option("--with-parent", type=int, help="Stop when the process of this id, our parent, ends.")
def command(with_parent: int | None) -> None:
    """Do the background work until stopped. Run as many as you like, on as many machines."""
    from django.core.management import call_command

    if with_parent is not None:
        threading.Thread(target=_stop_with, args=(with_parent,), daemon=True).start()
    cli.start()
    call_command("db_worker", verbosity=0, reload=False)


def _stop_with(parent: int) -> None:
    """A server that was killed cannot tell its worker to stop, so the worker looks after it."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
