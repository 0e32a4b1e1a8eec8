"""Each fault: how it begins, and how it is put right."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from benchmarks.alexa import CERT_URL, Amazon, launch
from benchmarks.load import message, turns_one_by_one
from benchmarks.production import LIKE_ANY_USER, Server, Stage, free_port, wait_for

TABLE = "cramp-coach"
STRANGERS = 4
KNOCKS_PER_SECOND = 20


class Unavailable(Exception):  # noqa: N818 - nothing is wrong: this machine cannot show it
    """A fault that cannot be made here; the message says why."""


@dataclass
class Broken:
    """A server and what is around it, to be broken."""

    around: Stage
    server: Server
    _undo: list[Callable[[], None]] = field(default_factory=list)
    _problems: list[Exception] = field(default_factory=list)

    @property
    def store(self) -> Path:
        """The SQLite file."""
        return self.around.folder / "store" / "bookmarks.sqlite3"

    def later(self, undo: Callable[[], None]) -> None:
        """Have it done when the fault is put right."""
        self._undo.append(undo)

    def put_right(self) -> None:
        """Undo what was done, the last first."""
        while self._undo:
            self._undo.pop()()

    def attempt(self, part: Callable[[Broken], None]) -> None:
        """Do a part of a fault; a problem is kept for `raise_what_went_wrong`."""
        try:
            part(self)
        except Exception as problem:
            self._problems.append(problem)

    def raise_what_went_wrong(self) -> None:
        """So that no fault is reported that was none."""
        for problem in self._problems:
            raise problem


Part = Callable[[Broken], None]


@contextmanager
def nothing(_: Stage) -> Iterator[Mapping[str, str]]:
    """The bookmark in SQLite, as production has it."""
    yield {}


@dataclass(frozen=True)
class Fault:
    """What is broken; ``needs`` gives the server's settings, and holds what they name."""

    name: str
    begin: Part
    end: Part = Broken.put_right
    needs: Callable[[Stage], AbstractContextManager[Mapping[str, str]]] = nothing


def nothing_at_all(_: Broken) -> None:
    """To compare with."""


def _signal_a_worker(number: signal.Signals) -> Part:
    def begin(broken: Broken) -> None:
        os.kill(_workers(broken)[0], number)

    return begin


def _workers(broken: Broken) -> list[int]:
    workers = broken.server.workers()
    if not workers:
        raise Unavailable("the workers can be found on Linux only")
    return workers


def remove_the_store(broken: Broken) -> None:
    """The file and what lies beside it."""
    for file in broken.store.parent.glob(f"{broken.store.name}*"):
        file.unlink()


def lock_the_store(broken: Broken) -> None:
    """Another process begins to write, and does not end."""
    other = sqlite3.connect(broken.store, isolation_level=None, check_same_thread=False, timeout=5)
    other.execute("BEGIN EXCLUSIVE")
    broken.later(other.close)


def corrupt_the_store(broken: Broken) -> None:
    """Every page but the first is overwritten; what waits in the log with it."""
    for file in (broken.store, broken.store.with_name(f"{broken.store.name}-wal")):
        with file.open("r+b") as opened:
            size = opened.seek(0, os.SEEK_END)
            opened.seek(0)
            opened.write(os.urandom(max(size, 4096)))


def make_the_store_read_only(broken: Broken) -> None:
    """It is there as it was, and neither the file nor its folder can be written to any more."""
    if os.getuid() == 0 and not any(Path(folder, LIKE_ANY_USER[0]).exists() for folder in _PATH):
        raise Unavailable("root may write anything; run it as another user, or install setpriv")
    content = broken.store.read_bytes()
    remove_the_store(broken)
    broken.store.write_bytes(content)
    broken.store.chmod(0o400)
    broken.store.parent.chmod(0o500)
    broken.later(lambda: broken.store.chmod(0o600))
    broken.later(lambda: broken.store.parent.chmod(0o700))


_PATH = os.get_exec_path()


def fill_the_disk(broken: Broken) -> None:
    """No worker can write a byte to any file, its log included."""
    if not hasattr(resource, "prlimit"):
        raise Unavailable("a running process can be limited on Linux only")
    for worker in _workers(broken):
        most = resource.prlimit(worker, resource.RLIMIT_FSIZE)
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (0, most[1]))

        def undo(worker: int = worker, most: tuple[int, int] = most) -> None:
            resource.prlimit(worker, resource.RLIMIT_FSIZE, most)

        broken.later(undo)


@contextmanager
def dynamodb(around: Stage) -> Iterator[Mapping[str, str]]:
    """The bookmark in a table that moto plays, in a process of its own."""
    port = free_port()
    with (around.folder / "dynamodb.log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "moto.server", f"--port={port}"], stdout=log, stderr=log
        )
    try:
        wait_for(port)
        (around.folder / "dynamodb.pid").write_text(str(process.pid))
        keys = {"AWS_ACCESS_KEY_ID": "played", "AWS_SECRET_ACCESS_KEY": "played"}
        settings = {
            **keys,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "CRAMP_COACH_BOOKMARK": f"dynamodb://{TABLE}",
            "CRAMP_COACH_BOOKMARK_KEY": "0" * 64,
        }
        _make_table(settings)
        yield settings
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()


def _make_table(settings: Mapping[str, str]) -> None:
    import boto3

    client = boto3.client(
        "dynamodb",
        endpoint_url=settings["AWS_ENDPOINT_URL"],
        region_name=settings["AWS_DEFAULT_REGION"],
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
    )
    names = (("user", "HASH"), ("device", "RANGE"))
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n, _ in names],
        KeySchema=[{"AttributeName": n, "KeyType": kind} for n, kind in names],
    )


def _signal_dynamodb(number: signal.Signals) -> Part:
    def send(broken: Broken) -> None:
        os.kill(int((broken.around.folder / "dynamodb.pid").read_text()), number)

    return send


def _certificate_host(how: str) -> Part:
    """It is slow or dead, while strangers name certificates that nobody knows, and forge."""

    def begin(broken: Broken) -> None:
        broken.around.host.how = how
        stop = Event()

        def knock() -> None:
            forged = _forged()
            while not stop.wait(1 / KNOCKS_PER_SECOND):
                with suppress(OSError):
                    turns_one_by_one(broken.server.port, [next(forged)])

        strangers = [Thread(target=knock, daemon=True) for _ in range(STRANGERS)]
        for stranger in strangers:
            stranger.start()
        broken.later(lambda: setattr(broken.around.host, "how", "well"))
        broken.later(stop.set)

    return begin


def _forged() -> Iterator[bytes]:
    """By turns with the true certificate's address, and with one that is made up."""
    stranger, number = Amazon(), 0
    headers, body = stranger.signed(launch())
    while True:
        number += 1
        made_up = CERT_URL.replace("cert-12", f"cert-{number % 900 + 20}")
        url = made_up if number % 2 else CERT_URL
        yield message({**headers, "SignatureCertChainUrl": url}, body)


def kill_a_worker_without_host(broken: Broken) -> None:
    """The one that takes its place has no certificate, and cannot get it."""
    broken.around.host.how = "dead"
    broken.later(lambda: setattr(broken.around.host, "how", "well"))
    os.kill(_workers(broken)[0], signal.SIGKILL)


FAULTS = (
    Fault("none", nothing_at_all),
    Fault("worker killed (SIGKILL)", _signal_a_worker(signal.SIGKILL)),
    Fault("worker stopped (SIGTERM)", _signal_a_worker(signal.SIGTERM)),
    Fault("store removed", remove_the_store),
    Fault("store locked", lock_the_store),
    Fault("store corrupted", corrupt_the_store),
    Fault("store read-only", make_the_store_read_only),
    Fault("disk full", fill_the_disk),
    Fault(
        "DynamoDB hangs",
        _signal_dynamodb(signal.SIGSTOP),
        _signal_dynamodb(signal.SIGCONT),
        dynamodb,
    ),
    Fault("DynamoDB gone", _signal_dynamodb(signal.SIGKILL), nothing_at_all, dynamodb),
    Fault("host slow, forgers", _certificate_host("slow")),
    Fault("host dead, forgers", _certificate_host("dead")),
    Fault("worker killed, host dead", kill_a_worker_without_host),
)
"""In the order in which they are tried; each begins when all is well."""
