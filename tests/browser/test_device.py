"""The device on the page: its light, its screen in each size, and being touched."""

from __future__ import annotations

from typing import Any

import pytest
from bench import Bench
from documents import component, document, text
from playwright.sync_api import Page

from simulator.device import DEVICES

SCREENS = [device for device in DEVICES.values() if device.screen]


def keys(*names: str) -> dict[str, Any]:
    """A document with a row of buttons."""
    row = [
        component(
            "TouchWrapper",
            name,
            text(name, fontSize=30),
            accessibilityLabel=f"Say {name}",
            onPress={"type": "SendEvent", "arguments": ["touch", "${event.source.id}"]},
        )
        for name in names
    ]
    return document(component("Container", "row", *row, direction="row", paddingTop=100))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("off", "Waiting for its name"),
        ("listening", "Listening"),
        ("thinking", "Thinking"),
        ("speaking", "Speaking"),
    ],
)
def test_the_light_is_told_in_words_too(bench: Bench, state: str, told: str) -> None:
    """Never by colour alone; an Echo with its light off shows no light."""
    bench.page.emulate_media(reduced_motion="reduce")  # the light changes at once
    bench.page.evaluate("(state) => device.state(state)", state)

    assert bench.page.get_by_text(told, exact=True).is_visible()
    lit = bench.style(".echo-ring-light", "strokeOpacity") != "0"
    assert lit == (state != "off")


def test_the_light_stands_still_for_those_who_want_less_motion(bench: Bench) -> None:
    """Thinking goes round and speaking pulses; with less motion neither moves."""
    ring = {"thinking": ".echo-ring-point", "speaking": ".echo-ring-light"}
    for state, part in ring.items():
        bench.page.evaluate("(state) => device.state(state)", state)
        assert bench.style(part, "animationName") != "none"
    bench.page.emulate_media(reduced_motion="reduce")
    assert bench.style(".echo-ring-light", "animationName") == "none"


@pytest.mark.parametrize("device", SCREENS, ids=lambda device: device.name)
def test_every_screen_fits_its_column_in_its_own_proportions(bench: Bench, device: Any) -> None:
    """Narrow or wide, the document has the dp that the skill was told of."""
    viewport = "${viewport.width} ${viewport.height} ${viewport.shape} ${viewport.mode}"
    for wide in (320, 700):
        bench.page.evaluate("(wide) => { host.style.width = `${wide}px` }", wide)
        bench.model(device)
        bench.render(document(text(f"{viewport} ${{viewport.pixelWidth}} ${{viewport.dpi}}")))
        glass = bench.page.locator(".show-glass").bounding_box()
        assert glass is not None
        assert glass["width"] < wide
        assert glass["width"] / glass["height"] == pytest.approx(
            device.width / device.height, rel=0.01
        )
    assert bench.words == [
        f"{device.width} {device.height} {device.shape.lower()} {device.mode.lower()}"
        f" {device.pixels[0]} {device.dpi}"
    ]
    assert bench.problems == []


def test_a_screen_follows_the_size_of_its_column(bench: Bench) -> None:
    """Turned or pulled narrower, it is scaled anew."""
    bench.page.evaluate("() => { host.style.width = '900px' }")
    bench.model("show8")
    glass = bench.page.locator(".show-glass")
    before = glass.evaluate("one => one.clientWidth")

    bench.page.evaluate("() => { host.style.width = '400px' }")

    bench.page.wait_for_function("() => document.querySelector('.show-glass').clientWidth < 400")
    assert before > 800


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Say {name}").click()


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Say {name}").tap()


def enter(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Say {name}").focus()
    page.keyboard.press("Enter")


def space(page: Page, name: str) -> None:
    page.get_by_role("button", name=f"Say {name}").focus()
    page.keyboard.press(" ")


def test_a_button_is_pressed_by_mouse_finger_and_keyboard(
    new_page: Any, bench_address: str
) -> None:
    """Each sends its event once, with what the document says and where it came from."""
    bench = Bench(new_page(has_touch=True, viewport={"width": 800, "height": 700}), bench_address)
    for press in (click, tap, enter, space):
        bench.reset()
        bench.page.evaluate("() => { host.style.width = '600px' }")
        bench.model("show8")
        bench.show(
            {
                "type": "Alexa.Presentation.APL.RenderDocument",
                "token": "the-token",
                "document": keys("yes", "no"),
            }
        )

        press(bench.page, "no")

        assert bench.touched == [
            {
                "arguments": ["touch", "no"],
                "token": "the-token",
                "source": {"type": "TouchWrapper", "handler": "Press", "id": "no"},
            }
        ], press


def test_buttons_are_reached_by_tab_in_order_and_disabled_ones_are_not(bench: Bench) -> None:
    """A disabled button says so and does nothing."""
    bench.model("show8")
    shown = keys("one", "two", "three")
    shown["mainTemplate"]["items"][0]["items"][1]["disabled"] = True
    bench.render(shown)

    reached = []
    for _ in range(2):
        bench.page.keyboard.press("Tab")
        reached.append(bench.page.evaluate("() => document.activeElement.dataset.id"))
    bench.page.locator("[data-id=two]").click(force=True)

    assert reached == ["one", "three"]
    assert bench.page.get_by_role("button", name="Say two", disabled=True).count() == 1
    assert bench.touched == []


def test_without_a_screen_nothing_is_shown(bench: Bench) -> None:
    """An Echo takes a directive that it should not have got without a fault of the page."""
    bench.model("echo")
    bench.render(keys("yes"))

    assert bench.page.locator(".apl-screen").count() == 0
    assert bench.page.locator("svg.echo").is_visible()
    assert bench.problems == []


def test_a_response_without_a_document_leaves_the_screen(bench: Bench) -> None:
    """Clearing takes it off, its faults with it."""
    bench.model("show8")
    bench.render(document(text("here", foo=1)))
    bench.show()
    assert bench.words == ["here"]
    assert bench.page.get_by_role("alert").is_visible()

    bench.page.evaluate("() => device.clear()")

    assert bench.words == []
    assert bench.page.get_by_role("alert").count() == 0


def test_an_unknown_state_is_refused(bench: Bench) -> None:
    """A slip in the page is not passed over."""
    with pytest.raises(Exception, match='no state "lit"'):
        bench.page.evaluate("() => device.state('lit')")
