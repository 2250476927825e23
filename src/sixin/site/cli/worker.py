"""Background work: imports and papers that a page has asked for."""

import os
import signal
import threading
import time

import click

from sixin.site import cli

LOOK_EVERY = 2.0  # seconds


@click.command()
@click.option("--with-parent", is_flag=True, help="Stop when the process that started this ends.")
def command(with_parent: bool) -> None:
    """Do the background work until stopped. Run as many as you like, on as many machines."""
    from django.core.management import call_command

    cli.start()
    if with_parent:
        threading.Thread(target=_stop_with, args=(os.getppid(),), daemon=True).start()
    call_command("db_worker", verbosity=0, reload=False)


def _stop_with(parent: int) -> None:
    """A server that was killed cannot tell its worker to stop, so the worker looks after it."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
