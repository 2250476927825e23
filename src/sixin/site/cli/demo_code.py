"""What a demo account's authenticator app would show."""

import click

from sixin.site import cli


@click.command()
@click.argument("username")
def command(username: str) -> None:
    """Print the six digits with which USERNAME, an account of the demo, signs in now."""
    cli.start()
    from sixin.site.demo import codes

    found = codes.current(username)
    if not found:
        raise click.ClickException(
            f"`{username}` is no account of this demo with an authenticator app. "
            "`sixin demo --no-serve` lists the accounts."
        )
    click.echo(found)
