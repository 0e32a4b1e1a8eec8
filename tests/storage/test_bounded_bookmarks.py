"""A store that hangs, fails or comes back: no turn waits for good, and no deletion is lost."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from skill.storage import bounded
from skill.storage.bookmark import Bookmark, Bookmarks, Whose
from skill.storage.bounded import BoundedBookmarks
from skill.storage.files import GoneError
from skill.storage.memory import MemoryBookmarks
from skill.storage.opening import in_sqlite

ANNA = Whose("amzn1.ask.account.ANNA", "amzn1.ask.device.HERS")
BERTA = Whose("amzn1.ask.account.BERTA", "amzn1.ask.device.HERS")
PLACE = Bookmark("0a1b2c3d.17", 2_000_000_000, 2_000_000_000)


class Moody(MemoryBookmarks):
    """A store that works, fails, or waits for an event that need not come."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.mood: Callable[[], None] = lambda: None

    def find(self, whose: Whose) -> Bookmark | None:
        self.asked += 1
        self.mood()
        return super().find(whose)

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        self.asked += 1
        self.mood()
        super().keep(whose, bookmark)

    def forget(self, user: str) -> None:
        self.asked += 1
        self.mood()
        super().forget(user)

    def sweep(self, now: int) -> None:
        """Nothing: its bookmarks are of no time in particular."""


def fail() -> None:
    raise OSError(28, f"no space left for {ANNA.user}")


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is tried again at once."""
    monkeypatch.setattr(bounded, "REST", 0.0)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not about waiting is not about this machine's speed."""
    monkeypatch.setattr(bounded, "LIMIT", 30.0)


@pytest.mark.usefixtures("patient")
def test_a_store_that_works_is_asked_and_answers(moody: Moody) -> None:
    store = BoundedBookmarks(lambda: moody)
    store.keep(ANNA, PLACE)
    assert store.find(ANNA) == PLACE
    store.forget(ANNA.user)
    assert store.find(ANNA) is None


@pytest.mark.parametrize("threads", [1, 3])
def test_a_store_that_never_answers_keeps_nobody(moody: Moody, threads: int) -> None:
    """Every call returns while the store is still stuck; without a bound this test never ends."""
    stuck = Event()
    moody.mood = lambda: bool(stuck.wait()) and None
    store = BoundedBookmarks(lambda: moody, threads)
    store.keep(ANNA, PLACE)
    store.forget(ANNA.user)
    assert store.find(ANNA) is None
    assert not stuck.is_set()
    stuck.set()


def test_a_stuck_store_is_not_waited_for_by_every_turn(moody: Moody) -> None:
    """After one call that took too long, the next ones do not ask at all for a while."""
    stuck = Event()
    moody.mood = lambda: bool(stuck.wait()) and None
    store = BoundedBookmarks(lambda: moody)
    for _ in range(200):
        assert store.find(ANNA) is None
    assert moody.asked == 1
    stuck.set()


@pytest.mark.usefixtures("impatient")
def test_what_nobody_waits_for_any_more_is_not_kept_later(moody: Moody) -> None:
    """A place from a turn long gone does not come back when the store does."""
    stuck = Event()
    moody.mood = lambda: bool(stuck.wait()) and None
    store = BoundedBookmarks(lambda: moody)
    store.find(ANNA)
    store.keep(ANNA, PLACE)
    time.sleep(bounded.LIMIT)
    stuck.set()
    moody.mood = lambda: None
    assert settled(store) is None


def settled(store: Bookmarks) -> Bookmark | None:
    """What is found once the store answers again: for somebody it has, then for Anna."""
    known = Whose("known", "")
    while store.find(known) is None:
        store.keep(known, PLACE)
    return store.find(ANNA)


@pytest.mark.usefixtures("impatient", "patient")
def test_a_deletion_that_failed_is_made_up_for(moody: Moody) -> None:
    """Until it is, nothing is found for that account; others are not concerned."""
    store = BoundedBookmarks(lambda: moody)
    store.keep(ANNA, PLACE)
    moody.mood = fail
    store.forget(ANNA.user)
    assert store.find(ANNA) is None
    moody.mood = lambda: None
    assert settled(store) is None
    assert moody.find(ANNA) is None
    store.keep(ANNA, PLACE)
    assert store.find(ANNA) == PLACE


@pytest.mark.usefixtures("impatient", "patient")
def test_a_store_that_failed_is_opened_again(moody: Moody) -> None:
    opened = []

    def open_() -> Bookmarks:
        opened.append(1)
        if len(opened) == 1:
            raise PermissionError(13, "not yours")
        return moody

    store = BoundedBookmarks(open_)
    store.keep(ANNA, PLACE)
    assert store.find(ANNA) is None
    store.keep(ANNA, PLACE)
    assert store.find(ANNA) == PLACE


def test_warming_opens_the_store_and_waits_for_nothing() -> None:
    """It is open before anybody asks; while it hangs, the server starts all the same."""
    begun, stuck = Event(), Event()

    def open_() -> Bookmarks:
        begun.set()
        stuck.wait()
        return MemoryBookmarks()

    BoundedBookmarks(open_).warm()
    assert begun.wait()
    assert not stuck.is_set()
    stuck.set()


@pytest.mark.usefixtures("patient")
def test_a_failure_is_logged_once_and_names_nobody(
    moody: Moody, caplog: pytest.LogCaptureFixture
) -> None:
    moody.mood = fail
    store = BoundedBookmarks(lambda: moody)
    with caplog.at_level(logging.DEBUG):
        for _ in range(20):
            store.keep(ANNA, PLACE)
            store.finish()
    assert len(caplog.messages) == 1
    assert "OSError 28" in caplog.text
    assert "ANNA" not in caplog.text


@pytest.mark.usefixtures("patient")
def test_a_forked_worker_has_threads_of_its_own(moody: Moody) -> None:
    """The master of a server used it before it forked: the child asks all the same."""
    store = BoundedBookmarks(lambda: moody)
    store.keep(ANNA, PLACE)
    store.finish()
    child = os.fork()
    if child == 0:
        os._exit(0 if store.find(ANNA) == PLACE else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert store.find(ANNA) == PLACE


def test_a_turn_does_not_wait_for_what_it_keeps(moody: Moody) -> None:
    """It comes back while the store has not even begun; what is asked later finds it written."""
    begin = Event()
    moody.mood = lambda: bool(begin.wait()) and None
    store = BoundedBookmarks(lambda: moody)
    store.keep(ANNA, PLACE)
    assert not begin.is_set()
    begin.set()
    store.finish()
    assert store.find(ANNA) == PLACE


def test_what_is_kept_is_written_though_nobody_asks_for_anything(moody: Moody) -> None:
    written = Event()
    moody.mood = written.set
    BoundedBookmarks(lambda: moody).keep(ANNA, PLACE)
    assert written.wait(10)


def test_what_is_not_written_yet_when_it_is_forgotten_is_never_written(moody: Moody) -> None:
    """Advice may come before the place of the turn before it is in the file."""
    store = BoundedBookmarks(lambda: moody, linger=30.0)
    store.keep(ANNA, PLACE)
    store.keep(BERTA, PLACE)
    store.forget(ANNA.user)
    store.finish()
    assert (moody.find(ANNA), moody.find(BERTA)) == (None, PLACE)


def test_what_is_forgotten_soon_is_not_found_meanwhile_and_then_gone(moody: Moody) -> None:
    """Nobody waits for it; it goes though nobody asks for anything more."""
    moody.keep(ANNA, PLACE)
    begin, gone = Event(), Event()
    moody.mood = lambda: bool(begin.wait()) and None
    store = BoundedBookmarks(lambda: moody)
    store.forget_soon(ANNA.user)
    assert not begin.is_set()
    moody.mood = gone.set
    begin.set()
    assert gone.wait(10)
    assert store.find(ANNA) is None
    assert moody.find(ANNA) is None


@pytest.mark.usefixtures("impatient", "patient")
def test_what_waits_to_be_written_when_the_store_fails_is_given_up(moody: Moody) -> None:
    """When the store is back, it may be out of date."""
    store = BoundedBookmarks(lambda: moody, linger=30.0)
    store.find(ANNA)
    moody.mood = fail
    store.keep(BERTA, PLACE)
    store.find(ANNA)
    moody.mood = lambda: None
    assert store.find(BERTA) is None


def test_a_deletion_asked_for_in_a_rest_is_made_up_for_when_it_ends(
    moody: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the thread had gone to sleep before, with nothing to do."""
    monkeypatch.setattr(bounded, "REST", 0.5)
    store, stuck = BoundedBookmarks(lambda: moody), Event()
    moody.keep(ANNA, PLACE)
    moody.mood = lambda: bool(stuck.wait()) and None
    assert store.find(BERTA) is None
    stuck.set()
    time.sleep(0.1)
    store.forget(ANNA.user)
    moody.mood = lambda: None
    for _ in range(1000):
        if moody.find(ANNA) is None:
            return
        time.sleep(0.01)
    raise AssertionError


def test_a_deletion_that_fails_is_not_tried_again_and_again_without_a_breath(moody: Moody) -> None:
    store = BoundedBookmarks(lambda: moody, threads=3)
    store.insist(30.0)
    moody.mood = fail
    store.forget(ANNA.user)
    tried = moody.asked
    time.sleep(0.3)
    assert moody.asked <= tried + 1


def test_a_place_that_is_written_again_does_not_outlive_its_deletion(moody: Moody) -> None:
    """The file goes while it is written, and the advice comes before it is written anew."""
    writing, go_on = Event(), Event()

    def gone_once() -> None:
        writing.set()
        go_on.wait()
        moody.mood = lambda: None
        raise GoneError

    moody.mood = gone_once
    store = BoundedBookmarks(lambda: moody)
    store.keep(ANNA, PLACE)
    writing.wait()
    store.forget_soon(ANNA.user)
    go_on.set()
    store.forget(BERTA.user)
    assert moody.find(ANNA) is None


def test_a_store_that_hangs_is_noticed_by_keeping_alone(
    moody: Moody, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody waits for what they keep, and it is told all the same, once."""
    monkeypatch.setattr(bounded, "LIMIT", 0.05)
    writing, stuck = Event(), Event()

    def hang() -> None:
        writing.set()
        stuck.wait()

    moody.mood = hang
    store = BoundedBookmarks(lambda: moody)
    store.keep(ANNA, PLACE)
    writing.wait()
    store.keep(BERTA, PLACE)
    time.sleep(0.1)
    store.keep(BERTA, PLACE)
    store.keep(BERTA, PLACE)
    assert caplog.messages == ["bookmark store did not answer in time"]
    stuck.set()


@pytest.mark.usefixtures("patient")
def test_a_process_that_ends_in_a_rest_deletes_what_it_owes(moody: Moody) -> None:
    store = BoundedBookmarks(lambda: moody)
    moody.keep(ANNA, PLACE)
    moody.mood = fail
    store.forget(ANNA.user)
    moody.mood = lambda: None
    store.finish()
    assert moody.find(ANNA) is None


def test_a_process_that_ends_has_written_what_it_kept(tmp_path: Path) -> None:
    """A worker that is told to stop right after its last turn loses no place."""
    file, fresh = tmp_path / "kept" / "b", Bookmark("0a1b2c3d.17", 1, int(time.time()))
    keeps = f"""
from pathlib import Path
from skill.storage.bookmark import Bookmark, Whose
from skill.storage.opening import in_sqlite
in_sqlite(Path({str(file)!r}), b"").keep({ANNA!r}, {fresh!r})
"""
    subprocess.run([sys.executable, "-c", keeps], check=True)  # noqa: S603
    assert in_sqlite(file, b"").find(ANNA) == fresh


def test_a_deletion_that_is_insisted_on_is_done_when_the_turn_ends(
    moody: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A function on Lambda is frozen then: nothing can be made up for later, not even a failure."""
    monkeypatch.setattr(bounded, "LIMIT", 0.0)
    store = BoundedBookmarks(lambda: moody)
    store.insist(30.0)
    moody.keep(ANNA, PLACE)
    moody.mood = fail
    store.keep(ANNA, PLACE)
    moody.mood = lambda: None
    store.forget(ANNA.user)
    assert moody.find(ANNA) is None
    moody.keep(ANNA, PLACE)
    store.forget_soon(ANNA.user)
    assert moody.find(ANNA) is None
    store.keep(ANNA, PLACE)
    assert moody.find(ANNA) == PLACE
