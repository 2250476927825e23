"""The verbs of hazards: the only writer of their rows."""

from sixin.hazards.actions.photographing import NoConsent, TooMany, add_photo, remove_photo
from sixin.hazards.actions.reporting import NothingToTakeBack, UnknownItem, report, take_back

__all__ = [
    "NoConsent",
    "NothingToTakeBack",
    "TooMany",
    "UnknownItem",
    "add_photo",
    "remove_photo",
    "report",
    "take_back",
]
