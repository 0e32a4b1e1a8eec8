"""The bookmarks that the settings ask for."""

from __future__ import annotations

from skill.settings import BookmarkSetting, SettingsError
from skill.storage.bookmark import Bookmarks
from skill.storage.opening import open_bookmarks


def opened(setting: BookmarkSetting) -> Bookmarks | None:
    """The store; None where it is switched off. SettingsError where it cannot be set up."""
    try:
        return open_bookmarks(*setting)
    except ValueError as error:
        raise SettingsError(str(error)) from error
