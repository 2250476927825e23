"""The verbs of visits; the only writers of their rows.

`visits.actions.record(...)`, `take_back`, `plan`, `cancel`, `restore`, `assign`, `take_step`,
`close`.
"""

from sixin.visits.actions.following import FollowUpClosed, SaysNothing, close, take_step
from sixin.visits.actions.planning import NotPlanned, Stop, assign, cancel, plan, restore
from sixin.visits.actions.recording import (
    AlreadyRecorded,
    NothingToTakeBack,
    TakenBack,
    record,
    take_back,
)

__all__ = [
    "AlreadyRecorded",
    "FollowUpClosed",
    "NotPlanned",
    "NothingToTakeBack",
    "SaysNothing",
    "Stop",
    "TakenBack",
    "assign",
    "cancel",
    "close",
    "plan",
    "record",
    "restore",
    "take_back",
    "take_step",
]
