"""Plays Amazon's side of an attack: its certificate host over real TLS, its signed requests.

Nothing here comes from the skill, so that what it checks is checked by other means.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from amazon_signing import Authority, as_body, envelope, issue, key_pem, pem, sign

HOST = "https://s3.amazonaws.com"
GOOD = "/echo.api/echo-api-cert-12.pem"

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Request:
    """One HTTP request, not yet sent by anything."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    method: str = "POST"
    path: str = "/alexa"

    def put(self, name: str, value: str) -> Request:
        """With a header's value replaced."""
        return replace(self, headers=tuple((n, value if n == name else v) for n, v in self.headers))

    def add(self, name: str, value: str) -> Request:
        """With one header more."""
        return replace(self, headers=(*self.headers, (name, value)))

    def drop(self, *names: str) -> Request:
        """Without some headers."""
        return replace(self, headers=tuple((n, v) for n, v in self.headers if n not in names))

    def header(self, name: str) -> str:
        return dict(self.headers)[name]


class CertificateHost:
    """``s3.amazonaws.com``: serves what it is told to under each path, 403 under any other."""

    def __init__(self, authority: Authority, directory: Path) -> None:
        self.served: dict[str, bytes | Behaviour] = {GOOD: authority.chain}
        self.asked: list[str] = []
        self.otherwise: Behaviour = forbidden
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.socket = tls(authority, directory, "s3.amazonaws.com").wrap_socket(
            self._server.socket, server_side=True
        )
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def _handler(host) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the other self is inside
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append(self.path)
                served = host.served.get(self.path, host.otherwise)
                with suppress(OSError):
                    answer(self, 200, served) if isinstance(served, bytes) else served(self)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def tls(authority: Authority, directory: Path, name: str) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate for a name."""
    made = issue(
        "TLS", authority.signing_key, authority.intermediate, now=authority.now, names=[name]
    )
    path = directory / f"{name}.pem"
    path.write_bytes(key_pem(made.key) + pem(made.certificate, authority.intermediate.certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def forbidden(handler: BaseHTTPRequestHandler) -> None:
    """As S3 answers for what is not there."""
    answer(handler, 403, b"<Error><Code>AccessDenied</Code></Error>")


def says_nothing(_: BaseHTTPRequestHandler) -> None:
    time.sleep(10)


def drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"-")
        time.sleep(0.1)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def never_ends(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def redirects(handler: BaseHTTPRequestHandler) -> None:
    answer(handler, 302, b"", Location=HOST + GOOD)


@dataclass
class Amazon:
    """Signs requests, and serves the certificates for them."""

    authority: Authority
    stranger: Authority
    host: CertificateHost
    count: int = field(default=0)

    def envelope(self, off: float = 0.0, **request: Any) -> dict[str, Any]:
        """A launch of this skill, made ``off`` seconds from now; no two have the same id."""
        self.count += 1
        id = f"amzn1.echo-api.request.{self.count}"
        fields = {"type": "LaunchRequest", "requestId": id, **request}
        return envelope(time.time() + off, **fields)

    def signed(self, value: Any, *, path: str = GOOD, key: Any = None) -> Request:
        """A body, or what becomes one as JSON, as Alexa sends it."""
        body = value if isinstance(value, bytes) else as_body(value)
        return Request(
            (
                ("Content-Type", "application/json;charset=UTF-8"),
                ("SignatureCertChainUrl", HOST + path),
                ("Signature-256", sign(key or self.authority.signing_key, body)),
            ),
            body,
        )

    def genuine(self) -> Request:
        return self.signed(self.envelope())


@contextmanager
def playing_amazon(directory: Path) -> Iterator[Amazon]:
    """Amazon for as long as the context lasts, with its root in ``roots.pem``."""
    authority = Authority(time.time())
    (directory / "roots.pem").write_bytes(authority.roots)
    host = CertificateHost(authority, directory)
    yield Amazon(authority, Authority(time.time()), host)
    host.close()
