"""Two ways to send a request: as a WSGI server would call the app, and over a raw socket."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from playing_amazon import Request

SIGNIFICANT = 3.0
"""Seconds within which any answer is due."""


class Reply(NamedTuple):
    """What came back; status 0 where the connection was closed without a word."""

    status: int
    body: bytes
    seconds: float


def call(app: Callable[..., Any], request: Request) -> Reply:
    """Call a WSGI app with a request, headers sent twice joined as servers do."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path.partition("?")[0],
        "QUERY_STRING": request.path.partition("?")[2],
        "SERVER_NAME": "skill.example",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers:
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    told: list[str] = []
    started = time.monotonic()
    body = b"".join(app(environ, lambda status, _headers, _error=None: told.append(status)))
    return Reply(int(told[0].split()[0]), body, time.monotonic() - started)


def raw(request: Request) -> bytes:
    """A request as bytes, with the length of its body and the wish to close afterwards."""
    lines = [f"{request.method} {request.path} HTTP/1.1", "Host: skill.example"]
    lines += [f"{name}: {value}" for name, value in request.headers]
    lines += [f"Content-Length: {len(request.body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + request.body


def send(port: int, message: bytes, *, hang_up: bool = False) -> Reply:
    """Send bytes and take the answer up to the end of the connection."""
    started = time.monotonic()
    got = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        # A refusal may come, and the connection end, before everything is sent.
        with suppress(OSError):
            connection.sendall(message)
            if hang_up:
                connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            while not complete(got) and (chunk := connection.recv(65_536)):
                got += chunk
    return Reply(*parsed(bytes(got)), time.monotonic() - started)


def complete(got: bytes | bytearray) -> bool:
    """Whether a whole answer is there."""
    head, _, body = bytes(got).partition(b"\r\n\r\n")
    length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
    return length.isdigit() and len(body) >= int(length)


def parsed(got: bytes) -> tuple[int, bytes]:
    head, _, body = got.partition(b"\r\n\r\n")
    return (int(head.split(b" ")[1]) if head.startswith(b"HTTP/") else 0), body
