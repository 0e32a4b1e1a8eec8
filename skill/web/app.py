"""The Flask app: bytes in, proved genuine, answered, bytes out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

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

_SAFE = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
]
_JSON = [("Content-Type", "application/json;charset=UTF-8"), *_SAFE]
_PLAIN = [("Content-Type", "text/plain;charset=UTF-8"), *_SAFE]

log = logging.getLogger(__name__)
_encode = msgspec.json.Encoder().encode


def create_app(answer: Answer, verify: Verify, *, paths: Iterable[str] = ("/alexa",)) -> Flask:
    """An app that answers Alexa by POST at each of ``paths``, and says it is well at ``/healthz``.

    What ``verify`` refuses, for whatever reason, is answered with exactly 400 (platform S15);
    what it lets through, with 200. Nothing of a request or a person is logged, only reasons.
    """

    def alexa() -> Response:
        environ = request.environ
        body = _read_body(environ)
        try:
            envelope = verify(environ, body)
        except VerificationException as refusal:
            return _refused(str(refusal))
        except Exception as error:
            return _refused(f"unexpected {_where(error)}")
        return Response([_reply(answer, envelope)], 200, _JSON)

    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False
    for path in paths:
        app.add_url_rule(path, path, alexa, methods=["POST"], provide_automatic_options=False)
    app.add_url_rule("/healthz", "healthz", _healthy, provide_automatic_options=False)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unreadable)
    return app


def _reply(answer: Answer, envelope: Envelope) -> bytes:
    """The response as JSON; a NaN, which JSON cannot say, becomes null."""
    try:
        return _encode(answer(envelope))
    except Exception as error:
        log.error("answer failed: %s", _where(error))
        return _encode(last_resort(envelope))


def _read_body(environ: Mapping[str, Any]) -> bytes:
    """The raw body; raises RequestEntityTooLarge before more than ``LARGEST_BODY`` is read."""
    stream, length = environ["wsgi.input"], environ.get("CONTENT_LENGTH")
    if length:
        declared = int(length) if len(length) < 20 else LARGEST_BODY + 1
        if declared > LARGEST_BODY:
            raise RequestEntityTooLarge
        return bytes(stream.read(max(declared, 0)))
    # Chunked: a server that can tell where such a body ends says so.
    return _read_to_end(stream) if environ.get("wsgi.input_terminated") else b""


def _read_to_end(stream: Any) -> bytes:
    body = bytearray()
    while chunk := stream.read(LARGEST_BODY + 1 - len(body)):
        body += chunk
        if len(body) > LARGEST_BODY:
            raise RequestEntityTooLarge
    return bytes(body)


def _refused(reason: str) -> Response:
    log.warning("refused: %s", reason)
    return Response([f"{reason}\n".encode()], 400, _PLAIN)


def _healthy() -> Response:
    return Response([b'{"status":"ok"}'], 200, _JSON)


def _http_error(error: HTTPException) -> Response:
    response = Response([f"{error.name}\n".encode()], error.code, _PLAIN)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _unreadable(error: Exception) -> Response:
    """Whatever else goes wrong does so before verification: a body that cannot be read."""
    return _refused(f"request could not be read: {_where(error)}")


def _where(error: Exception) -> str:
    """The kind of an error and the line it came from; its message may quote a person, so is left.

    For example ``KeyError at relief.py:40``.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = trace.tb_frame.f_code.co_filename.rpartition("/")[2]
    return f"{type(error).__name__} at {file}:{trace.tb_lineno}"
