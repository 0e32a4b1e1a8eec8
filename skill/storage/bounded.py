"""However the store is doing, a turn waits for it a short while at most, and never fails for it."""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from skill.storage.bookmark import Bookmark, Store, Whose
from skill.storage.files import GoneError, UnusableError
from skill.storage.gathered import Gathered
from skill.watch import told

LIMIT = 0.2
"""Seconds that a turn waits for the store."""
REST = 3.0
"""Seconds for which a store that failed is left alone."""
SWEEP = 300.0
"""Seconds without anything to do after which what is not fresh any more is deleted."""
WAITING = 64
"""Calls that may wait for the store, and bookmarks to be written; more are refused at once."""
LINGER = 0.02
"""Seconds between two times that what gathers is written, unless something is asked."""
UNFORGOTTEN = 10_000
"""Accounts to remember whose bookmarks could not be deleted yet."""

T = TypeVar("T")
Work = Callable[[Store], Any]
Job = tuple[Work, Future[Any] | None]
"""What to do, and where somebody waits for its answer."""


class BoundedBookmarks:
    """Asks a store from a thread of its own.

    A call that fails or takes longer than ``LIMIT`` counts as nothing found and nothing kept,
    and the store is left alone for ``REST``. With one thread, what is to be kept is not waited
    for: it is written soon, before anything that is asked later, or not at all; with several, which
    could overtake each other, it is. A deletion that was not done yet is remembered: until it is,
    nothing is found for that account. No id is logged. Each process that a server forks has its own
    threads and opens the store for itself.
    """

    def __init__(
        self, open_: Callable[[], Store], threads: int = 1, linger: float = LINGER
    ) -> None:
        """``open_`` makes the store; each thread calls it, and again after a failure."""
        self._open = open_
        self._threads = threads
        self._linger = linger
        self._gathers = threads == 1
        self._process = 0
        self._starting = Lock()
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._gathered = Gathered()
        self._unforgotten: dict[str, None] = {}
        self._rests_until = 0.0
        self._tries_at = 0.0
        self._sleeps = False
        self._fails = False
        self._ends = False
        self._patience: float | None = None

    def insist(self, seconds: float) -> None:
        """Wait so long at most, and never leave the store alone.

        For where a process is frozen between turns: what is not done in a turn may never be done.
        """
        self._patience = seconds
        self._gathers = False

    def warm(self) -> None:
        """Have the store opened ahead of the first turn that needs it; waits for nothing."""
        if self._start():
            self._jobs.put((_nothing, None))

    def find(self, whose: Whose) -> Bookmark | None:
        """The bookmark, fresh or not; None where the store does not answer."""
        found: Bookmark | None = self._ask(lambda store: store.find(whose))
        return None if whose.user in self._unforgotten else found

    def keep(self, whose: Whose, bookmark: Bookmark) -> None:
        """Replace the bookmark soon, if the store lets us; at once where that is waited for."""
        if not self._gathers:
            self._ask(lambda store: store.keep(whose, bookmark))
        elif not self._rests() and self._start():
            self._write_soon(whose, bookmark)

    def _write_soon(self, whose: Whose, bookmark: Bookmark) -> None:
        """Put it with what is to be written."""
        if self._gathered.is_late:
            self._rest("did not answer in time")
        elif len(self._gathered) >= WAITING:
            self._rest("is too busy")
        else:
            self._gathered.add(whose, bookmark, time.monotonic() + LIMIT)
            self._wake()

    def _wake(self) -> None:
        """Have a thread that is asleep look what there is to do; after that was put there."""
        if self._sleeps:
            self._sleeps = False
            self._jobs.put(None)

    def forget(self, user: str) -> None:
        """Delete every bookmark of an account, now or as soon as the store lets us."""
        self._owe(user)
        self._ask(self._catch_up)
        self._wake()

    def forget_soon(self, user: str) -> None:
        """Delete them as soon as the store lets us; wait for that only where nothing gathers."""
        if not self._gathers:
            self.forget(user)
            return
        self._start()
        self._owe(user)
        self._wake()

    def _owe(self, user: str) -> None:
        """Remember a deletion; what was to be kept for that account no longer is."""
        with suppress(RuntimeError):  # where another thread changes it; one more does no harm
            while len(self._unforgotten) >= UNFORGOTTEN:
                self._unforgotten.pop(next(iter(self._unforgotten), ""), None)
        self._unforgotten[user] = None
        self._gathered.drop(user)

    def sweep(self, now: int) -> None:
        """Delete what is not fresh any more."""
        self._ask(lambda store: store.sweep(now))

    def answers(self) -> bool:
        """Whether the store can be read now, within the limit."""
        return bool(self._ask(_read))

    def finish(self) -> None:
        """Have everything written and deleted before the process ends; waits ``LIMIT`` at most."""
        if self._process != os.getpid() or (self._is_idle() and self._gathered.is_done):
            return
        self._ends = True
        answer: Future[Any] = Future()
        self._jobs.put((_nothing, answer))
        wait([answer], LIMIT)
        self._ends = False

    def _is_idle(self) -> bool:
        """Whether nothing is to be written or deleted, so that the threads may be asleep."""
        return not (self._gathered or self._unforgotten)

    def _rests(self) -> bool:
        return time.monotonic() < self._rests_until

    def _ask(self, work: Work) -> Any:
        """What the store answers within the limit; None where it fails, or rests."""
        if self._rests():
            return None
        if not self._start():
            return None
        if self._jobs.qsize() >= WAITING:
            self._rest("is too busy")
            return None
        answer: Future[Any] = Future()
        self._jobs.put((work, answer))
        return self._answer(answer)

    def _answer(self, answer: Future[Any]) -> Any:
        try:
            return answer.result(LIMIT if self._patience is None else self._patience)
        except TimeoutError:
            answer.cancel()  # unless it is being done: nothing is kept once it may be out of date
            self._rest("did not answer in time")
        except Exception:
            return None  # the thread that failed has told it
        return None

    def _rest(self, why: str) -> None:
        """Leave the store alone for a while, and tell why, unless that is empty."""
        rest = REST if self._patience is None else 0.0
        self._rests_until = time.monotonic() + rest
        self._gathered.clear()
        if why:
            told.store_failed(why)

    def _start(self) -> bool:
        """Have the threads of this process; those of the one it was forked from are not here."""
        if self._process == os.getpid():
            return True
        with self._starting:
            return self._process == os.getpid() or self._started()

    def _started(self) -> bool:
        self._jobs, self._gathered, self._sleeps = SimpleQueue(), Gathered(), False
        for number in range(self._threads):
            try:
                Thread(target=self._serve, args=(self._jobs,), daemon=True).start()
            except RuntimeError as error:  # no more are to be had
                self._rest(reason(error))
                if not number:
                    return False
                break
        self._process = os.getpid()
        atexit.register(self.finish)
        return True

    def _serve(self, jobs: SimpleQueue[Job | None]) -> None:
        """Do one thing after another, for good; sweep after the first, and now and then."""
        store: Store | None = None
        swept = -SWEEP
        while True:
            work, answer = self._next(jobs)
            if answer and not answer.set_running_or_notify_cancel():
                continue
            try:
                store, done = self._done(work, store)
            except Exception as error:
                store = None
                self._failed(error, is_asked=answer is not None)
                if answer:
                    answer.set_exception(error)
                continue
            if answer:
                answer.set_result(done)
            if time.monotonic() - swept >= SWEEP:
                store, swept = _swept(store, swept)

    def _done(self, work: Work, store: Store | None) -> tuple[Store, Any]:
        """The store, opened where it is not, and its answer; once more where its file has gone."""
        try:
            store = store or self._open()
            return store, self._do(work, store)
        except GoneError:
            store = self._open()
            return store, self._do(work, store)

    def _failed(self, error: Exception, *, is_asked: bool) -> None:
        """Rest; trying once more to delete what could not be deleted is told of no further."""
        again = self._fails and not self._gathered and (self._ends or not is_asked)
        self._fails = True
        self._tries_at = time.monotonic() + REST
        self._rest("" if again else reason(error))

    def _do(self, work: Work, store: Store) -> Any:
        """What was to be done before, then the work; a deletion comes after what it is to undo."""
        self._gathered.write(store)
        self._catch_up(store)
        done = work(store)
        self._fails, self._tries_at = False, time.monotonic() + self._linger
        return done

    def _next(self, jobs: SimpleQueue[Job | None]) -> Job:
        """What is asked next; nothing at all after a while in which nobody asks."""
        job = None
        with suppress(Empty):
            while job is None:
                job = jobs.get(timeout=self._idle_seconds())
        return job or (_nothing, None)

    def _idle_seconds(self) -> float:
        """How long to sleep; who has put something there after we looked wakes us."""
        self._sleeps = True
        if self._is_idle():
            return SWEEP
        self._sleeps = False
        return max(0.0, max(self._tries_at, self._rests_until) - time.monotonic())

    def _catch_up(self, store: Store) -> None:
        """Make up for the deletions that are still owed."""
        for user in list(self._unforgotten):
            store.forget(user)
            self._unforgotten.pop(user, None)


def _swept(store: Store, before: float) -> tuple[Store | None, float]:
    """The store and when it was swept; no store where it failed, which who asks next is told."""
    try:
        store.sweep(int(time.time()))
    except Exception:
        return None, before
    return store, time.monotonic()


def _nothing(store: Store) -> None:
    """Neither asks nor changes anything."""


def _read(store: Store) -> bool:
    """Look for the bookmark of nobody."""
    store.find(Whose("", ""))
    return True


def reason(error: Exception) -> str:
    """What went wrong, without a word of what was asked."""
    if isinstance(error, UnusableError):
        return f"cannot be used: {error}"
    code = getattr(error, "sqlite_errorname", "") or getattr(error, "errno", "")
    return f"failed ({type(error).__name__}{f' {code}' if code else ''})"
