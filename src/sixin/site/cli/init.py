"""An empty instance."""

import click

from sixin.site import cli


def prepare() -> int:
    """Keys, tables, rules, areas. Returns how many areas are new. Twice changes nothing."""
    from django.core.management import call_command

    from sixin.base.crypto import keyring
    from sixin.registers.actions import enrolling

    keyring.make()
    call_command("migrate", verbosity=0, interactive=False)
    return enrolling.load_areas()


@click.command()
def command() -> None:
    """Make an empty instance: database, areas, rules."""
    cli.start()
    made = prepare()
    click.echo(f"Ready. {made} areas added." if made else "Ready. Nothing to add.")
