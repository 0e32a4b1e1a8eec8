"""Pictures of the simulator's page: a first visit, a hold, danger, and what lies behind a turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from docs.screenshots.camera import Camera, beside, keep

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 780}


def first_visit(camera: Camera, name: str) -> None:
    """What to do, within five seconds."""
    camera.keep(camera.page(pace="real", viewport=WIDE), name)


def a_hold(camera: Camera, name: str) -> None:
    """In the middle of a stretch, counted aloud and on the screen."""
    page = camera.page(pace="real", viewport=WIDE)
    taken(page, lambda: page.get_by_role("button", name="my calf is cramping").click())
    reasons(page)
    for _ in range(19):
        page.clock.run_for(1000)
    camera.keep(page, name)


def danger(camera: Camera, name: str) -> None:
    """A danger sign on the way, after which the talk is gone back to and on from."""
    page = camera.page(viewport=WIDE, color_scheme="dark")
    for words in ("my calf is cramping", "it still hurts", "it's gone now"):
        say(page, words)
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("b")
        page.keyboard.press("Tab")
    say(page, "wait, I can't feel my feet")
    page.get_by_role("tab", name="Branches").click()
    camera.keep(page, name)


def inside(camera: Camera, name: str) -> None:
    """The JSON both ways, on an Echo without a screen."""
    page = camera.page(device="echo", viewport=WIDE)
    say(page, "I'm on the toilet and my leg cramped")
    say(page, "why does this happen")
    page.get_by_role("tab", name="JSON").click()
    camera.keep(page, name)


def narrow(camera: Camera, name: str) -> None:
    """One column: talk, device and what lies behind, each at a time."""
    page = camera.page(viewport=NARROW, color_scheme="dark")
    seen = [page.screenshot()]
    say(page, "I'm on the toilet and my leg cramped")
    for part in ("Talk", "Device", "Inspector"):
        page.get_by_role("button", name=part, exact=True).click()
        reasons(page)
        seen.append(page.screenshot(animations="disabled"))
    keep(beside(seen, gap=2), name)


def say(page: Page, words: str) -> None:
    """Say it, and wait for the turn."""

    def said() -> None:
        page.get_by_role("textbox", name="You say").fill(words)
        page.get_by_role("textbox", name="You say").press("Enter")

    taken(page, said)


def taken(page: Page, does: Callable[[], None]) -> None:
    """Do what brings a turn, and wait for it."""
    turns = page.locator(".turn")
    count = turns.count()
    does()
    expect(turns).to_have_count(count + 1)
    expect(page.locator("#deck[data-doing=thinking]")).to_have_count(0)


def reasons(page: Page) -> None:
    """Wait until the inspector has told why."""
    expect(page.locator(".meaning")).to_have_count(1)


PICTURES: Mapping[str, Callable[[Camera, str], None]] = {
    "page-first-visit": first_visit,
    "page-hold": a_hold,
    "page-danger-dark": danger,
    "page-inspector": inside,
    "page-narrow": narrow,
}
"""How each picture is taken, by its name."""
