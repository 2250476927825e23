"""The trail's proof."""

from typing import TYPE_CHECKING, Any

import click

from sixin.site import cli

if TYPE_CHECKING:
    from sixin.audit.checking import End


class _EndType(click.ParamType[Any]):
    """NUMBER:CHAIN as `sixin audit verify` printed it."""

    name = "number:chain"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "End":
        number, _colon, chain = str(value).partition(":")
        try:
            found = int(number), bytes.fromhex(chain)
        except ValueError:
            found = (-1, b"")
        if found[0] < 0 or len(found[1]) != 32:
            self.fail("Give it as it was printed: a number, a colon, 64 letters.", param, ctx)
        return found


@click.group()
def command() -> None:
    """The trail of who changed, revealed and exported what."""


@command.command()
@click.option("--since", type=_EndType(), help="An end that was printed earlier.")
def verify(since: "End | None") -> None:
    """Prove that no entry was altered, removed or put between; exits 1 with what is wrong.

    Write the end that it prints down somewhere else: given back with --since, it also shows that
    nobody put an older copy of the whole database in place of this one.
    """
    cli.start()
    from sixin.audit import checking

    read, wrong = checking.verify(since)
    for line in wrong:
        click.echo(line)
    if wrong:
        raise SystemExit(1)
    number, chain = checking.end()
    click.echo(f"Whole: {read} entries, each as it was written, none missing.")
    click.echo(f"The trail ends at {number}:{chain.hex()}")
