"""The Flask app around the endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from skill.watch.faults import where
from skill.web.turn import JSON, PLAIN, Answer, Endpoint, Reply, Verify, refused

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


Ready = Callable[[], tuple[bool, bytes]]
"""Says whether a turn could be answered now, and what was found, as JSON."""
COUNTS = (("Content-Type", "text/plain; version=0.0.4; charset=utf-8"), *JSON[1:])
"""The headers of Prometheus's text form."""


class Metrics(NamedTuple):
    """The counts, and the address that they are told at: never where the public comes in."""

    host: str
    port: int
    text: Callable[[], bytes]


class SkillApp(Flask):
    """Flask, with a short way for the one request that nearly every request is.

    What Flask does around a view costs more than answering does, and a POST to the endpoint uses
    none of it. So such a request is answered from WSGI's environment directly, by the same
    ``Endpoint`` that the view calls; as soon as anyone hooks into Flask's requests, it goes
    through Flask like every other request.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        paths: Iterable[str],
        ready: Ready | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        super().__init__(__name__, static_folder=None)
        self._endpoint = endpoint
        self._paths = frozenset(paths)
        for path in self._paths:
            self.add_url_rule(
                path, path, self._view, methods=["POST"], provide_automatic_options=False
            )
        self.add_url_rule("/healthz", "healthz", _healthy, provide_automatic_options=False)
        for path, view in (("/readyz", _readiness(ready)), ("/metrics", _metrics(metrics))):
            if view:
                self.add_url_rule(path, path, view, provide_automatic_options=False)
        self.register_error_handler(HTTPException, _http_error)
        self.register_error_handler(Exception, _unexpected)

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI's way in."""
        post = environ["REQUEST_METHOD"] == "POST" and environ.get("PATH_INFO") in self._paths
        if not post or self._is_hooked_into():
            return super().wsgi_app(environ, start_response)
        status, headers, body = self._endpoint(environ)
        start_response(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _is_hooked_into(self) -> Any:
        return (
            self.before_request_funcs
            or self.after_request_funcs
            or self.teardown_request_funcs
            or self.teardown_appcontext_funcs
        )

    def _view(self) -> Response:
        return _response(self._endpoint(request.environ))


def create_app(
    answer: Answer,
    verify: Verify,
    *,
    paths: Iterable[str] = ("/alexa",),
    ready: Ready | None = None,
    metrics: Metrics | None = None,
) -> Flask:
    """An app that answers Alexa by POST at ``paths``, and says it lives at ``/healthz``.

    Where they are given, it says at ``/readyz`` whether it could answer a turn, and tells its
    counts at ``/metrics``.
    """
    return SkillApp(Endpoint(answer, verify), paths, ready, metrics)


def _response(reply: Reply) -> Response:
    return Response([reply.body], reply.status, list(reply.headers))


def _healthy() -> Response:
    return _response(Reply("200 OK", JSON, b'{"status":"ok"}'))


def _readiness(ready: Ready | None) -> Callable[[], Response] | None:
    if ready is None:
        return None

    def view() -> Response:
        is_ready, told = ready()
        return _response(Reply("200 OK" if is_ready else "503 Service Unavailable", JSON, told))

    return view


def _metrics(metrics: Metrics | None) -> Callable[[], Response] | None:
    if metrics is None:
        return None

    def view() -> Response:
        """At any other address than their own the counts are not there."""
        came_in_at = (request.environ["SERVER_NAME"], request.environ["SERVER_PORT"])
        if came_in_at != (metrics.host, str(metrics.port)):
            raise NotFound
        return _response(Reply("200 OK", COUNTS, metrics.text()))

    return view


def _http_error(error: HTTPException) -> Response:
    """Flask's own refusals, in one line: no such path, no such method."""
    response = _response(Reply(f"{error.code} {error.name}", PLAIN, f"{error.name}\n".encode()))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _unexpected(error: Exception) -> Response:
    """What went wrong around the endpoint, which itself never raises."""
    return _response(refused(f"unexpected: {where(error)}"))
