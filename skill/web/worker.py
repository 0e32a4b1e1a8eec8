"""gunicorn's worker, for a door that strangers knock at.

It is the threaded worker, in three points less patient: a connection that has sent nothing takes
no thread; a request has ``ARRIVAL_SECONDS`` to arrive in whole, however it is dripped or chopped;
and what is not HTTP gets the endpoint's own refusal, exactly 400, where gunicorn has a dozen
answers, 500 and a page that quotes the sender among them. And in one point it is more so: told to
stop, it takes what had connected by then, and answers it. Named in ``gunicorn.conf.py``.
"""

from __future__ import annotations

import selectors
import socket
import time
from functools import partial
from typing import Any

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import _DEFER, ThreadWorker

from skill.watch import told
from skill.web.turn import LARGEST_BODY, PLAIN

ARRIVAL_SECONDS = 2.0
"""For headers and body together. Alexa, and any proxy before this, sends both at once."""
FIRST_BYTE_SECONDS = 0.01
"""That a thread waits for a new connection to say anything; then it waits without one."""
MOST_BYTES = LARGEST_BODY + 64 * 1024
"""Of one request as it is sent, so that a body in chunks of a byte is not read for long."""

_BODY = b"request is not HTTP that this server takes\n"
_HEADERS = (*PLAIN, ("Content-Length", str(len(_BODY))), ("Connection", "close"))
NOT_HTTP = (
    "\r\n".join(["HTTP/1.1 400 Bad Request", *(f"{n}: {v}" for n, v in _HEADERS), "", ""]).encode()
    + _BODY
)


class ArrivingSocket(socket.socket):
    """A connection whose sender has said everything when its time or its space is up."""

    _deadline = 0.0
    _bytes_left = 0

    def expect_request(self) -> None:
        """Give the next request its time, from now on."""
        self._deadline = time.monotonic() + ARRIVAL_SECONDS
        self._bytes_left = MOST_BYTES

    def recv(self, size: int, flags: int = 0) -> bytes:
        """The next bytes; none when there may be no more, as if the sender had gone."""
        seconds_left = self._deadline - time.monotonic()
        if seconds_left <= 0 or self._bytes_left <= 0:
            return b""
        self.settimeout(seconds_left)
        try:
            got = super().recv(min(size, self._bytes_left), flags)
        except TimeoutError:
            return b""
        self._bytes_left -= len(got)
        return got

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send a reply, to a reader who may not take for ever either."""
        self.settimeout(ARRIVAL_SECONDS)
        super().sendall(data, flags)


class Worker(ThreadWorker):
    """Takes requests on threads."""

    def handle(self, conn: Any) -> Any:
        """Take one request of a connection; runs in a thread."""
        if not isinstance(conn.sock, ArrivingSocket):
            conn.sock = ArrivingSocket(fileno=conn.sock.detach())
            conn.sock.setblocking(False)
        stops = not self.alive  # looked at once: it may change while we wait
        patience = ARRIVAL_SECONDS if stops else FIRST_BYTE_SECONDS
        if not conn.initialized and not conn.wait_for_data(patience):
            return False if stops else _DEFER
        conn.sock.expect_request()
        return super().handle(conn)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Stop taking connections; when the worker stops, not before all who wait were let in.

        Then the door is shut at once, so that who comes later is refused, and goes elsewhere,
        instead of waiting for a worker that is leaving.
        """
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            before = -1
            while before != self.nr_conns:
                before = self.nr_conns
                self.accept(listener)
            listener.close()

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Take up what a request in a thread came to; gunicorn would hang up on who is silent.

        Of a worker that is stopping, one that was put off until its sender says something is
        waited for after all.
        """
        if fs.cancelled() or fs.exception() or fs.result() is not _DEFER:
            super().finish_request(conn, fs)
        elif self.alive:
            self._put_off(conn)
        else:
            self.enqueue_req(conn)

    def _put_off(self, conn: Any) -> None:
        """Wait for a silent connection without a thread.

        As gunicorn does, which looks anew whether the worker is alive: told to stop in between, it
        would hang up.
        """
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Refuse what is not HTTP, quoting nothing of it; anything else is gunicorn's to tell."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        told.refused(f"request is not HTTP: {type(exc).__name__}")
        client.sendall(NOT_HTTP)
