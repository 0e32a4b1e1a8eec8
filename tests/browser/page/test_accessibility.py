"""axe-core finds nothing wrong with the page, in any colours and at any width."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from visitor import NARROW, WIDE, OpenPage, Visitor


def faults(visitor: Visitor) -> list[str]:
    """Each rule that is broken, and where."""
    found = Axe().run(visitor.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def branched(visitor: Visitor) -> None:
    """Talk, go back, and go on another way."""
    visitor.begins(visitor.button("my calf is cramping"))
    visitor.say("it still hurts so bad")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("b")
    visitor.say("I can't feel my legs")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(open_page: OpenPage, scheme: str) -> None:
    """On a first visit, in a talk that branched, behind it in each tab, and in the list of keys."""
    visitor = open_page(viewport=WIDE, color_scheme=scheme)
    assert faults(visitor) == []

    branched(visitor)
    for tab in ("Memory", "Branches", "JSON"):
        visitor.tab(tab)
        assert faults(visitor) == [], tab
    visitor.button("Edit and send again").click()
    visitor.button("Keys").click()
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert faults(visitor) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nor_where_there_is_room_for_one_part_alone(open_page: OpenPage, scheme: str) -> None:
    """On a first visit, and then in each part, with the settings open."""
    visitor = open_page(viewport=NARROW, color_scheme=scheme, device="echo")
    assert faults(visitor) == []

    visitor.begins(visitor.button("my calf is cramping"))
    visitor.button("Settings").click()
    for part in ("Talk", "Device", "Inspector"):
        visitor.button(part).click()
        assert faults(visitor) == [], part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_seen_while_they_are_still_to_be_said(open_page: OpenPage, scheme: str) -> None:
    """What is dim while a reply is spoken is strong enough."""
    visitor = open_page(pace="real", color_scheme=scheme)
    turn = visitor.begins(visitor.button("my calf is cramping"))
    expect(turn.locator(".playing")).to_have_count(1)
    assert faults(visitor) == []
