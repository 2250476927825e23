"""The figures that events own."""

from django.utils.translation import gettext_lazy as _

from sixin.ledger.figures import Figure, Flow

HEALTH = {"event.held": frozenset({"lecture", "clinic"})}
FIGURES: list[Figure] = [
    Flow(
        code="events.health_sessions",
        name=_("健康讲座和义诊"),
        unit=_("场"),
        kinds=HEALTH,
        measure="deeds",
        definition=_("办完的健康讲座和义诊，按场计。"),
        source=_("台账：活动"),
    ),
]
