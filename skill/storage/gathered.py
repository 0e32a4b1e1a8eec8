"""Bookmarks that were kept and are not in the store yet."""

from __future__ import annotations

import time

from skill.storage.bookmark import Bookmark, Store, Whose


class Gathered:
    """Filled by turns, written by a store's threads; each is written once, in time, or never.

    Of one account and device only the newest is here.
    """

    def __init__(self) -> None:
        self._unwritten: dict[Whose, tuple[Bookmark, float]] = {}
        self._at_it: list[bool] = []

    def __len__(self) -> int:
        """How many are to be written yet."""
        return len(self._unwritten)

    @property
    def is_done(self) -> bool:
        """Whether nothing waits, and no thread is writing."""
        return not (self._unwritten or self._at_it)

    def add(self, whose: Whose, bookmark: Bookmark, until: float) -> None:
        """Have it written by ``until``, by ``time.monotonic``."""
        self._unwritten[whose] = bookmark, until

    def drop(self, user: str) -> None:
        """Write none of an account any more."""
        for whose in self._unwritten.copy():
            if whose.user == user:
                self._unwritten.pop(whose, None)

    def clear(self) -> None:
        """Write none any more."""
        self._unwritten.clear()

    def write(self, store: Store) -> None:
        """Write them all; one that fails is here again, unless there is a newer one."""
        if not self._unwritten:
            return
        self._at_it.append(True)  # before anything is taken, or it would seem done
        try:
            while entry := self._taken():
                self._write(store, *entry)
        finally:
            self._at_it.pop()

    def _taken(self) -> tuple[Whose, Bookmark, float] | None:
        try:
            whose, (bookmark, until) = self._unwritten.popitem()
        except KeyError:  # another thread was first
            return None
        return whose, bookmark, until

    def _write(self, store: Store, whose: Whose, bookmark: Bookmark, until: float) -> None:
        if time.monotonic() >= until:
            return
        try:
            store.keep(whose, bookmark)
        except Exception:
            self._unwritten.setdefault(whose, (bookmark, until))
            raise
