"""The SQLite store under real faults: locked, read-only, full, corrupt, deleted, many workers."""

import fcntl
import multiprocessing
import os
import resource
import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from skill.storage import bounded
from skill.storage.bookmark import LIFETIME, Bookmark, Bookmarks, Whose
from skill.storage.bounded import BoundedBookmarks
from skill.storage.files import UnusableError
from skill.storage.keyed import key_in
from skill.storage.opening import in_sqlite
from skill.storage.sqlite import SqliteBookmarks

ANNA = Whose("anna", "bedroom")
NOBODY = 65534
NOW = int(time.time())
PLACE = Bookmark("0a1b2c3d.17", NOW - 60, NOW)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not about waiting is not about this machine's speed."""
    monkeypatch.setattr(bounded, "LIMIT", 30.0)


@pytest.fixture
def file() -> Iterator[Path]:
    """A database that is not there yet, in a folder that another user may be given."""
    folder = Path(tempfile.mkdtemp())
    yield folder / "kept" / "bookmarks.sqlite3"
    shutil.rmtree(folder)


def store_at(file: Path) -> BoundedBookmarks:
    """The store as the skill has it, with its bound and its keyed hashes."""
    return in_sqlite(file, b"")


def keep(store: BoundedBookmarks, whose: Whose = ANNA, bookmark: Bookmark = PLACE) -> None:
    """Keep it, and wait until it is written, as a turn does not."""
    store.keep(whose, bookmark)
    store.finish()


def in_a_child(work: Callable[[], None]) -> int:
    """The exit code of a child process that does it: 0 when it did not raise.

    Forked while a thread of a store is at work, it could wait for good for what that thread holds,
    so what comes before it in a test is done in a child too.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_bookmark_is_found_again_by_another_worker(file: Path) -> None:
    """What one process keeps, a new one finds, though nobody gave them a key."""
    assert in_a_child(lambda: keep(store_at(file))) == 0
    assert in_a_child(lambda: assert_found(store_at(file))) == 0
    assert store_at(file).find(ANNA) == PLACE


def assert_found(store: Bookmarks, expected: Bookmark | None = PLACE) -> None:
    assert store.find(ANNA) == expected


def test_one_bookmark_for_each_account_and_device(file: Path) -> None:
    store = store_at(file)
    store.keep(ANNA, PLACE)
    later = Bookmark("0a1b2c3d.18", NOW, NOW + 5)
    store.keep(ANNA, later)
    store.keep(Whose("anna", "kitchen"), PLACE)
    assert store.find(ANNA) == later
    assert store.find(Whose("anna", "kitchen")) == PLACE
    assert store.find(Whose("berta", "bedroom")) is None


def test_forgetting_takes_every_device_of_one_account_alone(file: Path) -> None:
    store, berta = store_at(file), Whose("berta", "bedroom")
    for whose in (ANNA, Whose("anna", "kitchen"), berta):
        store.keep(whose, PLACE)
    store.forget("anna")
    store.forget("anna")
    assert store.find(ANNA) is None
    assert store.find(Whose("anna", "kitchen")) is None
    assert store.find(berta) == PLACE


def test_the_files_are_readable_by_this_user_alone(file: Path) -> None:
    """Database, log and key are 0600 in a folder of 0700, whatever the umask."""
    old = os.umask(0)
    try:
        keep(store_at(file))
    finally:
        os.umask(old)
    made = sorted(file.parent.iterdir())
    assert {file.name, f"{file.name}.key", f"{file.name}-wal"} <= {each.name for each in made}
    assert {stat.S_IMODE(each.stat().st_mode) for each in made} == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_folder_that_others_can_write_to_is_not_used(file: Path) -> None:
    file.parent.mkdir()
    file.parent.chmod(0o777)
    with pytest.raises(UnusableError):
        SqliteBookmarks(file).keep(ANNA, PLACE)
    keep(store_at(file))
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("kind", [os.mkfifo, os.mkdir], ids=["fifo", "folder"])
def test_what_is_no_plain_file_is_not_used(file: Path, kind: Callable[[Path], None]) -> None:
    """Nothing waits for a pipe that nobody writes to."""
    file.parent.mkdir(mode=0o700)
    kind(file)
    assert_found(store_at(file), None)
    with pytest.raises((UnusableError, OSError)):
        SqliteBookmarks(file).find(ANNA)


def test_expired_bookmarks_leave_no_bytes_behind(file: Path) -> None:
    """Swept away, neither the database nor its log holds any of it."""
    store = SqliteBookmarks(file)
    store.keep(Whose("f" * 64, "e" * 64), Bookmark("0a1b2c3d.4711", 1, NOW - LIFETIME))
    store.keep(ANNA, PLACE)
    assert b"f" * 64 in raw(file.parent)
    store.sweep(NOW)
    assert b"f" * 64 not in raw(file.parent)
    assert b"0a1b2c3d.4711" not in raw(file.parent)
    assert store.find(ANNA) == PLACE


def raw(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir())


def test_what_an_earlier_process_left_is_swept_by_the_next(file: Path) -> None:
    old = Bookmark("0a1b2c3d.4711", 1, NOW - LIFETIME - 1)
    first = store_at(file)
    keep(first, Whose("gone", "long ago"))  # the first call sweeps once it is done
    keep(first, Whose("berta", "hall"), old)
    assert rows(file) == 2
    store_at(file).find(ANNA)
    wait_until(lambda: rows(file) == 1)


def rows(file: Path) -> int:
    with sqlite3.connect(file) as database:
        (count,) = database.execute("SELECT count(*) FROM bookmarks").fetchone()
    database.close()
    return int(count)


def wait_until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.01)


def test_a_locked_database_is_gone_on_without(file: Path) -> None:
    """Another program holds the lock for good; calls come back all the same, then work again."""
    store = store_at(file)
    keep(store)
    lock = sqlite3.connect(file, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError):
        SqliteBookmarks(file).keep(ANNA, PLACE)
    other = store_at(file)
    other.forget("anna")
    assert other.find(ANNA) is None
    lock.execute("ROLLBACK")
    lock.close()
    wait_until(lambda: rows(file) == 0)  # the deletion that could not be done is made up for


def test_a_read_only_folder_is_gone_on_without(file: Path) -> None:
    """Nothing can be opened, and nothing raises."""
    assert in_a_child(lambda: keep(store_at(file))) == 0

    def read_only() -> None:
        if os.getuid() == 0:
            os.seteuid(NOBODY)
        store = store_at(file)
        store.keep(ANNA, PLACE)
        store.forget("anna")
        assert_found(store, None)

    if os.getuid() != 0:
        file.chmod(0o400)
        file.parent.chmod(0o500)
    try:
        assert in_a_child(read_only) == 0
    finally:
        file.parent.chmod(0o700)
    assert rows(file) == 1


def test_a_full_disk_is_gone_on_without(file: Path) -> None:
    """No file may grow: keeping fails, and what must be forgotten is found no more."""
    assert in_a_child(lambda: keep(store_at(file))) == 0

    def full() -> None:
        store = store_at(file)
        assert_found(store)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        raw_store = SqliteBookmarks(file)
        with pytest.raises(sqlite3.OperationalError):
            raw_store.keep(ANNA, PLACE)
        store.forget("anna")
        assert_found(store, None)

    assert in_a_child(full) == 0


def test_a_corrupt_file_is_moved_aside_and_made_anew(file: Path) -> None:
    assert in_a_child(lambda: keep(store_at(file))) == 0
    for log in ("-wal", "-shm"):
        Path(f"{file}{log}").unlink(missing_ok=True)
    file.write_bytes(b"not a database at all" * 500)
    store = store_at(file)
    assert store.find(ANNA) is None
    store.keep(ANNA, PLACE)
    assert store.find(ANNA) == PLACE
    assert Path(f"{file}.corrupt").read_bytes().startswith(b"not a database")


def test_a_file_corrupted_while_it_is_open_does_not_stop_the_skill(file: Path) -> None:
    """Sooner or later a worker notices, moves it aside, and the others follow."""
    one, two = store_at(file), store_at(file)
    for store in (one, two):
        keep(store)
    with file.open("r+b") as damaged:
        damaged.write(os.urandom(8192))
    Path(f"{file}-wal").write_bytes(b"")
    for store in (store_at(file), one, two):
        store.find(ANNA)
        keep(store)
    assert store_at(file).find(ANNA) == PLACE


def test_a_deleted_folder_is_made_anew(file: Path) -> None:
    """Database and key have gone: every worker takes the new key up."""
    one, two = store_at(file), store_at(file)
    for store in (one, two):
        keep(store)
    shutil.rmtree(file.parent)
    keep(one)
    assert one.find(ANNA) == PLACE
    shutil.rmtree(file.parent)
    assert one.find(ANNA) is None
    one.keep(ANNA, PLACE)
    assert one.find(ANNA) == PLACE
    assert two.find(ANNA) == PLACE


def test_half_a_key_is_never_used(file: Path) -> None:
    file.parent.mkdir(mode=0o700)
    file.with_name(f"{file.name}.key").write_bytes(b"short")
    file.with_name(f"{file.name}.key").chmod(0o600)
    store = store_at(file)
    store.keep(ANNA, PLACE)
    assert store.find(ANNA) is None
    with pytest.raises(UnusableError, match="Delete it"):
        key_in(file.with_name(f"{file.name}.key"))


WORKERS, TURNS = 6, 60


def work_on(file: Path, worker: int) -> None:
    """What one worker does for its own users: keep, find, forget; the last one stays."""
    store = store_at(file)
    for turn in range(TURNS):
        whose = Whose(f"user {worker}", f"device {turn % 3}")
        kept = Bookmark(f"0a1b2c3d.{turn}", NOW, NOW)
        store.keep(whose, kept)
        found = store.find(whose)
        assert found in (kept, None)  # None where a lock was not to be had in time
        if turn < TURNS - 1:
            store.forget(whose.user)


def test_workers_share_one_file_and_one_key(file: Path) -> None:
    """Started together on nothing at all, they agree, and none of them fails."""
    file.parent.mkdir(mode=0o700)
    start = multiprocessing.get_context("spawn")
    workers = [start.Process(target=work_on, args=(file, n)) for n in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * WORKERS
    store = SqliteBookmarks(file)
    store.sweep(NOW)
    assert rows(file) <= WORKERS
    last = Whose("user 0", f"device {(TURNS - 1) % 3}")
    kept = Bookmark("0a1b2c3d.99", NOW, NOW)
    assert in_a_child(lambda: keep(store_at(file), last, kept)) == 0
    assert in_a_child(lambda: assert_same(file, last, kept)) == 0
    assert rows(file) <= WORKERS


def assert_same(file: Path, whose: Whose, kept: Bookmark) -> None:
    assert store_at(file).find(whose) == kept


def test_moving_aside_waits_for_another_worker_and_looks_again(file: Path) -> None:
    """A file that another worker has mended meanwhile is left where it is."""
    keep(store_at(file))
    with Path(f"{file}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    from skill.storage.sqlite import _move_aside

    _move_aside(file)
    assert not Path(f"{file}.corrupt").exists()
    assert store_at(file).find(ANNA) == PLACE
