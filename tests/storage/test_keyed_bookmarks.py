"""Ids are hashed with a key before a store sees them."""

import hashlib
import hmac

from skill.storage.bookmark import Bookmark, Whose
from skill.storage.keyed import KeyedBookmarks
from skill.storage.memory import MemoryBookmarks

KEY = b"k" * 32
PLACE = Bookmark("0a1b2c3d.17", 1, 2)


class Seen(MemoryBookmarks):
    """A store that remembers by what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.whose: list[Whose] = []

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        self.whose.append(whose)
        super().keep(whose, bookmark)


def test_the_store_gets_hmac_sha256_of_user_and_device() -> None:
    seen = Seen()
    KeyedBookmarks(seen, KEY).keep(Whose("u", "d"), PLACE)
    user = hmac.new(KEY, b"user\nu", hashlib.sha256).hexdigest()
    device = hmac.new(KEY, b"device\nu\nd", hashlib.sha256).hexdigest()
    assert seen.whose == [(user, device)]


def test_a_device_of_two_accounts_has_two_hashes() -> None:
    """And an account has one, so that all that is theirs can be deleted."""
    seen = Seen()
    keyed = KeyedBookmarks(seen, KEY)
    for whose in (Whose("u", "d"), Whose("v", "d"), Whose("u", "e")):
        keyed.keep(whose, PLACE)
    one, two, three = seen.whose
    assert one.device != two.device
    assert one.user == three.user
    keyed.forget("u")
    assert keyed.find(Whose("u", "d")) is None
    assert keyed.find(Whose("u", "e")) is None
    assert keyed.find(Whose("v", "d")) == PLACE


def test_another_key_finds_nothing() -> None:
    seen = Seen()
    KeyedBookmarks(seen, KEY).keep(Whose("u", "d"), PLACE)
    assert KeyedBookmarks(seen, b"K" * 32).find(Whose("u", "d")) is None


def test_half_a_surrogate_in_an_id_is_an_id() -> None:
    keyed = KeyedBookmarks(Seen(), KEY)
    keyed.keep(Whose("\ud800", ""), PLACE)
    assert keyed.find(Whose("\ud800", "")) == PLACE
