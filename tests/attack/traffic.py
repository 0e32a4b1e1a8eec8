"""Many senders at once, and how long each waited."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

from playing_amazon import Request
from sending import Reply, raw, send


@dataclass
class Traffic:
    """Threads that send one request after another until they are stopped."""

    port: int
    make: Callable[[], Request]
    senders: int
    pause: float = 0.0
    replies: list[Reply] = field(default_factory=list)
    refused: int = 0
    """Connections that nobody listened for."""
    _stop: Event = field(default_factory=Event)
    _threads: list[Thread] = field(default_factory=list)

    def __enter__(self) -> Traffic:
        self._threads = [Thread(target=self._send, daemon=True) for _ in range(self.senders)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        while not self._stop.is_set():
            try:
                reply = send(self.port, raw(self.make()))
            except ConnectionRefusedError:
                self.refused += 1
                time.sleep(0.01)
                continue
            except OSError as error:
                reply = Reply(0, type(error).__name__.encode(), 0.0)
            self.replies.append(reply)
            time.sleep(self.pause)

    def statuses(self) -> set[int]:
        return {reply.status for reply in self.replies}

    def p99(self) -> float:
        """Seconds within which 99 of 100 were answered."""
        waits = sorted(reply.seconds for reply in self.replies)
        return waits[int(len(waits) * 0.99)]
