"""Keyed hashes in place of ids: who has the file alone can't tell whose a bookmark is."""

from __future__ import annotations

import hmac
import os
import secrets
import tempfile
from pathlib import Path

from skill.storage.bookmark import Bookmark, Store, Whose
from skill.storage.files import UnusableError, private_file, private_folder

KEY_BYTES = 32


class KeyedBookmarks:
    """A store that is given hashes (HMAC-SHA256) of the user id and of the device id.

    The device's hash takes in the user, so that a device that changes hands tells nothing.
    """

    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key

    def find(self, whose: Whose) -> Bookmark | None:
        """The bookmark, fresh or not."""
        return self._store.find(self._hashed(whose))

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        """Replace the bookmark."""
        self._store.keep(self._hashed(whose), bookmark)

    def forget(self, user: str) -> None:
        """Delete every bookmark of an account."""
        self._store.forget(self._hash("user", user))

    def forget_soon(self, user: str) -> None:
        """Delete every bookmark of an account."""
        self.forget(user)

    def sweep(self, now: int) -> None:
        """Delete what is not fresh any more."""
        self._store.sweep(now)

    def _hashed(self, whose: Whose) -> Whose:
        device = self._hash("device", f"{whose.user}\n{whose.device}")
        return Whose(self._hash("user", whose.user), device)

    def _hash(self, what: str, id: str) -> str:
        text = f"{what}\n{id}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, text, "sha256").hex()


def key_in(file: Path) -> bytes:
    """The key in a file; made at random, once, where there is none, by whoever is first.

    Raises OSError where the file can be neither read nor made, UnusableError where it is no key.
    """
    private_folder(file.parent)
    if not file.exists():
        _make(file)
    private_file(file)
    key = file.read_bytes()
    if len(key) != KEY_BYTES:
        raise UnusableError(f"{file} is no key of {KEY_BYTES} bytes. Delete it to get a new one")
    return key


def _make(file: Path) -> None:
    """Write a key beside the file and link it there, so that nobody ever reads half a key."""
    handle, name = tempfile.mkstemp(dir=file.parent)  # readable by this user alone
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(secrets.token_bytes(KEY_BYTES))
            draft.flush()
            os.fsync(draft.fileno())
        file.hardlink_to(name)
    except FileExistsError:
        pass  # another worker was first, and its key is the key
    finally:
        Path(name).unlink(missing_ok=True)
