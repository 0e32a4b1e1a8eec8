"""A real browser for the tests of what the page shows: Debian's Chromium, driven by Playwright.

A page made by `new_page` fails its test on what `watching` notes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from watching import NewPage, Watch

CHROMIA = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first is the same browser without its windows, and a quarter faster."""
CHROMIUM = next(filter(None, map(shutil.which, CHROMIA)), None)
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; without Chromium they are skipped and say so."""
    if CHROMIUM is None:
        pytest.skip("no browser test ran: Chromium is not installed (chromium-headless-shell)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=False
        )
        yield browser
        browser.close()


@pytest.fixture
def watch(chromium: Browser) -> Iterator[Watch]:
    """Makes pages, and fails the test on what goes wrong in them."""
    watch = Watch(chromium)
    yield watch
    watch.close()
    watch.judge()


@pytest.fixture
def new_page(watch: Watch) -> NewPage:
    """Makes a page in a context of its own: ``new_page(viewport={...}, color_scheme="dark")``.

    ``expects`` are parts of console errors that this page may show, as Chromium does for each
    reply with status 400.
    """
    return watch.page


@pytest.fixture(scope="session")
def bench_address(chromium: Browser) -> Iterator[str]:
    """Where a bare page with a device on it is served."""
    assert chromium.is_connected()
    from bench import bench_app, served

    with served(bench_app()) as address:
        yield address


@pytest.fixture(scope="module")
def bench_page(chromium: Browser, bench_address: str) -> Iterator[tuple[Watch, Any]]:
    """One bare page with a device for all tests of a module, since a page takes long to load."""
    from bench import Bench

    watch = Watch(chromium)
    page = watch.page(viewport={"width": 2100, "height": 1600})
    yield watch, Bench(page, bench_address)
    watch.close()


@pytest.fixture
def bench(bench_page: tuple[Watch, Any]) -> Iterator[Any]:
    """The module's page as good as new, large enough for every screen at its own size."""
    watch, bench = bench_page
    bench.reset()
    yield bench
    watch.judge()


@pytest.fixture(scope="module")
def stopped_clock(bench_page: tuple[Watch, Any]) -> None:
    """In this module the page's clock stands still until a test moves it."""
    clock = bench_page[1].page.clock
    clock.install(time="2026-01-05T03:00:00Z")
    clock.pause_at("2026-01-05T04:00:00Z")  # later, as it goes on until this is reached
