"""The load: signed requests, made beforehand, over many connections at once.

A few of the well-known generators can send a different body and different headers each time; none
comes with pip and is light. So this is a small one: asyncio, plain HTTP/1.1, two ways to send.
"""

from __future__ import annotations

import asyncio
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import cycle
from typing import NamedTuple

from benchmarks.alexa import Amazon, conversation, of_user

LOST, REFUSED = 0, -1
"""In place of a status: accepted and not answered; not accepted."""
PATIENCE = 20.0
"""Seconds; Alexa gives up after 8."""


class Turn(NamedTuple):
    """One request: when it was sent, its reply's status, and how long that took, in seconds."""

    at: float
    status: int
    seconds: float


def made(amazon: Amazon, answer: Callable[..., dict[str, object]], users: int) -> list[bytes]:
    """The requests of one conversation for each of so many users; good for 150 seconds."""
    talk = [request for request, _ in conversation(answer)]
    envelopes = [of_user(envelope, user) for user in range(users) for envelope in talk]
    return [message(*amazon.signed(envelope)) for envelope in envelopes]


def message(headers: dict[str, str], body: bytes) -> bytes:
    """The bytes of a request, on a connection that may be kept."""
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = ["POST /alexa HTTP/1.1", "Host: localhost", *lines]
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body


def flat_out(
    port: int, messages: Sequence[bytes], connections: int, seconds: float, *, kept: bool
) -> list[Turn]:
    """Each connection sends its next request as soon as it has its reply."""
    return asyncio.run(_flat_out(port, messages, connections, seconds, kept))


async def _flat_out(
    port: int, messages: Sequence[bytes], connections: int, seconds: float, kept: bool
) -> list[Turn]:
    turns: list[Turn] = []
    supply = cycle(messages)
    until = time.perf_counter() + seconds

    async def send() -> None:
        line = Line(port, kept)
        while time.perf_counter() < until:
            turns.append(await line.exchange(next(supply)))
        line.close()

    await asyncio.gather(*(send() for _ in range(connections)))
    return turns


def steadily(
    port: int,
    messages: Sequence[bytes],
    per_second: float,
    seconds: float,
    events: Sequence[tuple[float, Callable[[], None]]] = (),
) -> list[Turn]:
    """So many a second, whether or not those before are answered, each on a connection of its own.

    ``events`` are done meanwhile, each so many seconds after the start.
    """
    return asyncio.run(_steadily(port, messages, per_second, seconds, events))


async def _steadily(
    port: int,
    messages: Sequence[bytes],
    per_second: float,
    seconds: float,
    events: Sequence[tuple[float, Callable[[], None]]],
) -> list[Turn]:
    supply = cycle(messages)
    started = time.perf_counter()
    loop = asyncio.get_running_loop()
    for after, do in events:
        loop.call_later(after, loop.run_in_executor, None, do)
    under_way: list[asyncio.Task[Turn]] = []
    for number in range(int(seconds * per_second)):
        due = started + number / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        under_way.append(asyncio.create_task(Line(port, kept=False).exchange(next(supply))))
    return await asyncio.gather(*under_way)


def turns_one_by_one(port: int, messages: Sequence[bytes]) -> list[Turn]:
    """One after the other, on one connection."""

    async def all_of_them() -> list[Turn]:
        line = Line(port, kept=True)
        turns = [await line.exchange(one) for one in messages]
        line.close()
        return turns

    return asyncio.run(all_of_them())


class Line:
    """A connection; unless it is ``kept``, another for each request."""

    def __init__(self, port: int, kept: bool) -> None:
        self._port = port
        self._kept = kept
        self._open: tuple[StreamReader, StreamWriter] | None = None

    async def exchange(self, request: bytes) -> Turn:
        """Send, and wait for the whole reply; whatever goes wrong is a status, too."""
        at = time.perf_counter()
        try:
            status = await asyncio.wait_for(self._exchange(request), PATIENCE)
        except ConnectionRefusedError:
            status = REFUSED
        except (OSError, EOFError, TimeoutError, ValueError):
            status = LOST
        if status <= 0 or not self._kept:
            self.close()
        return Turn(at, status, time.perf_counter() - at)

    async def _exchange(self, request: bytes) -> int:
        """The status. A kept connection that has ended meanwhile is replaced, as by a proxy."""
        if self._open and self._open[0].at_eof():
            self.close()
        if not self._open:
            self._open = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._open
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
        if b"connection: close" in head:
            self.close()
        return int(head[9:12])

    def close(self) -> None:
        """Hang up."""
        if self._open:
            with suppress(OSError):
                self._open[1].close()
        self._open = None
