"""The log: one JSON object a line, on standard error.

What may stand in it is listed here, and nothing else is written, whoever logs it: a field of ours
by name, a message of ours, of anybody else's record the place and the kind of error.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from functools import lru_cache
from typing import Any

import msgspec

from skill.watch.faults import place, where

FIELDS = ("event", "request", "class", "outcome", "status", "reason", "fault")
"""Of those that a record of ours tells."""
OURS = "skill"
SERVER = "gunicorn.error"
KEEPERS = ("arbiter", "sock")
"""The parts of gunicorn that listen, start and stop workers, and never see a request."""

_encode = msgspec.json.Encoder().encode


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told = getattr(record, "told", None)
        fields = _told(told) if isinstance(told, dict) else _noted(record)
        line = {"time": _time(record), "level": record.levelname.lower(), **fields}
        return _encode(line).decode()


def begin(*, instead: bool = False) -> None:
    """Log so from now on, unless somebody set up logging before; or ``instead`` of that.

    A thread that dies, a warning, and a log that cannot be written are told so too, or not at
    all: Python's own way quotes what it was about.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=instead)
    # Nothing of these is written, and making them is a good part of what a line costs.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    threading.excepthook = _thread_died


def _told(told: dict[str, Any]) -> dict[str, Any]:
    """The fields that may be written, and the time a turn took, in whole milliseconds upwards.

    Finer than that it would tell whether a turn kept or deleted a bookmark.
    """
    fields = {name: told[name] for name in FIELDS if name in told}
    if "seconds" in told:
        fields["ms"] = math.ceil(told["seconds"] * 1000)
    return fields


def _noted(record: logging.LogRecord) -> dict[str, Any]:
    fields = {"event": "note", "from": record.name}
    if record.name.partition(".")[0] == OURS:
        # With an error, whatever the message quotes may come from a request.
        fields["message"] = _plain(str(record.msg) if record.exc_info else record.getMessage())
    elif record.name == SERVER and record.module in KEEPERS:
        fields["message"] = _plain(record.getMessage())
        if record.exc_info and record.exc_info[1]:
            fields["message"] += _plain(f": {record.exc_info[1]}")
    else:
        fields["place"] = place(record.pathname, record.lineno)
    if record.exc_info and record.exc_info[1]:
        fields["fault"] = where(record.exc_info[1])
    return fields


def _plain(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


def _time(record: logging.LogRecord) -> str:
    return f"{_second(int(record.created))}.{int(record.msecs):03d}Z"


@lru_cache(maxsize=2)
def _second(created: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(created))


def _thread_died(died: threading.ExceptHookArgs) -> None:
    fault = where(died.exc_value) if died.exc_value else died.exc_type.__name__
    log = logging.getLogger(OURS)
    log.error("a thread died: %s", fault, extra={"told": {"event": "thread", "fault": fault}})
