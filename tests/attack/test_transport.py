"""Attacks below the app: bytes on a socket that are no proper HTTP, sent to a real gunicorn."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

import pytest
from figures import FIGURES
from playing_amazon import Amazon
from sending import SIGNIFICANT, Reply, parsed, raw, send
from serving import Server

Change = Callable[[bytes], bytes]


def replaced(old: bytes, new: bytes) -> Change:
    """The first of something in a message replaced."""

    def change(message: bytes) -> bytes:
        assert old in message
        return message.replace(old, new, 1)

    return change


def header(line: bytes) -> Change:
    """One header line more, first of all."""
    return replaced(b"Host:", line + b"\r\nHost:")


def length(value: bytes) -> Change:
    """Another length than the body has."""

    def change(message: bytes) -> bytes:
        head, _, rest = message.partition(b"Content-Length: ")
        return head + b"Content-Length: " + value + rest[rest.index(b"\r\n") :]

    return change


def chunked(chunks: bytes, header: bytes = b"chunked") -> Change:
    """The body in chunks instead."""

    def change(message: bytes) -> bytes:
        head = length(b"0")(message).partition(b"\r\n\r\n")[0]
        framing = b"Transfer-Encoding: " + header
        return head.replace(b"Content-Length: 0", framing) + b"\r\n\r\n" + chunks

    return change


def doubled(name: bytes) -> Change:
    """A header sent twice, with the same value."""

    def change(message: bytes) -> bytes:
        line = next(line for line in message.split(b"\r\n") if line.startswith(name))
        return message.replace(line, line + b"\r\n" + line, 1)

    return change


def both_lengths(message: bytes) -> bytes:
    """Two ways to tell where the body ends, the old way to smuggle a request."""
    return replaced(b"Connection:", b"Transfer-Encoding: chunked\r\nConnection:")(message)


def folded(message: bytes) -> bytes:
    """A signature that goes on in the next line."""
    at = message.index(b"Signature-256: ") + 50
    return message[:at] + b"\r\n " + message[at:]


SIGNED = b"Signature-256:"
BIG = 300_000
NOT_TAKEN: list[tuple[str, Change, int]] = [
    ("random bytes", lambda _: bytes(range(256)) * 4 + b"\r\n\r\n", 400),
    ("a TLS hello", lambda _: b"\x16\x03\x01\x02\x00\x01" + bytes(500) + b"\r\n\r\n", 400),
    ("HTTP/2", lambda _: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9), 400),
    ("HTTP/9.9", replaced(b"HTTP/1.1", b"HTTP/9.9"), 400),
    ("no version", replaced(b" HTTP/1.1", b""), 400),
    ("no method", replaced(b"POST ", b""), 400),
    ("a method in small letters", replaced(b"POST", b"post"), 400),
    ("a method with a bracket", replaced(b"POST", b"PO(ST"), 400),
    ("two spaces in the request line", replaced(b"POST ", b"POST  "), 400),
    ("a request line of 10 KB", replaced(b"/alexa", b"/alexa?" + b"a" * 10_000), 400),
    ("a header of 100 KB", header(b"X: " + b"a" * 100_000), 400),
    ("a signature of 100 KB", replaced(SIGNED, SIGNED + b"A" * 100_000), 400),
    ("a URL of 100 KB", replaced(b".pem", b"a" * 100_000 + b".pem"), 400),
    ("a thousand headers", header(b"\r\n".join(b"X-%d: 1" % n for n in range(1000))), 400),
    ("a header without a colon", header(b"X"), 400),
    ("a header without a name", header(b": x"), 400),
    ("a space before the colon", replaced(SIGNED, b"Signature-256 :"), 400),
    ("a nought in a header", header(b"X: a\x00b"), 400),
    ("a bare carriage return in a header", header(b"X: a\rb"), 400),
    ("a folded header", folded, 400),
    ("a folded first header", header(b" X: 1"), 400),
    ("a signature sent twice", doubled(b"Signature-256"), 400),
    ("a URL sent twice", doubled(b"SignatureCertChainUrl"), 400),
    ("a signature under a name with an underscore", replaced(SIGNED, b"Signature_256:"), 400),
    ("a content type sent twice", doubled(b"Content-Type"), 400),
    ("another path in a header", header(b"PATH_INFO: /healthz"), 200),
    ("another root in a header", header(b"SCRIPT_NAME: /nowhere"), 200),
    ("a user in a header", header(b"REMOTE_USER: amazon"), 200),
    ("no length at all", lambda m: m.replace(b"Content-Length", b"X-Length"), 400),
    ("two lengths", doubled(b"Content-Length"), 400),
    ("two lengths in one", length(b"10, 10"), 400),
    ("a length in words", length(b"many"), 400),
    ("a length below nought", length(b"-1"), 400),
    ("a length with a sign", length(b"+10"), 400),
    ("a length with an underscore", length(b"1_0"), 400),
    ("a length of nought", length(b"0"), 400),
    ("a length too short", length(b"100"), 400),
    ("a length of a terabyte", length(b"1000000000000"), 413),
    ("a length of 5000 digits", length(b"9" * 3000), 413),
    ("a length and chunks", both_lengths, 400),
    ("chunks that are gzip as well", chunked(b"0\r\n\r\n", b"gzip, chunked"), 400),
    ("chunks of another coding", chunked(b"0\r\n\r\n", b"xchunked"), 400),
    ("chunks twice", chunked(b"0\r\n\r\n", b"chunked, chunked"), 400),
    ("no chunks", chunked(b"0\r\n\r\n"), 400),
    ("a chunk of no size", chunked(b"x\r\n{}\r\n0\r\n\r\n"), 400),
    ("a chunk below nought", chunked(b"-2\r\n{}\r\n0\r\n\r\n"), 400),
    ("a chunk of a terabyte", chunked(b"ffffffffff\r\n" + b"x" * BIG), 413),
    ("a chunk without an end", chunked(b"2\r\n{}XX0\r\n\r\n"), 400),
    ("chunks of a byte each", chunked(b"1\r\nx\r\n" * 100_000), 400),
    ("chunks too many", chunked(b"8000\r\n%b\r\n" % (b"x" * 0x8000) * 10), 413),
    ("something expected that is not known", header(b"Expect: the-impossible"), 400),
    ("a proxy's greeting", lambda m: b"PROXY TCP4 1.2.3.4 1.2.3.4 1 1\r\n" + m, 400),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "status"), NOT_TAKEN, ids=[n for n, _, _ in NOT_TAKEN])
def test_what_is_no_proper_http_is_refused(
    server: Server, amazon: Amazon, name: str, change: Change, status: int
) -> None:
    """Of a genuine, signed request, spoilt in one thing; 200 where that thing has no effect."""
    assert send(server.port, raw(amazon.genuine())).status == 200
    reply = send(server.port, change(raw(amazon.genuine())), hang_up=True)
    FIGURES.took("in transport", name, reply)
    # On a machine that stalls, any of them is late, and late is 400.
    assert reply.status == (400 if reply.seconds > 2 else status)
    assert b"<" not in reply.body or status == 200
    assert reply.seconds < SIGNIFICANT


@pytest.mark.attack
@pytest.mark.parametrize("part", [10, 60, 200, -30, -1])
def test_a_request_that_stops_is_not_waited_for(server: Server, amazon: Amazon, part: int) -> None:
    """A sender that goes quiet has two seconds: then 400 in the body, and the end before it."""
    message = raw(amazon.genuine())
    in_body = part < 0
    reply = send(server.port, message[:part])
    FIGURES.took("in transport", f"stops after {part}", reply)
    assert reply.status == (400 if in_body else 0)
    assert reply.seconds < SIGNIFICANT


@pytest.mark.attack
def test_dripping_gains_no_time(server: Server, amazon: Amazon) -> None:
    """A byte now and then does not keep a thread."""
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        drip(connection, raw(amazon.genuine()))
    reply = Reply(0, b"", time.monotonic() - started)
    FIGURES.took("in transport", "a request that drips", reply)
    assert reply.seconds < SIGNIFICANT


def drip(connection: socket.socket, message: bytes) -> None:
    """Send a byte every tenth of a second until the other end has had enough."""
    with suppress(OSError):
        for byte in message:
            connection.sendall(bytes([byte]))
            time.sleep(0.1)


def test_connections_that_say_nothing_take_no_thread(server: Server, amazon: Amazon) -> None:
    """With many more of them open than there are threads, Alexa is answered."""
    with ExitStack() as silent:
        for _ in range(60):
            silent.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
        reply = send(server.port, raw(amazon.genuine()))
    FIGURES.took("in transport", "sixty silent connections", reply)
    assert reply.status == 200
    assert reply.seconds < SIGNIFICANT


def test_a_second_request_in_the_body_of_the_first_is_not_answered(
    server: Server, amazon: Amazon
) -> None:
    """What is body is body: one answer for one request, and the rest is judged by itself."""
    first = raw(amazon.genuine()).replace(b"Connection: close\r\n", b"")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(first + b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        got = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert parsed(got)[0] == 200
    assert got.count(b"HTTP/1.1 200 OK") == 2
    assert got.endswith(b'{"status":"ok"}')
