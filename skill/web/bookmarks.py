"""The bookmarks that the settings ask for."""

from __future__ import annotations

from skill.settings import BookmarkSetting, SettingsError
from skill.storage.bookmark import Bookmarks
from skill.storage.bounded import BoundedBookmarks
from skill.storage.opening import open_bookmarks


def opened(setting: BookmarkSetting) -> Bookmarks | None:
    """The store, which is being opened meanwhile; None where it is switched off.

    Raises SettingsError where it cannot be set up.
    """
    try:
        bookmarks = open_bookmarks(*setting)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    if isinstance(bookmarks, BoundedBookmarks):
        bookmarks.warm()
    return bookmarks
