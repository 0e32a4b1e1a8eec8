"""Whole talks in the page: typed, touched, spoken, in danger, narrow, by keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from visitor import NARROW, WIDE, OpenPage, Visitor

RECOGNISER = """
window.SpeechRecognition = class {
  start() {
    window.listened = { lang: this.lang };
    setTimeout(() => {
      const said = { transcript: window.willSay ?? "my calf is cramping" };
      this.onresult({ results: [[said]] });
      this.onend();
    });
  }
  stop() {}
};
"""
"""A browser's ear that hears what it is told to."""
DEAF = """
delete window.SpeechRecognition;
delete window.webkitSpeechRecognition;
"""


def phases(visitor: Visitor) -> str:
    """Where the map says that the talk has been."""
    return visitor.map.get_by_role("img").get_attribute("aria-label") or ""


def test_a_first_visit_shows_what_to_do(open_page: OpenPage) -> None:
    """A question, an input, three examples and a button, and nothing else to look at first."""
    visitor = open_page(pace="real")
    page = visitor.page

    expect(page.get_by_role("heading", level=1)).to_contain_text("Cramp Coach")
    expect(page.get_by_text("What do you say?")).to_be_visible()
    expect(visitor.words).to_be_visible()
    expect(page.get_by_role("group", name="Examples").get_by_role("button")).to_have_count(3)
    expect(visitor.button("Open Cramp Coach")).to_be_visible()
    expect(page.get_by_role("tablist")).to_have_count(0)
    expect(page.locator(".device")).to_be_visible()


def test_a_relief_talk_by_typing(open_page: OpenPage) -> None:
    """From the first words to goodbye; the map, the inspector and a screen reader follow it."""
    visitor = open_page()

    first = visitor.begins(visitor.button("my calf is cramping"))
    expect(first).to_contain_text("ReliefIntent")
    expect(first).to_contain_text("Twenty.")
    expect(visitor.page.get_by_role("log")).to_contain_text("toes up")
    visitor.say("it still hurts")
    visitor.say("it's gone")
    visitor.say("no thanks")
    last = visitor.say("stop")

    expect(last).to_contain_text("Session over")
    expect(visitor.deck).to_contain_text("Microphone closed")
    assert phases(visitor) == "This talk went through relief, menu, closed; it is at closed."
    panel = visitor.tab("Turn")
    expect(panel).to_contain_text("AMAZON.StopIntent")


def test_a_relief_talk_by_touch(open_page: OpenPage) -> None:
    """What is pressed on the screen means what the words mean, and is a turn like any other."""
    visitor = open_page()
    screen = visitor.page.locator("#stage")

    visitor.begins(visitor.button("Open Cramp Coach"))
    held = visitor.begins(screen.get_by_role("button", name="Yes"))
    eased = visitor.begins(screen.get_by_role("button", name="It's eased"))
    over = eased
    while "Microphone open" in over.inner_text():
        over = visitor.begins(screen.get_by_role("button", name="No", exact=True))

    expect(held.locator(".said")).to_contain_text("Touch yes")
    expect(held).to_contain_text("Five.")
    expect(eased).to_contain_text("Want tips")
    expect(over).to_contain_text("Session over")
    expect(visitor.tab("JSON")).to_contain_text("Alexa.Presentation.APL.UserEvent")


def test_a_relief_talk_by_voice(open_page: OpenPage) -> None:
    """What the browser heard is said; where it may send it is told before the first press."""
    visitor = open_page(scripts=(RECOGNISER,))
    page = visitor.page
    microphone = visitor.button("Press and speak")

    expect(page.locator("#hint")).to_contain_text("send speech to their maker's cloud")
    first = visitor.begins(microphone)
    page.evaluate('window.willSay = "it\'s gone"')
    second = visitor.begins(microphone)

    expect(first.locator(".said")).to_contain_text("my calf is cramping")
    expect(second).to_contain_text("EasedIntent")
    assert page.evaluate("window.listened.lang") == "en-US"


def test_a_browser_that_cannot_listen_says_so(open_page: OpenPage) -> None:
    """And typing is all it takes."""
    visitor = open_page(scripts=(DEAF,))

    expect(visitor.button("Press and speak")).to_be_disabled()
    expect(visitor.page.locator("#hint")).to_contain_text("This browser cannot listen")


def test_a_danger_sign_ends_in_the_number_to_call(open_page: OpenPage) -> None:
    """On the screen and aloud, and the session closes."""
    visitor = open_page()

    turn = visitor.begins(visitor.button("I can't feel my feet"))

    expect(turn.locator(".reply")).to_contain_text("911")
    expect(turn).to_contain_text("Session over")
    expect(visitor.page.locator("#stage")).to_contain_text("911")
    expect(visitor.deck).to_contain_text("The session is over")


def test_narrow_and_dark_there_is_one_column(open_page: OpenPage) -> None:
    """With a part at a time, and nothing beside the edge."""
    visitor = open_page(viewport=NARROW, color_scheme="dark")
    page = visitor.page
    visitor.begins(visitor.button("my calf is cramping"))

    for name, seen in (("Device", "#stage"), ("Inspector", "#tabs"), ("Talk", "#turns")):
        visitor.button(name).click()
        expect(page.locator(seen)).to_be_visible()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROW["width"]
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(14, 18, 20)"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_a_talk_by_keyboard_alone(open_page: OpenPage) -> None:
    """From the first Tab: what is focused is seen, letters are keys, Escape and ? do their part."""
    visitor = open_page()
    page, press = visitor.page, visitor.page.keyboard.press

    press("Tab")
    assert focused(page) == "Skip to what you say"
    press("Enter")
    page.keyboard.type("my calf is cramping")
    press("Enter")
    visitor.after(0)
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"

    press("Tab")
    press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focused(page) == "words"

    press("Tab")
    press("s")
    expect(visitor.after(1)).to_contain_text("Reprompt")
    press("b")
    expect(visitor.turns).to_have_count(1)
    assert focused(page) == "words"
    press("Tab")
    press("i")
    assert focused(page) == "tab-turn"
    press("ArrowRight")
    assert focused(page) == "tab-json"
    expect(page.get_by_role("tabpanel", name="JSON")).to_contain_text("IntentRequest")


def test_letters_can_be_left_to_other_tools(open_page: OpenPage) -> None:
    """Somebody who speaks to the browser switches them off, and that is remembered."""
    visitor = open_page()
    page = visitor.page

    visitor.button("Keys").click()
    page.get_by_role("checkbox").uncheck()
    visitor.button("Close").click()
    page.reload()
    expect(page.locator("#bench[data-ready]")).to_have_count(1)
    visitor.button("Keys").focus()
    page.keyboard.press("o")
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    expect(visitor.turns).to_have_count(0)


def test_the_same_talk_goes_on_on_another_device(open_page: OpenPage) -> None:
    """Every step is taken there again, and the choice is remembered."""
    visitor = open_page(device="echo")
    page = visitor.page
    visitor.begins(visitor.button("my calf is cramping"))
    visitor.say("it still hurts")

    page.get_by_role("combobox", name="Device").select_option("spot")

    expect(page.locator("#device-name")).to_contain_text("Echo Spot")
    expect(visitor.turns).to_have_count(2)
    expect(page.locator("#stage")).to_contain_text(re.compile("Step|easing|eased"))
    page.set_viewport_size(WIDE)
    page.reload()
    expect(page.locator("#device-name")).to_contain_text("Echo Spot")
