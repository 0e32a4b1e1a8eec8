"""Bookmarks in one SQLite file, for all workers of one machine."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from skill.storage.bookmark import LIFETIME, Bookmark, Whose
from skill.storage.files import GoneError, private_file, private_folder

BUSY = 0.1
"""Seconds to wait for another worker's lock."""
BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
SCHEMA = """
CREATE TABLE IF NOT EXISTS bookmarks (
    user TEXT, device TEXT, position TEXT, started INTEGER, left_at INTEGER,
    PRIMARY KEY (user, device)
) WITHOUT ROWID;
"""
KEEP = """
INSERT INTO bookmarks VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET position = excluded.position, started = excluded.started, left_at = excluded.left_at
"""
T = TypeVar("T")


class SqliteBookmarks:
    """Opened when it is first used, and belongs to the thread that uses it.

    The file is readable by this user alone. One that is corrupt is moved aside, to the same name
    with ``.corrupt`` behind it, and made anew. Where it has gone since it was opened, GoneError is
    raised, since what lay beside it may have gone too; everything else raises sqlite3.Error,
    OSError or UnusableError.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: sqlite3.Connection | None = None
        self._inode = 0

    def find(self, whose: Whose) -> Bookmark | None:
        """The bookmark, fresh or not."""
        select = "SELECT position, started, left_at FROM bookmarks WHERE user = ? AND device = ?"
        row = self._do(lambda database: database.execute(select, whose).fetchone())
        return Bookmark(*row) if row else None

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        """Replace the bookmark."""
        row = (*whose, bookmark.position, bookmark.started, bookmark.left_at)
        self._do(lambda database: database.execute(KEEP, row))

    def forget(self, user: str) -> None:
        """Delete every bookmark of an account."""
        delete = "DELETE FROM bookmarks WHERE user = ?"
        self._do(lambda database: database.execute(delete, (user,)))

    def sweep(self, now: int) -> None:
        """Delete what is not fresh any more, from the write-ahead log too."""
        delete = "DELETE FROM bookmarks WHERE left_at <= ? OR left_at >= ?"
        self._do(lambda database: database.execute(delete, (now - LIFETIME, now + LIFETIME)))
        self._do(lambda database: database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self._open:
            self._open.close()
        self._open = None

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do it; on a corrupt file, once more with a new one."""
        try:
            return work(self._database())
        except sqlite3.DatabaseError as error:
            self.close()
            if not is_broken(error):
                raise
        _move_aside(self._file)
        try:
            return work(self._database())
        except sqlite3.Error:
            self.close()
            raise

    def _database(self) -> sqlite3.Connection:
        """The open database; GoneError where its file is not the one at its path any more."""
        if self._open is not None:
            if self._inode == _inode(self._file):
                return self._open
            self.close()
            raise GoneError
        private_folder(self._file.parent)
        private_file(self._file)
        inode, database = _inode(self._file), connected(self._file)
        try:
            database.executescript(SCHEMA)
        except sqlite3.Error:
            database.close()
            raise
        self._open, self._inode = database, inode
        return database


def connected(file: Path) -> sqlite3.Connection:
    """A connection that commits each statement, forgets for good and never waits for the disk."""
    database = sqlite3.connect(file, timeout=BUSY, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA secure_delete = ON")
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        database.close()
        raise
    return database


def is_broken(error: sqlite3.Error) -> bool:
    """Whether an error means that the file is no database, or not a whole one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in BROKEN


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except FileNotFoundError:
        return 0


def _move_aside(file: Path) -> None:
    """Put a corrupt file out of the way, unless another worker has just done so."""
    with Path(f"{file}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_corrupt(file):
            for part in ("-wal", "-shm"):
                Path(f"{file}{part}").unlink(missing_ok=True)
            file.replace(f"{file}.corrupt")


def _is_corrupt(file: Path) -> bool:
    """Whether the file as it is now cannot be read."""
    if not file.exists():
        return False
    try:
        database = connected(file)
    except sqlite3.Error as error:
        return is_broken(error)
    try:
        return bool(database.execute("PRAGMA quick_check").fetchone() != ("ok",))
    except sqlite3.Error as error:
        return is_broken(error)
    finally:
        database.close()
