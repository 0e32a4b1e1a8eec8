"""The page as ``make run`` serves it, with the real skill, on a port of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from visitor import WIDE, OpenPage, Visitor
from watching import NewPage, Watch

from simulator import door
from simulator.page.app import create_app
from simulator.page.server import listening
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.understanding import understand

PATIENCE = 60_000
"""Milliseconds that a busy machine may take for anything; a test that passes waits for nothing."""

REMEMBER = """(settings) => {
  localStorage.clear();
  localStorage.setItem("cramp-coach-bench", settings);
}"""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def saves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that talks are saved to."""
    return tmp_path_factory.mktemp("transcripts")


@pytest.fixture(scope="session")
def stage() -> Stage:
    """The real skill, and the hearing of en-US."""
    made = Stage(WsgiSkill(door.unsigned()), understand, door.skill_id())
    made.prepare("en-US")
    return made


@pytest.fixture(scope="session")
def address(stage: Stage, saves: Path) -> Iterator[str]:
    """Where the page is served."""
    server = listening(create_app(stage, ("en-US", "en-GB"), saves))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    thread.join()


class Kept:
    """Pages that are opened for one test after another, which takes a third as long as new ones."""

    def __init__(self, browser: Browser) -> None:
        self.watch = Watch(browser)
        self.pages: dict[tuple[str, ...], Page] = {}

    def page(self, expects: tuple[str, ...]) -> Page:
        """The page that may show these errors."""
        if expects not in self.pages:
            self.pages[expects] = self.watch.page(expects)
        self.pages[expects].mouse.move(0, 0)
        return self.pages[expects]


@pytest.fixture(scope="session")
def kept(chromium: Browser) -> Iterator[Kept]:
    """The pages that tests share."""
    kept = Kept(chromium)
    yield kept
    kept.watch.close()


@pytest.fixture
def open_page(new_page: NewPage, kept: Kept, address: str) -> Iterator[OpenPage]:
    """Opens the page: ``open_page(pace="real", scripts=(...), viewport=NARROW)``.

    Each test finds it as on a first visit. A page of its own gets who runs scripts before the
    page's, or moves its clock, as neither can be taken back.
    """

    def make(
        pace: str = "once",
        device: str = "show8",
        scripts: tuple[str, ...] = (),
        expects: tuple[str, ...] = (),
        timed: bool = False,
        viewport: ViewportSize = WIDE,
        color_scheme: Literal["light", "dark"] = "light",
    ) -> Visitor:
        page = new_page(expects) if scripts or timed else kept.page(expects)
        page.set_default_timeout(PATIENCE)
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme, reduced_motion="reduce")
        page.goto(f"{address}static/states.json")  # nothing runs there, and it has the same storage
        page.evaluate(REMEMBER, json.dumps({"pace": pace, "device": device}))
        for script in scripts:
            page.add_init_script(script)
        if timed:
            page.clock.install()
        page.goto(address)
        expect(page.locator("#bench[data-ready]")).to_have_count(1)
        return Visitor(page)

    yield make
    kept.watch.judge()
