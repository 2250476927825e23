"""The proof of the search tokens."""

import click

from sixin.site import cli


@click.command("check-search")
@click.option("--mend", is_flag=True, help="Work out all tokens anew.")
def command(mend: bool) -> None:
    """Work out what people are found by and compare; exits 1 with whose tokens differ."""
    cli.start()
    from sixin.registers.actions import finding
    from sixin.registers.models import Finder

    if mend:
        click.echo(f"Worked out anew for {finding.rebuild()} people.")
    wrong = list(finding.differences())
    for line in wrong:
        click.echo(line)
    if wrong:
        raise SystemExit(1)
    click.echo(f"Sound: {Finder.objects.count()} search tokens compared.")
