"""The page and the JSON it talks in. Takes requests from this machine's own browser only."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, jsonify, render_template
from flask.typing import ResponseReturnValue

from simulator import recording
from simulator.device import DEVICES
from simulator.errors import SimulatorError
from simulator.page.book import book
from simulator.page.guard import guard
from simulator.page.routes import routes
from simulator.page.talks import Talks
from simulator.stage import Stage


def create_app(
    stage: Stage, locales: tuple[str, ...], saves: Path = recording.TRANSCRIPTS
) -> Flask:
    """The page's app; ``locales`` are those that can be chosen, ``saves`` where tests are kept."""
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # requests are shown as they were sent
    guard(app)
    app.register_blueprint(routes(Talks(stage), locales[0], next(iter(DEVICES)), saves))
    app.register_blueprint(book())

    @app.get("/")
    def page() -> str:
        return render_template("page.html", locales=locales, devices=tuple(DEVICES.values()))

    @app.get("/favicon.ico")
    def no_icon() -> ResponseReturnValue:
        return "", 204

    @app.errorhandler(SimulatorError)
    def told(fault: SimulatorError) -> ResponseReturnValue:
        return jsonify(error=str(fault)), 400

    return app
