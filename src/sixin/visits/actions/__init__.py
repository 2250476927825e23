"""The verbs of visits; the only writers of their rows.

`visits.actions.record(...)`, `take_back`, `plan`, `cancel`, `take_step`, `close`.
"""

from sixin.visits.actions.following import FollowUpClosed, close, take_step
from sixin.visits.actions.planning import NotPlanned, cancel, plan
from sixin.visits.actions.recording import (
    AlreadyRecorded,
    NothingToTakeBack,
    record,
    take_back,
)

__all__ = [
    "AlreadyRecorded",
    "FollowUpClosed",
    "NotPlanned",
    "NothingToTakeBack",
    "cancel",
    "close",
    "plan",
    "record",
    "take_back",
    "take_step",
]
