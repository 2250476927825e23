"""The figures that visits own."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sixin.ledger.figures import Figure, Flow, Ratio, Reach, Stock
from sixin.registers.models import Area, Person
from sixin.visits.queries import due

_HOME = {"visit.completed": frozenset({"home"})}
_ANY = {"visit.completed": None}


def overdue(area: Area, on: date) -> QuerySet[Any]:
    """Elders past their due date on that day, or sought urgently."""
    return Person.objects.filter(pk__in=[entry.person_id for entry in due.overdue(area, on)])


FIGURES: list[Figure] = [
    Flow(
        code="visits.person_times",
        name=_("上门走访"),
        unit=_("人次"),
        kinds=_HOME,
        measure="people",
        definition=_("上门并见到本人的走访，按见到的老人计人次；同去几个人算一次。"),
        source=_("台账：走访"),
    ),
    Flow(
        code="visits.remote_person_times",
        name=_("电话、视频和托人看望"),
        unit=_("人次"),
        kinds={"visit.completed": frozenset({"phone", "video", "third_party"})},
        measure="people",
        definition=_("用电话、视频或托人见到、联系到本人的走访，按老人计人次。"),
        source=_("台账：走访"),
    ),
    Reach(
        code="visits.people",
        name=_("见到、联系到的老人"),
        unit=_("人"),
        kinds=_ANY,
        definition=_("这段时间里至少见到或联系到一次的老人，每人只算一次。"),
        source=_("台账：走访"),
    ),
    Stock(
        code="visits.overdue",
        name=_("过了该看望的日子"),
        unit=_("人"),
        rows=overdue,
        definition=_("到截止那天，按看望规定已经过期还没见到的老人。"),
        source=_("该看望名单"),
    ),
    Ratio(
        code="visits.reach_rate",
        name=_("看望到的比例"),
        unit="%",
        decimals=1,
        above="visits.people",
        below="people.elders",
        definition=_("见到、联系到的老人占在册老人的比例。"),
        source=_("两项指标相除"),
    ),
]
