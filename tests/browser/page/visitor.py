"""Somebody at the page, with a mouse and a keyboard."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, ViewportSize, expect

WIDE = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=390, height=844)


class Visitor:
    """What can be done on the page, and where it is seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.turns = page.locator(".turn")
        self.deck = page.get_by_role("group", name="Session clock")
        self.words = page.get_by_role("textbox", name="You say")
        self.map = page.locator("#map")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def tab(self, name: str) -> Locator:
        """Open a tab of the inspector; its panel."""
        self.page.get_by_role("tab", name=name).click()
        return self.page.get_by_role("tabpanel", name=name)

    def begins(self, press: Locator) -> Locator:
        """Press something that brings a turn; the turn."""
        count = self.turns.count()
        press.click()
        return self.after(count)

    def say(self, words: str) -> Locator:
        """Type words and send them; the turn."""
        count = self.turns.count()
        self.words.fill(words)
        self.words.press("Enter")
        return self.after(count)

    def after(self, count: int) -> Locator:
        """The turn that comes after so many."""
        turn = self.turns.nth(count)
        expect(turn).to_be_visible()
        expect(self.page.locator("#deck[data-doing=thinking]")).to_have_count(0)
        return turn


OpenPage = Callable[..., Visitor]
