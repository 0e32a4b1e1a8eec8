"""A place in the routine, kept for a short while; never an answer, a sign or a word.

Nothing is kept yet, and nothing asks: this is the place where a store will stand.
"""

from __future__ import annotations

from typing import Protocol

import msgspec


class Bookmark(msgspec.Struct, frozen=True):
    """An opaque position in the routine, and when it was left."""

    position: str
    left_at: int
    """Seconds since the epoch."""


class Bookmarks(Protocol):
    """Keeps at most one bookmark for each person and device.

    ``key`` is a keyed hash of user and device, made by the caller; a store never sees an id.
    """

    def find(self, key: str) -> Bookmark | None:
        """The bookmark that is still fresh, or None."""

    def keep(self, key: str, bookmark: Bookmark) -> None:
        """Replace the bookmark."""

    def forget(self, key: str) -> None:
        """Delete the bookmark, whether or not there is one."""


class NoBookmarks:
    """Keeps nothing, so a new session always starts afresh."""

    def find(self, key: str) -> Bookmark | None:  # noqa: ARG002
        """None, whatever the key."""
        return None

    def keep(self, key: str, bookmark: Bookmark) -> None:
        """Nothing."""

    def forget(self, key: str) -> None:
        """Nothing."""
