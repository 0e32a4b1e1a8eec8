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
PATIENCE = 10_000
"""Milliseconds that any one thing in the page may take."""


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


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Makes a page in a context of its own: ``new_page(viewport={...}, color_scheme="dark")``.

    ``expects`` are parts of console errors that this page may show, as Chromium does for each
    reply with status 400.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(expects: tuple[str, ...] = (), **options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", lambda route: _here_alone(route, faults))
        page = context.new_page()
        page.on("console", lambda message: _console(message, expects, faults))
        page.on("pageerror", lambda error: faults.append(f"uncaught: {error}"))
        return page

    yield make
    for context in contexts:
        with suppress(Exception):
            context.close()
    assert not faults


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


@pytest.fixture
def bench(new_page: NewPage, bench_address: str) -> Any:
    """A bare page with a device on it, large enough for every screen at its own size."""
    from bench import Bench

    return Bench(new_page(viewport={"width": 2100, "height": 1600}), bench_address)
