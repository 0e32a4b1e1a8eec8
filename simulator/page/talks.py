"""The conversations that are open in the page."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from simulator.errors import SimulatorError
from simulator.page.talk import Talk
from simulator.stage import Stage

MOST = 32
"""Conversations kept; the one untouched for longest makes room for a new one."""


@dataclass
class _Open:
    talk: Talk
    lock: threading.Lock = field(default_factory=threading.Lock)


class OverError(SimulatorError):
    """The conversation is not open any more."""


class Talks:
    """Every open conversation, by an id that nobody can guess."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, locale: str, device: str) -> str:
        """Begin a conversation; SimulatorError where there is no such locale or device."""
        id = secrets.token_urlsafe(12)
        talk = Talk(self._stage, locale, device, owner=id)
        with self._lock:
            self._open[id] = _Open(talk)
            while len(self._open) > MOST:
                self._open.popitem(last=False)
        return id

    @contextmanager
    def held(self, id: str) -> Iterator[Talk]:
        """That conversation, for one request at a time; OverError where it is not open any more."""
        with self._lock:
            found = self._open.get(id)
            if found is None:
                raise OverError("this conversation is over; begin another")
            self._open.move_to_end(id)
        with found.lock:
            yield found.talk
