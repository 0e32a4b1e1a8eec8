"""What the skill keeps between two sessions, as the walk hands it on from class to class."""

from __future__ import annotations

from typing import NamedTuple

from skill.alexa.skill import Skill, build_skill
from skill.storage.bookmark import Bookmark, Whose
from walk import tables
from walk.events import LATE, START_SECONDS


class OneBookmark:
    """A store that holds what it is told to, whosever it is."""

    def __init__(self) -> None:
        self.kept: Bookmark | None = None

    def find(self, whose: Whose) -> Bookmark | None:  # noqa: ARG002
        return self.kept

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:  # noqa: ARG002
        self.kept = bookmark

    def forget(self, user: str) -> None:  # noqa: ARG002
        self.kept = None

    def forget_soon(self, user: str) -> None:
        self.forget(user)

    def sweep(self, now: int) -> None:
        """Nothing."""


class Walked(NamedTuple):
    """The skill, and the store it was given."""

    skill: Skill
    store: OneBookmark


def walked_skill() -> Walked:
    """The skill with a store of the walk's own."""
    store = OneBookmark()
    return Walked(build_skill(bookmarks=store), store)


def settled_bookmark(kept: Bookmark | None, late: bool) -> Bookmark | None:
    """The bookmark left just now, of a cramp that began just now or long ago."""
    if kept is None:
        return None
    now = START_SECONDS + LATE * late
    long_ago = now - kept.started >= tables.TOO_LONG
    return Bookmark(kept.position, START_SECONDS - LATE * long_ago, START_SECONDS)
