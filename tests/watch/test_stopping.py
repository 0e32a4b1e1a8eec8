"""Stopping, reloading and losing a worker, with the real gunicorn and requests in flight.

``make attack`` runs it.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from figures import FIGURES
from playing_amazon import Amazon, playing_amazon
from sending import Reply, complete, parsed, raw, send
from serving import Server, gunicorn
from traffic import Traffic

pytestmark = pytest.mark.attack

PATIENT = """
import gunicorn.workers.gthread, skill.web.worker
skill.web.worker.ARRIVAL_SECONDS = gunicorn.workers.gthread.STOP_KEEPALIVE_LINGER = 6.0
"""
"""So that on a busy machine nobody is given up for being slow."""
Start = Callable[[int], AbstractContextManager[Server]]
IN_FLIGHT = 24
"""More than a worker has threads."""


@pytest.fixture(scope="module")
def amazon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Amazon]:
    with playing_amazon(tmp_path_factory.mktemp("amazon")) as played:
        yield played


@pytest.fixture
def start(amazon: Amazon, tmp_path: Path) -> Start:
    """Starts gunicorn with some workers, Amazon's certificate known to each."""
    (tmp_path / "roots.pem").write_bytes(amazon.authority.roots)

    @contextmanager
    def started(workers: int) -> Iterator[Server]:
        options = (f"--workers={workers}", "--keep-alive=20")
        with gunicorn(tmp_path, amazon.host.port, options, BREAKING=PATIENT) as server:
            before = len(amazon.host.asked)
            while len(amazon.host.asked) - before < workers:
                assert send(server.port, raw(amazon.genuine())).status == 200
            yield server

    return started


class Half:
    """A request of which a part has been sent."""

    def __init__(self, port: int, message: bytes, sent: int) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.connection.sendall(message[:sent])
        self._rest = message[sent:]

    def go_on(self) -> None:
        """Send the rest."""
        with suppress(OSError):
            self.connection.sendall(self._rest)

    def status(self) -> int:
        """The status of the reply; 0 for none."""
        got = bytearray()
        try:
            while not complete(got) and (chunk := self.connection.recv(65_536)):
                got += chunk
        except OSError:
            return 0
        finally:
            self.connection.close()
        return parsed(bytes(got))[0]


def halves(amazon: Amazon, port: int) -> list[Half]:
    """In turns connected only, the head sent, and all sent but the last byte."""
    messages = [raw(amazon.genuine()) for _ in range(IN_FLIGHT)]
    return [
        Half(port, message, (0, message.index(b"\r\n\r\n"), len(message) - 1)[number % 3])
        for number, message in enumerate(messages)
    ]


def finished(under_way: list[Half]) -> list[int]:
    """The statuses of what was under way, all of which goes on now."""
    for half in under_way:
        half.go_on()
    return [half.status() for half in under_way]


def is_shut(port: int) -> bool:
    """Whether nobody listens any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return True
    return False


def test_a_stop_answers_what_has_connected(start: Start, amazon: Amazon) -> None:
    """SIGTERM: every request that is on its way is answered; who comes later is refused at once.

    So is the next request on a connection that was kept open.
    """
    with start(2) as server:
        kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        request = amazon.genuine()
        kept.request("POST", "/alexa", request.body, dict(request.headers))
        assert kept.getresponse().read()
        under_way = halves(amazon, server.port)
        time.sleep(0.1)  # so that the silent ones have been put off
        os.kill(server.pid, signal.SIGTERM)
        while not is_shut(server.port):
            time.sleep(0.01)
        assert finished(under_way) == [200] * IN_FLIGHT
        kept.request("POST", "/alexa", request.body, dict(request.headers))
        reply = kept.getresponse()
        assert (reply.status, reply.headers["Connection"]) == (200, "close")


def test_a_reload_under_load_drops_nothing(start: Start, amazon: Amazon) -> None:
    """SIGHUP, three times: new workers take over, and every request is answered."""
    with start(2) as server:
        first = set(server.workers())
        with Traffic(server.port, amazon.genuine, senders=8) as traffic:
            for _ in range(3):
                time.sleep(1)
                under_way = halves(amazon, server.port)
                os.kill(server.pid, signal.SIGHUP)
                assert finished(under_way) == [200] * IN_FLIGHT
            time.sleep(3)
        assert len(set(server.workers()) - first) == 6
    FIGURES.lines.append(f"three reloads (SIGHUP): {len(traffic.replies)} requests, none lost")
    assert [reply.body for reply in traffic.replies if reply.status != 200] == []


STOPS = 5


def test_a_stop_under_load_drops_nothing_that_was_let_in(start: Start, amazon: Amazon) -> None:
    """SIGTERM while sixteen send as fast as they can: whatever the server took in is answered.

    Between the last look at the door and its shutting somebody may still connect, for some
    millionths of a second; the kernel hangs up on them, as on those who come after.
    """
    replies: list[Reply] = []
    answered = 0
    for _ in range(STOPS):
        with start(2) as server:
            before = turns_answered(server)
            with Traffic(server.port, amazon.genuine, senders=16) as traffic:
                time.sleep(1)
                os.kill(server.pid, signal.SIGTERM)
                while not is_shut(server.port):
                    time.sleep(0.01)
                time.sleep(0.5)
            replies += traffic.replies
        answered += turns_answered(server) - before
    shut_out = [reply for reply in replies if reply.status == 0]
    FIGURES.lines.append(
        f"five stops (SIGTERM): {answered} requests taken in, all answered; "
        f"{len(shut_out)} hung up on at the closing door"
    )
    assert len(replies) - len(shut_out) == answered
    assert {reply.status for reply in replies} <= {200, 0}
    assert len(shut_out) <= STOPS


def turns_answered(server: Server) -> int:
    """How many the log tells of."""
    return server.log.read_text().count('"outcome":"answered"')


def test_a_worker_that_is_killed_loses_its_own_requests_only(start: Start, amazon: Amazon) -> None:
    """SIGKILL: what it had let in is lost; the other worker and its successor answer all else."""
    with start(2) as server, Traffic(server.port, amazon.genuine, senders=8) as traffic:
        time.sleep(1)
        os.kill(server.workers()[0], signal.SIGKILL)
        time.sleep(4)
        before = len(traffic.replies)
        time.sleep(1)
        after = traffic.replies[before:]
        assert len(server.workers()) == 3
    lost = [reply for reply in traffic.replies if reply.status != 200]
    FIGURES.lines.append(f"a worker killed (SIGKILL): {len(lost)} of {len(traffic.replies)} lost")
    assert len(lost) <= 8
    assert {reply.status for reply in after} == {200}
