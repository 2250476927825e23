"""The first member of all, or one whom nobody else can let in again."""

from typing import TYPE_CHECKING

import click

from sixin.site import cli
from sixin.site.cli import asking

if TYPE_CHECKING:
    from sixin.registers.models import Member


@click.command()
@click.option("--name", help="Of somebody new.")
@click.option("--role", help="Of somebody new, system_admin for instance.")
@click.option("--area", "code", help="Where the role holds: a division code.")
@click.option("--username", help="Of a member who forgot the password.")
@click.option(
    "--without-second-step", is_flag=True, help="With --username: app and passkeys were lost too."
)
def command(
    name: str | None,
    role: str | None,
    code: str | None,
    username: str | None,
    without_second_step: bool,
) -> None:
    """Print a link that lets somebody in once: somebody new, or a member who cannot get in."""
    known = bool(username)
    if known == bool(name) or (bool(name) != bool(role and code)):
        raise click.UsageError("Give either --name, --role and --area, or --username.")
    cli.start()
    from django.conf import settings
    from django.urls import reverse

    from sixin.base import clock
    from sixin.base.errors import Refused
    from sixin.registers.actions import closing, inviting

    now = clock.now()
    try:
        if username:
            member = _known(username)
            if without_second_step:
                closing.take_second_step(member=member, by=None, now=now)
        else:
            member = _new(name or "", role or "", code or "")
        made, link = inviting.invite(member=member, by=None, now=now)
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from None
    click.echo(f"{settings.SITE_URL}{reverse('join', args=[link])}")
    click.echo(
        f"For {member.name}, once, until {made.expires_at:%Y-%m-%d %H:%M}. Whoever opens it is in.",
        err=True,
    )


def _known(username: str) -> "Member":
    from sixin.registers.models import Member

    found = Member.objects.filter(user__username__iexact=username).first()
    if found is None:
        raise click.ClickException(f"No member has the user name `{username}`.")
    return found


def _new(name: str, role: str, code: str) -> "Member":
    from sixin.base import clock
    from sixin.registers.actions import enrolling, inviting
    from sixin.registers.models import RoleName

    if role not in RoleName.values:
        raise click.ClickException(f"Which role? There are: {', '.join(RoleName.values)}.")
    return enrolling.add_member(
        username=inviting.free_username(name), password=None, name=name.strip(), role=role,
        area=asking.find_area(code), since=clock.today(),
    )  # fmt: skip
