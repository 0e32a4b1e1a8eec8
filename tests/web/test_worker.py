"""How long and how much the worker takes of one request, on a pair of connected sockets."""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from threading import Thread
from typing import NamedTuple
from unittest.mock import MagicMock

import pytest
from gunicorn.workers.gthread import _DEFER

from skill.web import worker
from skill.web.turn import LARGEST_BODY
from skill.web.worker import ArrivingSocket, Worker


class Ends(NamedTuple):
    """The two ends of a connection."""

    sender: socket.socket
    taker: ArrivingSocket


@pytest.fixture
def ends() -> Iterator[Ends]:
    sender, taker = socket.socketpair()
    with sender, ArrivingSocket(fileno=taker.detach()) as arriving:
        arriving.expect_request()
        yield Ends(sender, arriving)


def test_what_comes_in_time_is_taken(ends: Ends) -> None:
    ends.sender.sendall(b"POST /alexa")
    assert ends.taker.recv(4) == b"POST"
    assert ends.taker.recv(100) == b" /alexa"


def test_a_sender_who_goes_quiet_has_said_everything(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the connection had ended; nothing is raised."""
    monkeypatch.setattr(worker, "ARRIVAL_SECONDS", 0.05)
    ends.taker.expect_request()
    ends.sender.sendall(b"POST")
    assert ends.taker.recv(100) == b"POST"
    assert ends.taker.recv(100) == b""


def test_what_comes_too_late_is_not_taken(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time counts from the beginning of a request, whatever has come; the next has its own."""
    monkeypatch.setattr(worker, "ARRIVAL_SECONDS", 0.0)
    ends.taker.expect_request()
    ends.sender.sendall(b"POST")
    assert ends.taker.recv(100) == b""
    monkeypatch.undo()
    ends.taker.expect_request()
    assert ends.taker.recv(100) == b"POST"


def test_no_more_is_taken_than_a_request_may_have(ends: Ends) -> None:
    """The largest body, and room for headers; a body chopped into chunks of a byte is larger."""
    flood = Thread(target=ends.sender.sendall, args=(b"x" * (LARGEST_BODY + 100_000),), daemon=True)
    flood.start()
    taken = b"".join(iter(lambda: ends.taker.recv(9000), b""))
    assert LARGEST_BODY < len(taken) == LARGEST_BODY + 64 * 1024
    ends.taker.expect_request()
    assert ends.taker.recv(10) == b"x" * 10
    while flood.is_alive():
        ends.taker.expect_request()
        ends.taker.recv(65_536)


class Silent:
    """A connection whose sender says nothing while it is waited for."""

    initialized = False

    def __init__(self, worker: Worker, taker: ArrivingSocket) -> None:
        self.sock = taker
        self.waited: list[float] = []
        self._worker = worker

    def wait_for_data(self, seconds: float) -> bool:
        self.waited.append(seconds)
        self._worker.alive = False
        return False


def test_who_is_silent_when_the_worker_stops_is_waited_for(ends: Ends) -> None:
    """Put off while it runs, taken up again when it stops, and given the time of a request."""
    stopping = Worker.__new__(Worker)
    stopping.alive = True
    taken_up: list[Silent] = []
    stopping.enqueue_req = taken_up.append
    silent = Silent(stopping, ends.taker)
    outcome: Future[object] = Future()
    outcome.set_result(stopping.handle(silent))
    stopping.finish_request(silent, outcome)
    assert taken_up == [silent]
    assert stopping.handle(silent) is False
    assert silent.waited == [worker.FIRST_BYTE_SECONDS, worker.ARRIVAL_SECONDS]


class StoppedAnyMoment(Worker):
    """A worker that is told to stop right after it was found alive."""

    asked = 0

    @property
    def alive(self) -> bool:  # type: ignore[override]
        self.asked += 1
        return self.asked == 1


def test_a_stop_at_any_moment_hangs_up_on_nobody_who_is_silent() -> None:
    """Whoever has connected and said nothing yet is put off, and waited for after all."""
    made = StoppedAnyMoment.__new__(StoppedAnyMoment)
    made.cfg, made.poller, made.pending_conns = MagicMock(keepalive=5), MagicMock(), deque()
    silent, put_off = MagicMock(parser=None), Future[object]()
    put_off.set_result(_DEFER)
    made.finish_request(silent, put_off)
    assert list(made.pending_conns) == [silent]
    silent.close.assert_not_called()
