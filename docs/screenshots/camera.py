"""A browser before a simulator of its own, and pictures of what it shows."""

from __future__ import annotations

import io
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from simulator import door
from simulator.page.app import create_app
from simulator.page.server import listening
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.understanding import understand

IMAGES = Path(__file__).parents[1] / "images"
CHROMIUM = ("chromium", "chromium-browser")
BETWEEN = "#8b949e"
"""The colour of a gap between two pictures, which light and dark readers both see."""
PATIENCE = 120_000
"""Milliseconds that a busy machine may take for anything."""
_SETTINGS = "cramp-coach-bench"


@dataclass(frozen=True)
class Camera:
    """Opens the simulator's page, and keeps pictures."""

    browser: Browser
    address: str

    def page(self, pace: str = "once", device: str = "show8", **options: Any) -> Page:
        """The page, ready, with a clock that moves only when it is told to."""
        page = self.browser.new_context(**options).new_page()
        page.set_default_timeout(PATIENCE)
        kept = json.dumps(json.dumps({"pace": pace, "device": device, "spoke": True}))
        page.add_init_script(f"localStorage.setItem('{_SETTINGS}', {kept})")
        page.clock.install()
        page.goto(self.address)
        page.wait_for_selector("#bench[data-ready]")
        page.clock.pause_at(page.evaluate("Date.now() + 1000"))
        return page

    def keep(self, seen: Page | Locator, name: str) -> None:
        """Write what is seen to ``docs/images``, small."""
        keep(beside([seen.screenshot(animations="disabled")]), name)


def beside(pictures: list[bytes], gap: int = 24) -> Image.Image:
    """PNGs side by side."""
    images = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    width = sum(image.width for image in images) + gap * (len(images) - 1)
    whole = Image.new("RGB", (width, max(image.height for image in images)), BETWEEN)
    left = 0
    for image in images:
        whole.paste(image, (left, 0))
        left += image.width + gap
    return whole


def keep(image: Image.Image, name: str) -> None:
    """Write a picture to ``docs/images``, in all its colours, since a palette shows as bands."""
    IMAGES.mkdir(exist_ok=True)
    path = IMAGES / f"{name}.png"
    image.save(path, optimize=True)
    print(f"docs/images/{path.name}  {path.stat().st_size // 1024} KB")


@contextmanager
def camera() -> Iterator[Camera]:
    """A camera, as long as it is needed; ends the program where there is no Chromium."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    with served() as address, sync_playwright() as playwright:
        flags = ["--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb"]
        browser = playwright.chromium.launch(
            executable_path=chromium, args=flags, chromium_sandbox=False
        )
        yield Camera(browser, address)
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The simulator's page with the real skill, on a port of its own; its address."""
    stage = Stage(WsgiSkill(door.unsigned()), understand, door.skill_id())
    stage.prepare("en-US")
    server = listening(create_app(stage, ("en-US",)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    thread.join()
