"""Options that several commands share."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sixin.registers.models import Area

DAY = click.DateTime(formats=["%Y-%m-%d"])


def area_and_days(command: Callable[..., Any]) -> Callable[..., Any]:
    """--area CODE --from D --to D, all required."""
    for option in (
        click.option("--to", "last", type=DAY, required=True, help="Last day, YYYY-MM-DD."),
        click.option("--from", "first", type=DAY, required=True, help="First day, YYYY-MM-DD."),
        click.option("--area", "code", required=True, help="Division code."),
    ):
        command = option(command)
    return command


def find_area(code: str) -> "Area":
    """The area with that code; ends the command with a sentence if there is none."""
    from sixin.registers.models import Area
    from sixin.registers.queries import areas

    try:
        return areas.by_code(code)
    except Area.DoesNotExist:
        raise click.BadParameter(
            f"no area has the code {code}; `sixin areas` lists them", param_hint="--area"
        ) from None


def days(first: datetime, last: datetime) -> tuple[date, date]:
    """Both as dates; ends the command with a sentence if they are the wrong way round."""
    if first > last:
        raise click.BadParameter("the first day is after the last", param_hint="--from")
    return first.date(), last.date()
