"""Issue a briefing: freeze its numbers and everything behind them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sixin.base import clock
from sixin.base.errors import NotAllowed, Refused
from sixin.indicators import queries as indicators
from sixin.ledger.figures import Figure, Flow, Ratio
from sixin.papers import prose, rules
from sixin.papers.models import Briefing, FrozenFigure
from sixin.registers import noting
from sixin.registers.models import Area, Member


class BadPeriod(Refused):
    """Days of which no briefing can speak."""


class NotBalanced(Refused):
    """A number is not what its records sum up to, so it must not be printed."""


@transaction.atomic
def issue(*, area: Area, first: date, last: date, by: Member | None, now: datetime) -> Briefing:
    """Freeze every figure of `area` for the days `first` to `last`, both included.

    Numbers, definitions with their versions and the ids behind them stay as they are now, whatever
    is recorded or taken back later. Stocks are those of the last day, or of today if that is later.
    by: None when the machine's owner issues it on the console. Raises BadPeriod, NotAllowed,
    NotBalanced.
    """
    today = clock.day_of(now)
    _check(area, first, last, by, today)
    with translation.override("zh-hans"):
        briefing = Briefing.objects.create(
            area=area,
            first_day=first,
            last_day=last,
            title=prose.title(area, first, last),
            issued_by=by,
            issued_at=now,
        )
        on = min(last, today)
        FrozenFigure.objects.bulk_create(
            _frozen(briefing, value, on) for value in indicators.values(area, first, last, on=on)
        )
    said = {"first_day": first, "last_day": last}
    noting.of_place("briefing.issued", briefing, area, by=by, now=now, said=said)
    return briefing


def _check(area: Area, first: date, last: date, by: Member | None, today: date) -> None:
    if by and not rules.may_issue(by, area, today):
        raise NotAllowed(_("简报由社区负责人或社区工作人员来出。"))
    if first > last:
        raise BadPeriod(_("开始日期在结束日期以后。请换一下。"), field="first")
    if first > today:
        raise BadPeriod(_("这段时间还没有开始，没有可写的。请选早一些的日子。"), field="first")


def _frozen(briefing: Briefing, value: indicators.Value, on: date) -> FrozenFigure:
    figure = value.figure
    return FrozenFigure(
        briefing=briefing,
        code=figure.code,
        version=figure.version,
        value=None if value.value is None else Decimal(str(value.value)),
        definition=_definition(figure),
        record_ids=_ids(briefing, value, on),
    )


def _definition(figure: Figure) -> dict[str, Any]:
    texts = {name: str(getattr(figure, name)) for name in ("name", "unit", "definition", "source")}
    more = {"above": figure.above, "below": figure.below} if isinstance(figure, Ratio) else {}
    return {"type": figure.type, "decimals": figure.decimals, **texts, **more}


def _ids(briefing: Briefing, value: indicators.Value, on: date) -> list[str]:
    figure = value.figure
    if isinstance(figure, Ratio):
        return []
    last = on if figure.type == "stock" else briefing.last_day
    rows = indicators.behind(figure.code, briefing.area, briefing.first_day, last)
    if not isinstance(figure, Flow):
        return [str(pk) for pk in rows.values_list("pk", flat=True)]
    found = list(rows.values_list("pk", "people", "minutes"))
    _require_balance(figure, found, value.value)
    return [str(pk) for pk, _people, _minutes in found]


def _require_balance(figure: Flow, rows: Sequence[tuple[Any, int, int]], value: Any) -> None:
    weigh = {"deeds": lambda _row: 1, "people": lambda row: row[1], "minutes": lambda row: row[2]}
    if sum(map(weigh[figure.measure], rows)) != value:
        raise NotBalanced(
            _(
                "“%(name)s”和它的记录对不上，可能正有人在记录。请过一会儿再出；还不行就运行 sixin check-ledger。"
            )
            % {"name": figure.name}
        )
