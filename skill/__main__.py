"""The door for other people's testers: ``python -m skill --unsigned``. Loopback only."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import sys
from collections.abc import Sequence

from werkzeug.serving import WSGIRequestHandler, make_server

from skill import settings

REFUSED = 2
"""The exit code for a command line or a setting that cannot be used."""


class _QuietHandler(WSGIRequestHandler):
    """Serves without a line for each request, and without naming its software."""

    def log_request(self, *_args: object) -> None:
        """Nothing: who asks for what is nobody's business."""

    def version_string(self) -> str:
        return "cramp-coach"


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only: 127.0.0.0/8, ::1 or localhost."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback and getattr(address, "ipv4_mapped", None) is None


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted; returns the exit code."""
    try:
        options = _parse(arguments)
        port = settings.port_number(options.port, "--port") if options.port else settings.port()
    except settings.SettingsError as problem:
        return _refuse(str(problem))
    if not is_loopback(options.host):
        return _refuse(
            f"unsigned requests are taken on loopback only, not on {options.host!r}. "
            "Use --host 127.0.0.1; for signed requests use gunicorn skill.wsgi:app."
        )
    try:
        _serve("127.0.0.1" if options.host == "localhost" else options.host, port)
    except settings.SettingsError as problem:
        return _refuse(str(problem))
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m skill", description=__doc__)
    parser.add_argument(
        "--unsigned",
        action="store_true",
        required=True,
        help="take requests that nobody signed; for signed ones use gunicorn skill.wsgi:app",
    )
    parser.add_argument("--host", default=settings.host(), help="loopback address (%(default)s)")
    parser.add_argument("--port", help="0 for any that is free (PORT, else 8000)")
    return parser.parse_args(arguments)


def _refuse(message: str) -> int:
    print(f"cramp-coach: {message}", file=sys.stderr)
    return REFUSED


def _serve(host: str, port: int) -> None:
    from skill.web.unsigned import build_unsigned_app

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    app = build_unsigned_app()
    server = make_server(host, port, app, threaded=True, request_handler=_QuietHandler)
    shown = f"[{host}]" if ":" in host else host
    print(f"Unsigned requests at http://{shown}:{server.port}/alexa (Ctrl-C ends)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
