"""One POST: bytes in, proved genuine, answered, bytes out. Knows WSGI's environment, not Flask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any, NamedTuple

import msgspec

from skill.watch import told
from skill.watch.faults import where
from skill.web.envelope import Envelope
from skill.web.last_resort import last_resort
from skill.web.sdk_verifier import VerificationException

Verify = Callable[[Mapping[str, Any], bytes], Envelope]
"""Takes the WSGI environment and the raw body; raises VerificationException or returns the request.

It gets the bytes as they came, since a signature is over bytes, and opens them itself."""
Answer = Callable[[Envelope], dict[str, Any]]
"""Takes one genuine request, returns the response to it."""

LARGEST_BODY = 256 * 1024
"""Bytes. A session's attributes and a screen's state come to a few dozen kilobytes at most."""

_SAFE = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
JSON = (("Content-Type", "application/json;charset=UTF-8"), *_SAFE)
"""The headers of a reply in JSON."""
PLAIN = (("Content-Type", "text/plain;charset=UTF-8"), *_SAFE)
"""The headers of an error, which is one line of text."""

_encode = msgspec.json.Encoder().encode


class Reply(NamedTuple):
    """What goes back over HTTP."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


class _TooLargeError(Exception):
    """The body is larger than ``LARGEST_BODY``."""


class Endpoint:
    """Answers a POST of Alexa's; never raises.

    What ``verify`` refuses, for whatever reason, is answered with exactly 400 (platform S15);
    what it lets through, with 200. Of each, ``skill.watch`` is told, and nothing that was said.
    """

    def __init__(self, answer: Answer, verify: Verify) -> None:
        self._answer = answer
        self._verify = verify

    def __call__(self, environ: Mapping[str, Any]) -> Reply:
        """The reply to the request in a WSGI environment."""
        started = perf_counter()
        try:
            envelope = self._verify(environ, _read_body(environ))
        except VerificationException as refusal:
            return refused(str(refusal), perf_counter() - started)
        except _TooLargeError:
            told.refused("body is too large", perf_counter() - started, 413)
            return Reply("413 Content Too Large", PLAIN, b"body is too large\n")
        except Exception as error:
            return refused(f"request could not be read: {where(error)}", perf_counter() - started)
        return Reply("200 OK", JSON, self._answered(envelope, started))

    def _answered(self, envelope: Envelope, started: float) -> bytes:
        """The response as JSON; a NaN, which JSON cannot say, becomes null."""
        try:
            body = _encode(self._answer(envelope))
        except Exception as error:
            body = _encode(last_resort(envelope))
            told.failed(envelope, perf_counter() - started, where(error))
            return body
        told.answered(envelope, perf_counter() - started)
        return body


def refused(reason: str, seconds: float = 0.0) -> Reply:
    """The reply to whatever is not a genuine request; the reason quotes nothing of it."""
    told.refused(reason, seconds)
    return Reply("400 Bad Request", PLAIN, f"{reason}\n".encode())


def _read_body(environ: Mapping[str, Any]) -> bytes:
    """The raw body; raises _TooLargeError before more than ``LARGEST_BODY`` is kept."""
    stream, length = environ["wsgi.input"], environ.get("CONTENT_LENGTH")
    if length:
        declared = int(length) if len(length) < 20 else LARGEST_BODY + 1
        if declared > LARGEST_BODY:
            raise _TooLargeError
        return bytes(stream.read(max(declared, 0)))
    # Chunked: a server that can tell where such a body ends says so.
    return _read_to_end(stream) if environ.get("wsgi.input_terminated") else b""


def _read_to_end(stream: Any) -> bytes:
    body = bytearray()
    while chunk := stream.read(LARGEST_BODY + 1 - len(body)):
        body += chunk
        if len(body) > LARGEST_BODY:
            raise _TooLargeError
    return bytes(body)
