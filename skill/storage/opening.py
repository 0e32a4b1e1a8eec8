"""From a setting to a store."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from skill.storage.bookmark import Bookmarks
from skill.storage.keyed import KEY_BYTES, KeyedBookmarks

if TYPE_CHECKING:
    from skill.storage.bounded import BoundedBookmarks


def open_bookmarks(kind: str, where: str = "", key: bytes = b"") -> Bookmarks | None:
    """The store of a setting: ``off``, ``memory``, ``sqlite`` at a path, or a ``dynamodb`` table.

    Only ``dynamodb`` can fail here: ValueError, one line.
    """
    if kind == "off":
        return None
    if kind == "memory":
        return in_memory()
    return in_dynamodb(where, key) if kind == "dynamodb" else in_sqlite(Path(where), key)


def in_memory() -> Bookmarks:
    """Bookmarks of this process alone."""
    from skill.storage.memory import MemoryBookmarks

    return KeyedBookmarks(MemoryBookmarks(), secrets.token_bytes(KEY_BYTES))


def in_sqlite(file: Path, key: bytes) -> BoundedBookmarks:
    """Bookmarks of all workers of this machine; without a key, one is made beside the file.

    Nothing is opened before the first use.
    """
    from skill.storage.bounded import BoundedBookmarks

    return BoundedBookmarks(lambda: _opened(file, key))


def _opened(file: Path, key: bytes) -> Bookmarks:
    from skill.storage.keyed import key_in
    from skill.storage.sqlite import SqliteBookmarks

    return KeyedBookmarks(SqliteBookmarks(file), key or key_in(file.with_name(f"{file.name}.key")))


THREADS = 8
"""Calls to a table over the network that may be under way at once."""


def in_dynamodb(table: str, key: bytes) -> BoundedBookmarks:
    """Bookmarks of many machines, which share the key.

    Raises ValueError, in one line, where boto3 is missing or cannot be set up.
    """
    from skill.storage.bounded import BoundedBookmarks

    try:
        from botocore.exceptions import BotoCoreError

        from skill.storage.dynamodb import DynamoBookmarks
    except ImportError as error:
        raise ValueError(
            "CRAMP_COACH_BOOKMARK names a DynamoDB table and boto3 is not installed. "
            "Install it: pip install -r requirements-dynamodb.txt -c requirements.txt"
        ) from error
    try:
        store = KeyedBookmarks(DynamoBookmarks(table), key)
    except BotoCoreError as error:
        raise ValueError(f"DynamoDB cannot be used: {error} Set AWS_DEFAULT_REGION.") from error
    return BoundedBookmarks(lambda: store, THREADS)
