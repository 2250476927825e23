"""A community to try things on."""

import os
import sys
import time
from datetime import date, datetime

import click

from sixin.site import cli
from sixin.site.cli import asking

# Before, hardly a rule was in force; after, the lunar calendar of the library ends.
FIRST_YEAR, LAST_YEAR = 2024, 2099


@click.command()
@click.option("--reset", is_flag=True, help="Throw the demo away and make it anew.")
@click.option("--no-serve", is_flag=True, help="Only make it.")
@click.option("--today", type=asking.DAY, help="The day on which the story ends. Default: today.")
def command(reset: bool, no_serve: bool, today: datetime | None) -> None:
    """Make a demo community of 1,000 invented elders, once, and serve it."""
    cli.start()
    from sixin.base import clock

    day = today.date() if today else clock.today()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        years = f"between {FIRST_YEAR} and {LAST_YEAR}"
        raise click.BadParameter(f"choose a day {years}", param_hint="--today")
    if not no_serve:
        _require_port()
    if not _made(day, reset=reset) and today:
        click.echo("The demo stands already; --today counts only with --reset.")
    _tell()
    if not no_serve:
        sys.stdout.flush()
        # The server takes this process's place, so that Ctrl-C and exit codes are its own.
        os.execv(sys.executable, [sys.executable, "-m", "sixin.site.cli", "serve"])  # noqa: S606


def _require_port() -> None:
    """Better said before the minute that the making takes."""
    from django.conf import settings

    from sixin.site.cli import serve

    serve.require_free(settings.PORT)


def _made(today: date, *, reset: bool) -> bool:
    """Make the demo unless it stands; whether it was made."""
    from sixin.site.cli.init import prepare
    from sixin.site.demo import resetting, seeding

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
        return False
    began = time.monotonic()
    click.echo("Making the demo community; it takes about a minute.")
    seeding.seed(today, lambda line: click.echo(f"  {line}"))
    click.echo(f"  done in {time.monotonic() - began:.0f} s")
    return True


def _tell() -> None:
    """Where to go, and with whose name."""
    from django.conf import settings

    from sixin.site import places
    from sixin.site.demo import codes, community, seeding

    known = seeding.accounts_of_demo()
    click.echo(f"\n{community.NAME} stands ready. Data: {places.home()}\n")
    for account in known:
        click.echo(
            f"  {account.username:<14}{account.password:<18}"
            f"{account.name}  {account.role}  {account.area_name}"
        )
    for account in (account for account in known if codes.has_app(account.role)):
        click.echo(
            f"\n  {account.username} is asked for six digits as well. They are printed by:"
            f"\n    python3 run.py demo-code {account.username}"
        )
    click.echo(f"\nSign in at {settings.SITE_URL}\n")
