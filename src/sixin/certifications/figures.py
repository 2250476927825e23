"""The figures that certifications own."""

from django.utils.translation import gettext_lazy as _

from sixin.ledger.figures import Figure, Flow

FIGURES: list[Figure] = [
    Flow(
        code="certifications.person_times",
        name=_("上门协助认证"),
        unit=_("人次"),
        kinds={"certification.done": frozenset({"home"})},
        measure="people",
        definition=_("上门帮老人办成的养老金领取资格认证和高龄津贴认证，一人一项算一次。"),
        source=_("台账：认证"),
    ),
]
