"""A bare page with a device on it, for tests of what the device shows.

The page comes with the same headers as the simulator's own, so that what its security policy
forbids fails here too.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.device import Device, device
from simulator.page.app import create_app

Json = dict[str, Any]

_HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bench</title>
<link rel="stylesheet" href="/static/apl/apl.css">
<link rel="stylesheet" href="/static/device/device.css">
<link rel="stylesheet" href="/bench.css">
<script type="module" src="/bench.js"></script></head>
<body><main id="host"></main></body></html>"""

_CSS = "body { margin: 0 } #host { width: 2000px }"

_SCRIPT = """
import { Device } from "/static/device/device.js";
window.touched = [];
const onTouch = (given, more) => window.touched.push({ arguments: given, ...more });
window.device = new Device(document.getElementById("host"), { onTouch });
"""


_BOX = """(id) => {
  const screen = document.querySelector(".apl-screen");
  const top = screen.getBoundingClientRect();
  const scale = top.width / screen.offsetWidth;
  const box = screen.querySelector(`[data-id="${id}"]`).getBoundingClientRect();
  return [(box.x - top.x) / scale, (box.y - top.y) / scale, box.width / scale, box.height / scale];
}"""


_RESET = """() => {
  document.activeElement.blur();
  host.removeAttribute("style");
  device.model("echo");
  touched.length = 0;
}"""


def bench_app() -> Flask:
    app = create_app(stage=None, locales=("en-US",))  # type: ignore[arg-type]

    @app.get("/bench")
    def bench() -> str:
        return _HTML

    @app.get("/bench.js")
    def script() -> Any:
        return app.response_class(_SCRIPT, mimetype="text/javascript")

    @app.get("/bench.css")
    def style() -> Any:
        return app.response_class(_CSS, mimetype="text/css")

    return app


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_args: object) -> None:
        """Nothing."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the app, served on this machine while the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


def render_directive(document: Json, data: Json | None = None) -> Json:
    return {
        "type": "Alexa.Presentation.APL.RenderDocument",
        "token": "t",
        "document": document,
        "datasources": data or {},
    }


class Bench:
    """The device on the page, as tests handle it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(f"{address}/bench")
        page.wait_for_function("() => window.device !== undefined")
        page.evaluate("() => document.fonts.load('40px Screen Sans')")

    def reset(self) -> None:
        """As it was when the page was opened."""
        self.page.emulate_media(reduced_motion="no-preference")
        self.page.evaluate(_RESET)
        self.page.mouse.move(0, 0)

    def model(self, one: Device | str) -> None:
        """Put a device there, by itself or by its name."""
        chosen = device(one) if isinstance(one, str) else one
        spec = {key: getattr(chosen, key) for key in ("width", "height", "shape", "dpi", "mode")}
        self.page.evaluate("([name, spec]) => device.model(name, spec)", [chosen.name, spec])

    def show(self, *directives: Json) -> None:
        script = "(sent) => device.show(JSON.parse(sent))"
        self.page.evaluate(script, json.dumps(directives))  # Playwright is slow with large values

    def render(self, document: Json, data: Json | None = None) -> None:
        self.show(render_directive(document, data))

    @property
    def problems(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => device.problems")
        return found

    @property
    def overflows(self) -> list[str]:
        found: list[str] = self.page.evaluate("() => device.overflows()")
        return found

    @property
    def touched(self) -> list[Json]:
        found: list[Json] = self.page.evaluate("() => window.touched")
        return found

    def box(self, id: str) -> tuple[float, float, float, float]:
        """Left, top, width and height of the component of that id, in dp of its screen."""
        found: list[float] = self.page.evaluate(_BOX, id)
        return tuple(round(each, 1) for each in found)  # type: ignore[return-value]

    @property
    def words(self) -> list[str]:
        """What each Text says, in the order of the document."""
        return self.page.locator(".apl-words").all_inner_texts()

    def style(self, selector: str, name: str) -> str:
        script = "(element, name) => getComputedStyle(element)[name]"
        return str(self.page.locator(selector).first.evaluate(script, name))
