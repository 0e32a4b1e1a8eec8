"""A place in the routine, kept for a short while; never an answer, a sign or a word."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import msgspec

LIFETIME = 30 * 60
"""Seconds after which a bookmark is no more."""


class Whose(NamedTuple):
    """A person's account and the device they talked to: ids, or what stands for them."""

    user: str
    device: str


class Bookmark(msgspec.Struct, frozen=True):
    """An opaque position in the routine, and two times in seconds since the epoch."""

    position: str
    started: int
    """When the cramp was first told."""
    left_at: int
    """When the last turn there was; from then on it lives for ``LIFETIME``."""

    def is_fresh(self, now: int) -> bool:
        """Whether it still counts; one from the near future comes of clocks that differ."""
        return abs(now - self.left_at) < LIFETIME


class Store(Protocol):
    """Keeps at most one bookmark for each account and device. Any method may raise."""

    def find(self, whose: Whose) -> Bookmark | None:
        """The bookmark, which need not be fresh any more; None where there is none."""

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        """Replace the bookmark."""

    def forget(self, user: str) -> None:
        """Delete every bookmark of an account, whether or not there is one."""

    def sweep(self, now: int) -> None:
        """Delete what is not fresh any more at ``now``, in seconds since the epoch."""


class Bookmarks(Store, Protocol):
    """A store as the conversation uses it."""

    def forget_soon(self, user: str) -> None:
        """Delete them where nothing hangs on when: of a cramp that has eased, or once more."""
