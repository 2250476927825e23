"""The keys of what is sealed at rest: which there are, new ones, and the proof that they are used."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sixin.site import cli

if TYPE_CHECKING:
    from sixin.base.crypto.keyring import Keyring

_DOING = {
    "wait": "waiting until every process uses the new key",
    "held": "waiting for whoever writes just now",
    "transactions": "waiting for transactions that began before",
    "writers": "waiting for whoever still waits to write (seconds)",
}


@click.group()
def command() -> None:
    """The keys of what is sealed at rest."""


@command.command()
def show() -> None:
    """Keys by number, with what they seal and where the master key comes from. Never a key."""
    cli.start()
    from sixin.base.crypto import columns, keyfile, keyring

    ring = keyring.reload()
    used = columns.used()
    click.echo(f"Key file: {keyfile.path()}")
    click.echo(f"Master key: {_master_from()}")
    for key in ring.keys.values():
        state = "seals" if key.number == ring.active else "opens only"
        click.echo(f"  {key.number:>5}  {key.algorithm:<12}{state:<12}{used[key.number]} values")
    _tell_unfinished(ring)


@command.command()
@click.option("--keep-old", is_flag=True, help="Keep the old keys for opening.")
@click.option("--resume", is_flag=True, help="Only go on with a rotation that was broken off.")
def rotate(keep_old: bool, resume: bool) -> None:
    """Seal everything with a new key, while everything runs, and destroy the old one.

    Killed in the middle, it goes on when it is run again.
    """
    cli.start()
    from sixin.base.crypto import keyring, rotation

    if resume and not keyring.reload().rotating:
        click.echo("No rotation is under way.")
        return
    try:
        done = rotation.rotate(keep_old=keep_old, told=_Line())
    except rotation.Busy:
        raise click.ClickException("Another `sixin keys rotate` runs; let it end.") from None
    went = "Went on: everything" if done.resumed else "Everything"
    if done.broken:
        for name, count in done.broken.items():
            click.echo(f"{name}: {count} rows hold a value that does not open.")
        raise click.ClickException(
            "The old key stays, because something under it does not open. `sixin keys check` says "
            "more; `sixin keys rotate` goes on."
        )
    gone = f"Destroyed: {', '.join(map(str, done.forgotten))}." if done.forgotten else ""
    click.echo(f"{went} is sealed with key {done.number}. {gone}".rstrip())
    worked = done.seconds - done.waited
    click.echo(
        f"{done.values} values, {done.files} files in {worked:.1f} s ({done.values / worked:.0f}/s), "
        f"and {done.waited:.1f} s of waiting."
    )


@command.command()
def check() -> None:
    """Prove that nothing is left in clear; exits 1 with where something is, never with what.

    Opens every sealed value and file where it stands, then looks for what they say in every other
    column, in the database's own files, and in every file of the data folder.
    """
    cli.start()
    from django.db import connection

    from sixin.base.crypto import proving
    from sixin.site import clear_by_decision, places

    told = _Amount()
    proof = proving.prove(places.home(), clear_by_decision.values, told)
    told.end()
    click.echo(f"{proof.values} values and {proof.files} files open, each where it stands.")
    click.echo(
        f"Looked for {proof.needles} texts in every column and file; {proof.skipped} more are too "
        "short to be told from others."
    )
    if connection.vendor == "postgresql":
        click.echo("The files of PostgreSQL itself are not read; its rows are.")
    for where, count in proof.closed.items():
        click.echo(f"DOES NOT OPEN: {where}, {count} times")
    for (where, kind), count in proof.found.items():
        click.echo(f"IN CLEAR: {where} says what {kind} seals, {count} times")
    for line in _warnings():
        click.echo(f"Warning: {line}")
    if proof.closed or proof.found:
        raise SystemExit(1)
    click.echo("Nothing is in clear.")


@command.command()
@click.option("--new-master-file", type=click.Path(dir_okay=False, path_type=Path),
              help="File of the new master key; made if there is none.")  # fmt: skip
@click.option("--finish", is_flag=True, help="From now on only the new master key opens.")
def rewrap(new_master_file: Path | None, finish: bool) -> None:
    """Change the master key in two steps; a running server never loses it.

    First --new-master-file FILE: both open. Then give the new one to the server, restart it, and
    --finish with the new one.
    """
    if finish == bool(new_master_file):
        raise click.UsageError("Give either --new-master-file FILE or --finish.")
    cli.start()
    from sixin.base.crypto import keyring
    from sixin.site import places

    if new_master_file:
        keyring.rewrap(keyring.as_master(places.make_master_key(new_master_file)))
        click.echo(
            f"Both master keys open now. Let SIXIN_MASTER_KEY_FILE name {new_master_file}, "
            "restart the server, then run `sixin keys rewrap --finish`."
        )
        return
    keyring.finish_rewrap()
    click.echo("Only the new master key opens. Destroy the old one.")


def _master_from() -> str:
    from sixin.site import places

    path = places.master_key_file()
    if path is None:
        return "SIXIN_MASTER_KEY"
    inside = path.resolve().is_relative_to(places.home())
    return f"{path}{' - inside the data folder: move it elsewhere' if inside else ''}"


def _warnings() -> Iterator[str]:
    """What weakens the sealing without breaking it."""
    from sixin.base.crypto import keyfile
    from sixin.site import places

    master = places.master_key_file()
    if master and master.resolve().is_relative_to(places.home()):
        yield "the master key stands inside the data folder; whoever copies that folder has both."
    for path in (master, keyfile.path()):
        if path and path.stat().st_mode & 0o077:
            yield f"others than its owner may read {path}."


def _tell_unfinished(ring: "Keyring") -> None:
    if ring.rotating:
        click.echo("A rotation is under way; `sixin keys rotate` goes on with it.")
    if ring.rewrapping:
        click.echo("The master key is being changed; `sixin keys rewrap --finish` ends it.")


class _Amount:
    """How many values were opened and how many bytes read, on a terminal alone."""

    def __init__(self) -> None:
        self._values, self._bytes = 0, 0

    def __call__(self, what: str, count: int) -> None:
        if what == "open":
            self._values = count
        else:
            self._bytes += count
        if sys.stderr.isatty():
            text = f"{self._values} values opened, {self._bytes >> 20} MB read"
            click.echo(f"\r\x1b[2K{text}", err=True, nl=False)

    def end(self) -> None:
        """Leave the line."""
        if sys.stderr.isatty():
            click.echo(err=True)


class _Line:
    """How far it is: one line that changes on a terminal, a line for each hundredth elsewhere."""

    def __init__(self) -> None:
        self._said = ("", -1)

    def __call__(self, what: str, done: int, total: int) -> None:
        words = _DOING.get(what, what)
        text = f"{words}: {done}/{total}" if done else f"{words}: {total}" if total else words
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[2K{text}", err=True, nl=done == total)
            return
        share = done * 100 // total if total and what not in _DOING else 0
        if (what, share) != self._said:
            self._said = (what, share)
            click.echo(text, err=True)
