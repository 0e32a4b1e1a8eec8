"""Knows a request that comes a second time; nothing uses it unless it is switched on.

A signature proves who made a request, not that it was sent once: whoever holds a whole genuine
request can send it again for as long as its timestamp is good. Each process remembers for itself.
"""

from __future__ import annotations

from hashlib import blake2b
from threading import Lock

from skill.web.envelope import NORMAL_TOLERANCE, Envelope, is_skill_event

REMEMBERED_SECONDS = 2 * NORMAL_TOLERANCE
"""A timestamp is good from 150 s before its moment to 150 s after it."""
MOST_IDS = 50_000
"""In each of two generations: at most some 15 MB, and enough for 160 requests a second."""


class Repeats:
    """Remembers request ids, as digests, long enough and in bounded memory.

    Two generations: the older one is forgotten when the younger is full or old enough, so an id
    is known for at least ``REMEMBERED_SECONDS``, or until ``MOST_IDS`` newer ones have come.
    """

    def __init__(self, most: int = MOST_IDS) -> None:
        self._most = most
        self._lock = Lock()
        self._young: set[bytes] = set()
        self._old: set[bytes] = set()
        self._turns_at = 0.0

    def is_repeat(self, envelope: Envelope, now: float) -> bool:
        """Whether this request came before; remembers it. ``now`` is in seconds since the epoch.

        Never true of a skill event, which Alexa sends again until it is answered (platform 1.3
        step 4), nor of a request without an id.
        """
        id = envelope["request"].get("requestId")
        if not isinstance(id, str) or is_skill_event(envelope):
            return False
        digest = blake2b(id.encode(errors="replace"), digest_size=16).digest()
        with self._lock:
            self._turn_over(now)
            known = digest in self._young or digest in self._old
            self._young.add(digest)
        return known

    def _turn_over(self, now: float) -> None:
        if now >= self._turns_at or len(self._young) >= self._most:
            self._old, self._young = self._young, set()
            self._turns_at = now + REMEMBERED_SECONDS
