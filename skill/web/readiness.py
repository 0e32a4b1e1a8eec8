"""Whether a turn could be answered now: each fact is looked at, none is remembered for long.

What is told is numbers and digests; no path, no setting, no name of a store.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, NamedTuple

import msgspec

SECONDS = 1.0
"""That an answer stands before the facts are looked at again, however many ask."""
SHARE = 20
"""And so many times as long as looking took: asking can use a twentieth of a worker at most."""

_encode = msgspec.json.Encoder().encode


class Fact(NamedTuple):
    """One thing that was looked at."""

    is_ready: bool
    """Whether turns can be answered, as far as this goes."""
    told: Mapping[str, Any]


class Readiness:
    """Looks at facts, one asker at a time; who asks meanwhile gets the answer before."""

    def __init__(
        self,
        facts: Mapping[str, Callable[[], Fact]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``facts`` by name; one that raises is not ready."""
        self._facts = facts
        self._clock = clock
        self._lock = Lock()
        self._look_at = float("-inf")
        self._answer: tuple[bool, bytes] = (False, _encode({"ready": False}))

    def __call__(self) -> tuple[bool, bytes]:
        """Whether this process is ready, and what was found, as JSON."""
        now = self._clock()
        if now >= self._look_at and self._lock.acquire(blocking=False):
            try:
                self._answer = self._look()
                after = self._clock()
                self._look_at = after + max(SECONDS, SHARE * (after - now))
            finally:
                self._lock.release()
        return self._answer

    def _look(self) -> tuple[bool, bytes]:
        found = {name: _looked(look) for name, look in self._facts.items()}
        ready = all(fact.is_ready for fact in found.values())
        told = {name: {"ready": fact.is_ready, **fact.told} for name, fact in found.items()}
        return ready, _encode({"ready": ready, **told})


def _looked(look: Callable[[], Fact]) -> Fact:
    try:
        return look()
    except Exception as error:
        return Fact(False, {"fault": type(error).__name__})
