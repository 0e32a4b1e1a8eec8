"""The log: one JSON object a line, on standard error.

What may stand in it is listed here, and nothing else is written, whoever logs it: a field of ours
by name, a message of ours, of anybody else's record the place and the kind of error.
"""

from __future__ import annotations

import logging
import math
import os
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

import msgspec

from skill.watch.faults import place, where
from skill.watch.told import Told, thread_died, write_with

FIELDS = ("event", "request", "class", "outcome", "status", "reason", "fault")
"""Of those that a record of ours tells."""
OURS = "skill"
SERVER = "gunicorn.error"
KEEPERS = ("arbiter", "sock")
"""The parts of gunicorn that listen, start and stop workers, and never see a request."""

LEVELS = {
    level: name.lower() for name, level in logging.getLevelNamesMapping().items() if name != "WARN"
}
ERROR_OUTPUT = 2
"""The file descriptor of standard error."""

_encode = msgspec.json.Encoder().encode


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told = getattr(record, "told", None)
        fields = _told(told) if isinstance(told, Mapping) else _noted(record)
        return _line(record.created, record.levelno, fields).decode()


def write(level: int, told: Told) -> None:
    """Write a line of what is told; a log that cannot be written to keeps nobody from an answer."""
    with suppress(OSError):
        os.write(ERROR_OUTPUT, _line(time.time(), level, _told(told)) + b"\n")


def begin(*, instead: bool = False) -> None:
    """Log so from now on, unless somebody set up logging before; or ``instead`` of that.

    A thread that dies, a warning, and a log that cannot be written are told so too, or not at
    all: Python's own way quotes what it was about.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=instead)
    write_with(write)
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    threading.excepthook = _thread_died


def _line(when: float, level: int, fields: Mapping[str, Any]) -> bytes:
    return _encode({"time": _time(when), "level": LEVELS.get(level, "error"), **fields})


def _told(told: Told) -> dict[str, Any]:
    """The fields that may be written, and the time a turn took, in whole milliseconds upwards.

    Finer than that it would tell whether a turn kept or deleted a bookmark.
    """
    fields = {name: told[name] for name in FIELDS if name in told}
    if "seconds" in told:
        fields["ms"] = math.ceil(told["seconds"] * 1000)
    return fields


def _noted(record: logging.LogRecord) -> dict[str, Any]:
    fields = {"event": "note", "from": ".".join(record.name.split(".")[:2])}
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


def _time(when: float) -> str:
    return f"{_second(int(when))}.{int(when % 1 * 1000):03d}Z"


@lru_cache(maxsize=2)
def _second(created: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(created))


def _thread_died(died: threading.ExceptHookArgs) -> None:
    thread_died(where(died.exc_value) if died.exc_value else died.exc_type.__name__)
