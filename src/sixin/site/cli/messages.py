"""`sixin messages`: the English catalogues."""

import click

from sixin.site import catalogues


@click.group()
def command() -> None:
    """The English of the Chinese source strings."""


@command.command()
def extract() -> None:
    """Bring each package's catalogue in line with its code; English already written is kept."""
    for package in catalogues.packages():
        if catalogues.update(package):
            click.echo(f"{package.name}: updated")


@command.command("compile")
def compile_() -> None:
    """Compile the catalogues that changed."""
    for path in catalogues.compile_all():
        click.echo(str(path.relative_to(catalogues.HOME)))


@command.command()
def check() -> None:
    """Name every string without English; exit with 1 if there is one."""
    problems = catalogues.problems()
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo("Every string has its English.")
