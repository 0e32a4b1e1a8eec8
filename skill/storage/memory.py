"""Bookmarks that live and die with the process: for tests and the simulator."""

from __future__ import annotations

from skill.storage.bookmark import Bookmark, Whose


class MemoryBookmarks:
    """A dictionary; expired bookmarks leave it when the next one is kept."""

    def __init__(self) -> None:
        self._kept: dict[Whose, Bookmark] = {}

    def find(self, whose: Whose) -> Bookmark | None:
        """The bookmark, fresh or not."""
        return self._kept.get(whose)

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        """Replace the bookmark."""
        self.sweep(bookmark.left_at)
        self._kept[whose] = bookmark

    def forget(self, user: str) -> None:
        """Delete every bookmark of an account."""
        self._kept = {whose: kept for whose, kept in self._kept.items() if whose.user != user}

    def forget_soon(self, user: str) -> None:
        """Delete every bookmark of an account."""
        self.forget(user)

    def sweep(self, now: int) -> None:
        """Delete what is not fresh any more."""
        self._kept = {whose: kept for whose, kept in self._kept.items() if kept.is_fresh(now)}
