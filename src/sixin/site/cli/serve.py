"""The desk on this machine, with its background worker."""

import os
import socket
import subprocess
import sys
import threading
from typing import Any

import click

from sixin.site import cli
from sixin.site.cli import readiness

HOST = "127.0.0.1"
THREADS = 8
PATIENCE = 10  # seconds for requests and tasks under way to end
WORKER = [sys.executable, "-m", "sixin.site.cli", "worker"]


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Default: PORT, else 8000.")
def command(port: int | None) -> None:
    """Serve the desk at http://127.0.0.1:PORT until Ctrl-C."""
    cli.start()
    from django.conf import settings

    from sixin.base.crypto import keyring

    port = port or settings.PORT
    require_proxy()
    require_free(port)
    if not readiness.is_ready():
        raise click.ClickException(readiness.NOT_READY)
    keyring.reload()
    click.echo(f"Serving at http://{HOST}:{port} - Ctrl-C stops.")
    sys.stdout.flush()
    _serve(port)


def require_free(port: int) -> None:
    """Ends the command with a sentence if another program listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as why:
            raise click.ClickException(
                f"Port {port} cannot be used ({why.strerror}). Stop the program that holds it, or "
                f"choose another port: PORT={port + 1} before the command."
            ) from None


def require_proxy() -> None:
    """Ends the command with a sentence where every page would send people to itself for ever."""
    from django.conf import settings

    if settings.SECURE_SSL_REDIRECT and not settings.SECURE_PROXY_SSL_HEADER:
        raise click.ClickException(
            "SIXIN_URL begins with https, and this server speaks plain http to a proxy that speaks "
            "TLS. Name the header in which that proxy says so, and takes away what others say: "
            "SIXIN_PROXY_SSL_HEADER=X-Forwarded-Proto before the command."
        )


def _serve(port: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from sixin.site import logs

    server = Server(
        "sixin.site.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_dictconfig=logs.CONFIG,
        workers_kill_timeout=PATIENCE,
    )
    os.environ["SIXIN_SERVER"] = str(os.getpid())
    worker = Supervised([*WORKER, "--with-parent", str(os.getpid())])
    server.on_startup(worker.start)
    try:
        server.serve()
    finally:
        worker.stop()


class Supervised:
    """A process that is started again when it ends by itself, and ends with its supervisor."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._stopping = threading.Event()
        self._process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        """Start it and look after it."""
        self._process = subprocess.Popen(self._words)  # noqa: S603 - our own command
        threading.Thread(target=self._look_after, daemon=True).start()

    def stop(self) -> None:
        """End it: gently, and after `PATIENCE` seconds for certain."""
        self._stopping.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _look_after(self) -> None:
        pause = 1.0
        while self._process is not None:
            self._process.wait()
            # A Ctrl-C reaches both at once: the pause lets the server say first that it ends.
            if self._stopping.wait(pause):
                return
            pause = min(2 * pause, 60.0)
            self._process = subprocess.Popen(self._words)  # noqa: S603 - our own command
