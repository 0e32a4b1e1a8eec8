"""A real browser for the tests of what the page shows: Debian's Chromium, driven by Playwright.

A page made by `new_page` fails its test on any error in the browser's console, on any exception
that nothing caught, and on any request that leaves this machine.
"""

from __future__ import annotations

import ipaddress
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
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
PATIENCE = 30_000
"""Milliseconds that any one thing in the page may take, on a busy machine too."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; without Chromium they are skipped and say so."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium): no browser test ran")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, chromium_sandbox=False
        )
        yield browser
        browser.close()


NewPage = Callable[..., Page]


class Watch:
    """Makes pages, and notes what goes wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def page(self, expects: tuple[str, ...] = (), **options: Any) -> Page:
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", lambda route: _here_alone(route, self.faults))
        page = context.new_page()
        page.on("console", lambda message: _console(message, expects, self.faults))
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        return page

    def judge(self) -> None:
        """Fail on what went wrong since the last time."""
        faults = list(self.faults)
        self.faults.clear()
        assert not faults

    def close(self) -> None:
        for context in self.contexts:
            with suppress(Exception):
                context.close()


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


def _here_alone(route: Route, faults: list[str]) -> None:
    url = route.request.url
    if _is_here(url):
        route.continue_()
        return
    faults.append(f"a request left this machine: {url}")
    route.abort()


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme in ("data", "blob", "about"):
        return True
    if parts.hostname == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    return False


def _console(message: ConsoleMessage, expects: tuple[str, ...], faults: list[str]) -> None:
    if message.type == "error" and not any(part in message.text for part in expects):
        faults.append(f"console: {message.text}")


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
