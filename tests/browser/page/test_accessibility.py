"""axe-core finds nothing wrong with the page, in any colours and at any width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from visitor import NARROW, WIDE, OpenPage, Visitor

MIDDLE = {"width": 1024, "height": 768}


def faults(visitor: Visitor) -> list[str]:
    """Each rule that is broken, and where."""
    found = Axe().run(visitor.page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, MIDDLE, NARROW], ids=["wide", "middle", "narrow"])
def test_nothing_stands_in_anybodys_way(
    open_page: OpenPage, scheme: str, viewport: dict[str, int]
) -> None:
    """On a first visit, in a talk that branched, behind it in each tab, and in the list of keys."""
    visitor = open_page(viewport=viewport, color_scheme=scheme)
    page = visitor.page
    assert faults(visitor) == []

    visitor.begins(visitor.button("my calf is cramping"))
    visitor.say("it still hurts so bad")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("b")
    visitor.say("I can't feel my legs")
    assert faults(visitor) == []
    if viewport is not WIDE:
        visitor.button("Inspector").click()
    for tab in ("Turn", "JSON", "Memory", "Branches"):
        visitor.tab(tab)
        assert faults(visitor) == [], tab
    if viewport is NARROW:
        visitor.button("Device").click()
        assert faults(visitor) == []
        visitor.button("Settings").click()
    visitor.button("Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults(visitor) == []


def test_words_are_seen_while_they_are_still_to_be_said(open_page: OpenPage) -> None:
    """What is dim while a reply is spoken is dark enough."""
    for scheme in ("light", "dark"):
        visitor = open_page(pace="real", color_scheme=scheme)
        turn = visitor.begins(visitor.button("my calf is cramping"))
        expect(turn.locator(".playing")).to_have_count(1)
        assert faults(visitor) == []
