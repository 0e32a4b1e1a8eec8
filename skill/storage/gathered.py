"""Bookmarks that were kept and are not in the store yet."""

from __future__ import annotations

import time

from skill.storage.bookmark import Bookmark, Store, Whose


class Gathered:
    """Filled by turns, written by one thread, the oldest first; what is late is never begun.

    Of one account and device only the newest is here.
    """

    def __init__(self) -> None:
        self._unwritten: dict[Whose, tuple[Bookmark, float]] = {}
        self._is_writing = False

    def __len__(self) -> int:
        """How many are to be written yet."""
        return len(self._unwritten)

    @property
    def is_done(self) -> bool:
        """Whether nothing waits, and nothing is being written."""
        return not (self._unwritten or self._is_writing)

    @property
    def is_late(self) -> bool:
        """Whether the oldest has waited too long: the store does not answer."""
        _, until = next(iter(self._unwritten.copy().values()), (None, float("inf")))
        return time.monotonic() >= until

    def add(self, whose: Whose, bookmark: Bookmark, until: float) -> None:
        """Have it written if that is begun before ``until``, by ``time.monotonic``."""
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
        self._is_writing = True  # before anything is taken, or it would seem done
        try:
            while waiting := self._unwritten.copy():
                for whose in waiting:
                    self._write(store, whose)
        finally:
            self._is_writing = False

    def _write(self, store: Store, whose: Whose) -> None:
        bookmark, until = self._unwritten.pop(whose, (None, 0.0))
        if bookmark is None or time.monotonic() >= until:
            return
        try:
            store.keep(whose, bookmark)
        except Exception:
            self._unwritten.setdefault(whose, (bookmark, until))
            raise
