"""The figures that volunteers own."""

from django.utils.translation import gettext_lazy as _

from sixin.ledger.figures import Figure, Flow

HOME = {"volunteer.served": frozenset({"home"})}
FIGURES: list[Figure] = [
    Flow(
        code="volunteers.home_services",
        name=_("志愿上门服务"),
        unit=_("人次"),
        kinds=HOME,
        measure="people",
        definition=_("志愿者上门做完、经老人或家人确认的服务，按受服务的老人计人次。"),
        source=_("台账：志愿服务"),
    ),
]
