"""Counts in Prometheus's text form. Needs ``requirements-metrics.txt``.

They are fed by the same events as the log (``told.py``). prometheus_client is used because the
workers of one server are processes of their own: it keeps their counts in files that all of them
can read, so that whichever worker is asked tells of all (``PROMETHEUS_MULTIPROC_DIR``, which
``gunicorn.conf.py`` sets). No label says more than the log does.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from skill.watch.told import Told, listen

LATE = 3.0
"""Seconds. Alexa gives up after 8, the way to us and back included (platform 1.4)."""
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, LATE, 5.0, 8.0)
CLASSES = ("health", "control")
CHAINS = ("trusted", "unavailable", "untrusted", "lapsed")


class Counts:
    """Counts what this process is told."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"cramp_coach_{name}", what, labels, registry=self._registry)

        self._turns = counter("turns", "Turns answered, by class.", "class")
        self._late = counter("late_turns", f"Turns that took more than {LATE:g} s.")
        self._failed = counter("failed_turns", "Turns answered with an apology.")
        self._refused = counter("refused", "Requests refused, by reason.", "reason")
        self._chains = counter("chains", "Certificate chains fetched, by outcome.", "outcome")
        self._bookmark = counter("bookmark_failures", "Failures of the bookmark store.")
        self._seconds = Histogram(
            "cramp_coach_turn_seconds",
            "How long turns took.",
            buckets=BUCKETS,
            registry=self._registry,
        )
        # Told as 0 from the start: what appears with its first count is no rise to an alert.
        self._turn = {name: self._turns.labels(name) for name in CLASSES}
        self._chain = {name: self._chains.labels(name) for name in CHAINS}
        self._by_event: dict[str, Callable[[Told], None]] = {
            "turn": self._count_turn,
            "apology": lambda _: self._failed.inc(),
            "chain": lambda told: self._chain[told["outcome"]].inc(),
            "bookmark": lambda _: self._bookmark.inc(),
        }

    def __call__(self, _level: int, told: Told) -> None:
        """Count an event, if it is one of those that are counted."""
        if count := self._by_event.get(told["event"]):
            count(told)

    def _count_turn(self, told: Told) -> None:
        if told["outcome"] == "refused":
            self._refused.labels(told["reason"].partition(":")[0]).inc()
            return
        self._turn[told["class"]].inc()
        self._seconds.observe(told["seconds"])
        if told["seconds"] > LATE:
            self._late.inc()
        if told["outcome"] == "failed":
            self._failed.inc()

    def text(self) -> bytes:
        """All counts, of every worker where there are several."""
        if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


def begin() -> Counts:
    """Count from now on."""
    counts = Counts()
    listen(counts)
    return counts
