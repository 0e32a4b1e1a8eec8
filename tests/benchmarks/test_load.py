"""The load generator counts what happened to each request."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

from benchmarks.figures import percentile
from benchmarks.load import LOST, REFUSED, flat_out, message, steadily, turns_one_by_one

REQUEST = message({"Signature-256": "x"}, b"{}")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
CLOSING = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
REFUSAL = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"


@contextmanager
def answering(replies: Sequence[bytes]) -> Iterator[int]:
    """A server that gives each new connection one of the replies, by turns, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for number in range(1000):
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65_536)
                    connection.sendall(replies[number % len(replies)])

        Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def nobody() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_an_accepted_request_without_a_whole_reply_is_lost() -> None:
    """Whether nothing came, or half of it; a refusal keeps its status."""
    with answering([OK, b"", OK[:-1], REFUSAL]) as port:
        turns = steadily(port, [REQUEST], per_second=200, seconds=0.04)
    assert sorted(turn.status for turn in turns) == sorted([200, LOST, LOST, 400] * 2)


def test_nobody_listening_is_told_apart_from_a_lost_request() -> None:
    assert {turn.status for turn in turns_one_by_one(nobody(), [REQUEST])} == {REFUSED}


def test_a_connection_that_the_server_closes_is_replaced() -> None:
    """As a proxy does; nothing is counted as lost for it."""
    with answering([CLOSING]) as port:
        turns = turns_one_by_one(port, [REQUEST] * 3)
        turns += flat_out(port, [REQUEST], 2, 0.05, kept=True)
    assert {turn.status for turn in turns} == {200}
    assert len(turns) > 4


def test_events_happen_during_a_steady_load() -> None:
    done: list[str] = []
    steadily(nobody(), [REQUEST], 100, 0.1, [(0.02, lambda: done.append("fault"))])
    assert done == ["fault"]


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile(range(1, 101), 0.99) == 100
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([], 0.5) == 0.0
