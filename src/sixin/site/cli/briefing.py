"""Issue a briefing to a file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sixin.site import cli
from sixin.site.cli import asking

if TYPE_CHECKING:
    from sixin.papers.models import Briefing

ENDINGS = (".docx", ".pdf")


@click.command()
@asking.area_and_days
@click.option(
    "--out",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write; ends in .docx or .pdf.",
)
def command(code: str, first: datetime, last: datetime, path: Path) -> None:
    """Issue a briefing and write it as Word or PDF."""
    _require_place(path)
    cli.start()
    from sixin.base import clock
    from sixin.base.errors import Refused
    from sixin.papers import actions, pdf

    area, days = asking.find_area(code), asking.days(first, last)
    try:
        if path.suffix.lower() == ".pdf":
            pdf.require_fonts()
        briefing = actions.issue(area=area, first=days[0], last=days[1], by=None, now=clock.now())
        path.write_bytes(_rendered(briefing, path))
    except Refused as refused:
        raise click.ClickException(refused.sentence) from None
    click.echo(f"{briefing.title}: {path}")


def _require_place(path: Path) -> None:
    if path.suffix.lower() not in ENDINGS:
        raise click.BadParameter(
            f"a briefing is written as .docx or .pdf, not as {path.suffix or 'a file without ending'}",
            param_hint="--out",
        )
    if not path.resolve().parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint="--out")


def _rendered(briefing: "Briefing", path: Path) -> bytes:
    from sixin.papers import pdf, prose, word

    document = prose.document(briefing)
    if path.suffix.lower() == ".pdf":
        return pdf.render(document, made_at=briefing.issued_at)
    return word.render(document)
