"""Serves the page on this machine, with the skill's own app beside it."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from simulator import door, model
from simulator.errors import SimulatorError
from simulator.page.app import create_app
from simulator.stage import Stage

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OF_THE_SKILL = frozenset({"/alexa", "/healthz"})
"""Paths that the skill's own app answers."""


class _Quiet(WSGIRequestHandler):
    """Prints no line for each request."""

    def log_request(self, *_args: object) -> None:
        """Nothing: what is said here stays here."""


def beside(page: WSGIApplication, skill: WSGIApplication) -> WSGIApplication:
    """One app out of two: the skill's paths go to the skill, all others to the page."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        chosen = skill if environ.get("PATH_INFO") in OF_THE_SKILL else page
        return chosen(environ, start_response)

    return app


def loopback(host: str) -> str:
    """The address to listen on; SimulatorError for one that other machines can reach."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        address = None
    mapped = getattr(address, "ipv4_mapped", None)
    if address is None or mapped is not None or not address.is_loopback:
        raise SimulatorError(
            f"the page is for this machine alone and does not listen on {host!r}. "
            "Set HOST to 127.0.0.1; for the internet use gunicorn skill.wsgi:app."
        )
    return str(address)


def listening(app: WSGIApplication, address: str = "127.0.0.1", port: int = 0) -> BaseWSGIServer:
    """A server that prints nothing, at that port or at any free one; it serves once it is told."""
    return make_server(address, port, app, threaded=True, request_handler=_Quiet)


def serve(host: str, port: int, set_up: Callable[[], Stage]) -> None:
    """Serve until interrupted; SimulatorError where the address may not or cannot be used."""
    address = loopback(host)
    locales = model.built()
    stage = set_up()
    for locale in locales:
        stage.prepare(locale)
    app = beside(create_app(stage, locales).wsgi_app, door.signed())
    server = listening(app, address, port)
    shown = f"[{address}]" if ":" in address else address
    print(f"Cramp Coach at http://{shown}:{server.port} (Ctrl-C ends)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
