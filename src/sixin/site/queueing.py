"""What the rows of background work may hold: ids, and of an error where it happened."""

import logging
import re
import sys
from typing import Any

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sixin.base import discretion

log = logging.getLogger("sixin.site.queueing")
# An id of ours, or a word of our code: a language, a way to do it.
PASSED = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[a-z]{1,12}(?:-[a-z]{1,8})?")


class NotAnId(Exception):  # noqa: N818 - a mistake of ours in the code, not of a person
    """Work was to be queued with something that is no id: it would lie there in clear."""


def keep_clean(instance: "DBTaskResult[Any, Any]", update_fields: Any = None, **_more: Any) -> None:
    """Before a row is written. Raises NotAnId for new work with anything else."""
    if instance._state.adding:
        given = instance.args_kwargs
        _require_ids([*given["args"], *given["kwargs"].values()], instance.task_path)
    if instance.status == TaskResultStatus.FAILED and "traceback" in (
        update_fields or ["traceback"]
    ):
        error = sys.exc_info()[1]
        instance.traceback = discretion.frames_of(error) if error else ""
        log.error("Work %s failed: %s", instance.pk, instance.task_path, exc_info=error)


def _require_ids(values: list[Any], path: str) -> None:
    if not all(isinstance(value, str) and PASSED.fullmatch(value) for value in values):
        raise NotAnId(f"{path} takes ids alone")
