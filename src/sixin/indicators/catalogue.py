"""Every figure that there is, in the order in which people read them."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sixin.base import clock
from sixin.base.errors import Refused
from sixin.certifications import figures as certifications
from sixin.events import figures as events
from sixin.ledger.figures import Figure, Flow, Stock
from sixin.registers.models import Area, Person
from sixin.registers.queries import areas
from sixin.rulebook import queries as rules
from sixin.visits import figures as visits
from sixin.volunteers import figures as volunteers


class UnknownFigure(Refused):
    """No figure has that code."""


def elders(area: Area, on: date) -> QuerySet[Any]:
    """People on the register on that day who are old enough, or whose age is unknown.

    The age is a rule row (`elder.age`).
    """
    age = rules.value("elder.age", area=area.rule_code, on=on).value
    born_by = clock.years_before(on, age)
    there = Q(left_on__isnull=True) | Q(left_on__gt=on)
    old_enough = Q(birth_date__isnull=True) | Q(birth_date__lte=born_by)
    here = Person.objects.filter(area__in=areas.inside(area).values("pk"), merged_into__isnull=True)
    return here.filter(there, old_enough, registered_on__lte=on)


_OWN: list[Figure] = [
    Flow(
        code="people.benefited_person_times",
        name=_("活动和服务惠及老人"),
        unit=_("人次"),
        kinds={**events.HEALTH, **volunteers.HOME},
        measure="people",
        definition=_("参加健康讲座、义诊和得到志愿上门服务的老人，按人次计；走访和认证另计。"),
        source=_("台账：活动、志愿服务"),
    ),
    Stock(
        code="people.elders",
        name=_("在册老人"),
        unit=_("人"),
        rows=elders,
        definition=_("到截止那天在册、满 60 周岁的老人；生日不详的也算。"),
        source=_("名册"),
    ),
]
CATALOGUE: dict[str, Figure] = {
    figure.code: figure
    for figure in [
        *visits.FIGURES[:2],
        *certifications.FIGURES,
        *events.FIGURES,
        *volunteers.FIGURES,
        *_OWN,
        *visits.FIGURES[2:],
    ]
}


def figure(code: str) -> Figure:
    """The figure with that code. Raises UnknownFigure."""
    try:
        return CATALOGUE[code]
    except KeyError:
        raise UnknownFigure(gettext("没有这个指标。")) from None
