"""Django's own commands."""

import click

from sixin.site import cli


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Run a command of Django: `sixin manage migrate`."""
    from django.core.management import execute_from_command_line

    cli.start()
    execute_from_command_line(["sixin manage", *words])
