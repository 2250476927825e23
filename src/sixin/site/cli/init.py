"""An empty instance."""

import click

from sixin.site import cli


def prepare() -> int:
    """Keys, tables, rules, areas. Returns how many areas are new. Twice changes nothing.

    Raises NoKey where something is sealed already and its keys are missing: no new ones are made.
    """
    from django.core.management import call_command

    from sixin.base.crypto import columns, files, keyring
    from sixin.registers.actions import enrolling

    if not keyring.exists() and columns.is_anything_sealed():
        keyring.reload()
    keyring.make()
    call_command("migrate", verbosity=0, interactive=False)
    for name in files.names():
        if files.number_of(name) is None:
            files.reseal(name)
    return enrolling.load_areas()


@click.command()
def command() -> None:
    """Make an empty instance: database, areas, rules."""
    cli.start()
    made = prepare()
    click.echo(f"Ready. {made} areas added." if made else "Ready. Nothing to add.")
