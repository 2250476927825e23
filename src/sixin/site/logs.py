"""What this program writes to its console: lines without people in them, whoever writes them."""

import contextlib
import logging
import re
import sys
import threading
import time
from types import TracebackType
from typing import Any
from uuid import UUID, uuid4

from sixin.base import discretion

# Those whose words go into a line as they are; of what others put into theirs only numbers do.
TRUSTED = ("sixin", "django", "django_tasks", "django_tasks_db", "_granian")
_TRACEBACK = "Traceback (most recent call last):"
_PLACE = re.compile(r'^ +File "([^"\n]+)", line (\d+), in (\w+)$', re.MULTILINE)
# What opens something by standing in an address.
_CODE = re.compile(r"(/join/)[^/\s]+")
_SHOWN = (int, float, bool, type(None), UUID)


class Discreet(logging.Formatter):
    """Time, level, logger, incident, who by id, message; of an error class and places, not words."""

    def format(self, record: logging.LogRecord) -> str:
        when = time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(record.created))
        about = _about(getattr(record, "request", None))
        line = f"{when} {record.levelname} {record.name}{about} {_message(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{discretion.frames_of(error)}"


def _about(request: Any) -> str:
    """The number of the incident and the member, as far as a request has them."""
    incident, member = getattr(request, "incident", None), getattr(request, "member", None)
    told = {"incident": incident, "member": getattr(member, "pk", None)}
    return "".join(f" {name} {value}" for name, value in told.items() if value)


def _message(record: logging.LogRecord) -> str:
    if isinstance(record.msg, BaseException):
        return type(record.msg).__qualname__
    text, trusted = str(record.msg), record.name.split(".")[0] in TRUSTED
    if record.args:
        with contextlib.suppress(TypeError, ValueError, KeyError):
            text %= _shown(record.args, trusted)
    error = record.exc_info[1] if record.exc_info else None
    for said in discretion.messages_of(error) if error else []:
        text = text.replace(said, discretion.LEFT_OUT)
    return discretion.plain(_CODE.sub(r"\1" + discretion.LEFT_OUT, _without_words(text)))


def _without_words(text: str) -> str:
    """A traceback that a package (the server) wrote into its message, as the places it names."""
    head, found, rest = text.partition(_TRACEBACK)
    places = [f"{file}:{line} in {name}" for file, line, name in _PLACE.findall(rest)]
    return f"{head}{', '.join(places)}" if found else text


def _shown(args: Any, trusted: bool) -> Any:
    if isinstance(args, dict):
        return {name: _one(value, trusted) for name, value in args.items()}
    return tuple(_one(value, trusted) for value in args)


def _one(value: object, trusted: bool) -> object:
    if isinstance(value, _SHOWN) or trusted and isinstance(value, str):
        return value
    return type(value).__qualname__


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "sixin.site.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Each of these would otherwise bring a console of its own.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "_granian": {"handlers": ["console"], "propagate": False},
        "granian.access": {"handlers": [], "propagate": False},
    },
}


def hush() -> None:
    """Let an error that ends this process or one of its threads be told in the same manner.

    With SIXIN_DEBUG, which works on this machine alone, errors say everything.
    """
    from sixin.site import hardening

    if hardening.DEBUG:
        return
    logging.captureWarnings(True)
    logging.raiseExceptions = (
        False  # else a line that cannot be formatted is printed with its values
    )
    sys.excepthook = _ended
    threading.excepthook = lambda told: _tell(told.exc_value, "A thread ended")
    sys.unraisablehook = lambda told: _tell(told.exc_value, "An error was left alone")


def _ended(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, at)
        return
    _tell(error, f"This went wrong, and it is ours to mend. Incident {uuid4()}")


def _tell(error: BaseException | None, what: str) -> None:
    places = discretion.frames_of(error) if error is not None else ""
    sys.stderr.write(f"{what}\n{places}\n")
