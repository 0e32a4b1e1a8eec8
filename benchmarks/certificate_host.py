"""Plays ``s3.amazonaws.com``: serves the certificate chain over TLS, well or badly."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

SLOW_SECONDS = 10.0
"""That a slow host says nothing: longer than anybody waits for it."""


class CertificateHost:
    """Well, it serves the chain under every path; ``how`` is ``well``, ``slow`` or ``dead``."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds ``chain.pem`` and ``tls.pem``."""
        self.how = "well"
        self.asked = 0
        self._chain = (folder / "chain.pem").read_bytes()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "tls.pem")
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.port = int(self._server.server_port)
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def _handler(host) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the other self is inside
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked += 1
                if host.how == "slow":
                    time.sleep(SLOW_SECONDS)
                with suppress(OSError):
                    host._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.how == "dead":
            handler.connection.close()
            return
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(self._chain)

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def certificate_host(folder: Path) -> Iterator[CertificateHost]:
    """The host, for as long as the context lasts."""
    host = CertificateHost(folder)
    try:
        yield host
    finally:
        host.close()
