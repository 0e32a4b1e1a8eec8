"""The page and the JSON it talks in. Takes requests from this machine's own browser only."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from simulator.device import DEVICES
from simulator.errors import SimulatorError
from simulator.page.talks import Talks
from simulator.stage import Stage

LARGEST_BODY = 16 * 1024
"""Bytes; nobody says that much in one breath."""

_SAFE = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def create_app(stage: Stage, locales: tuple[str, ...]) -> Flask:
    """The page's app; ``locales`` are those that can be chosen."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    talks = Talks(stage)

    @app.before_request
    def for_this_machine_only() -> None:
        """Another site that points its name at this machine is turned away."""
        if urlsplit(f"//{request.host}").hostname not in _LOOPBACK_NAMES:
            abort(403)

    @app.after_request
    def safe(response: Response) -> Response:
        response.headers.update(_SAFE)
        return response

    @app.get("/")
    def page() -> str:
        return render_template("page.html", locales=locales, devices=tuple(DEVICES))

    @app.get("/favicon.ico")
    def no_icon() -> ResponseReturnValue:
        return "", 204

    @app.post("/talks")
    def begin() -> ResponseReturnValue:
        asked = _object()
        id = talks.begin(_text(asked, "locale", locales[0]), _text(asked, "device", "echo"))
        return jsonify(id=id), 201

    @app.post("/talks/<id>/turns")
    def turn(id: str) -> ResponseReturnValue:
        asked = _object()
        try:
            return jsonify(talks.turn(id, _text(asked, "turn", "say"), _text(asked, "words", "")))
        except KeyError:
            return jsonify(error="this conversation is over; begin another"), 404

    @app.errorhandler(SimulatorError)
    def told(fault: SimulatorError) -> ResponseReturnValue:
        return jsonify(error=str(fault)), 400

    return app


def _object() -> dict[str, Any]:
    """The request's JSON object; only JSON is taken, which no foreign page can send unasked."""
    if not request.is_json:
        abort(415)
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise SimulatorError("the request is not a JSON object")
    return asked


def _text(asked: dict[str, Any], key: str, default: str) -> str:
    value = asked.get(key, default)
    if not isinstance(value, str):
        raise SimulatorError(f"{key} is not text")
    return value
