"""The ledger's proof."""

import click

from sixin.site import cli


@click.command("check-ledger")
def command() -> None:
    """Recount everything and prove that reversals balance; exits 1 with what differs."""
    cli.start()
    from sixin.ledger import checking
    from sixin.ledger.models import Record

    wrong = list(checking.differences())
    for line in wrong:
        click.echo(line)
    if wrong:
        raise SystemExit(1)
    click.echo(f"Sound: {Record.objects.count()} records recounted, every reversal balances.")
