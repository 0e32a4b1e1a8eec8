"""The page as ``make run`` serves it, with the real skill, on a port of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from visitor import WIDE, OpenPage, Visitor

from simulator import door
from simulator.page.app import create_app
from simulator.page.server import listening
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.understanding import understand

PATIENCE = 60_000
"""Milliseconds that a busy machine may take for anything; a test that passes waits for nothing."""

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


@pytest.fixture
def open_page(new_page: Callable[..., Page], address: str) -> OpenPage:
    """Opens the page: ``open_page(pace="real", scripts=(...), viewport=NARROW)``."""

    def make(
        pace: str = "once",
        device: str = "show8",
        scripts: tuple[str, ...] = (),
        expects: tuple[str, ...] = (),
        timed: bool = False,
        **options: Any,
    ) -> Visitor:
        page = new_page(expects, **{"viewport": WIDE, "reduced_motion": "reduce", **options})
        page.set_default_timeout(PATIENCE)
        kept = json.dumps(json.dumps({"pace": pace, "device": device}))
        key = '"cramp-coach-bench"'
        page.add_init_script(f"localStorage.getItem({key}) ?? localStorage.setItem({key}, {kept})")
        for script in scripts:
            page.add_init_script(script)
        if timed:
            page.clock.install()
        page.goto(address)
        expect(page.locator("#bench[data-ready]")).to_have_count(1)
        return Visitor(page)

    return make
