"""A community to try things on."""

import os
import sys
import time
from datetime import date, datetime

import click

from sixin.site import cli
from sixin.site.cli import asking


@click.command()
@click.option("--reset", is_flag=True, help="Throw the demo away and make it anew.")
@click.option("--no-serve", is_flag=True, help="Only make it.")
@click.option("--today", type=asking.DAY, help="The day on which the story ends. Default: today.")
def command(reset: bool, no_serve: bool, today: datetime | None) -> None:
    """Make a demo community of 1,000 invented elders, once, and serve it."""
    cli.start()
    from sixin.base import clock

    _prepare(today.date() if today else clock.today(), reset=reset)
    _tell()
    if not no_serve:
        sys.stdout.flush()
        # The server takes this process's place, so that Ctrl-C and exit codes are its own.
        os.execv(sys.executable, [sys.executable, "-m", "sixin.site.cli", "serve"])  # noqa: S606


def _prepare(today: date, *, reset: bool) -> None:
    from sixin.site.cli.init import prepare
    from sixin.site.demo import resetting, seeding

    if today.year < 2022:
        raise click.BadParameter("the rules of this demo begin in 2022", param_hint="--today")
    prepare()
    if seeding.holds_others():
        raise click.ClickException(
            "This data folder holds people who are not of the demo; it is left as it is. "
            "Choose another folder: SIXIN_HOME=/a/new/folder before the command."
        )
    if reset:
        resetting.reset()
        prepare()
    if seeding.is_seeded():
        return
    began = time.monotonic()
    click.echo("Making the demo community; it takes about a minute.")
    seeding.seed(today, lambda line: click.echo(f"  {line}"))
    click.echo(f"  done in {time.monotonic() - began:.0f} s")


def _tell() -> None:
    """Where to go, and with whose name."""
    from django.conf import settings

    from sixin.site import places
    from sixin.site.demo import community, seeding

    known = seeding.accounts_of_demo()
    click.echo(f"\n{community.NAME} stands ready. Data: {places.home()}\n")
    for account in known:
        click.echo(
            f"  {account.username:<14}{account.password:<18}"
            f"{account.name}  {account.role}  {account.area_name}"
        )
    click.echo(f"\nSign in at {settings.SITE_URL}\n")
