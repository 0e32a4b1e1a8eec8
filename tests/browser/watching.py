"""Pages that note what goes wrong in them.

That is any error in the browser's console, any exception that nothing caught, and any request that
leaves this machine.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

PATIENCE = 30_000
"""Milliseconds that any one thing in the page may take, on a busy machine too."""

ELSEWHERE = re.compile(
    r"^(?!(data|blob|about):|https?://(127\.0\.0\.1|localhost)(:[0-9]+)?/)", re.IGNORECASE
)
"""Requests that are looked at; those that are surely for this machine go on without, and sooner."""

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
        context.route(ELSEWHERE, lambda route: _here_alone(route, self.faults))
        page = context.new_page()
        page.on("console", lambda message: _console(message, expects, self.faults))
        page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        return page

    def judge(self) -> None:
        """Fail on what went wrong since the last time."""
        faults = list(self.faults)
        self.faults.clear()
        assert not faults, faults

    def close(self) -> None:
        for context in self.contexts:
            with suppress(Exception):
                context.close()


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
