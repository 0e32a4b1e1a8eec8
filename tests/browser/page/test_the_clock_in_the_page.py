"""Time in the page: replies take theirs, the session's clock runs, and stands still on request."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect
from visitor import OpenPage, Visitor

VOICE = """
window.spoken = [];
const voice = { name: "Here", lang: "en-US", localService: true };
const cloud = { name: "Cloud", lang: "en-US", localService: false };
const engine = Object.assign(new EventTarget(), {
  getVoices: () => [cloud, voice],
  cancel: () => { window.cancelled = true; },
  speak: (said) => {
    window.spoken.push({ text: said.text, rate: said.rate, by: said.voice?.name });
    setTimeout(() => said.onend(), 400);
  },
});
Object.defineProperty(window, "speechSynthesis", { value: engine });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
"""A browser's voice that writes down what it says, beside one that speaks in a cloud."""


def timed(open_page: OpenPage, **more: Any) -> Visitor:
    """The page in real time, whose clock moves as it is told to."""
    visitor = open_page(pace="real", timed=True, **more)
    visitor.page.clock.pause_at(visitor.page.evaluate("Date.now() + 1000"))
    return visitor


def test_a_reply_takes_its_time_and_is_marked_as_it_is_heard(open_page: OpenPage) -> None:
    """What is still to come is dim; the microphone opens only when all was said."""
    visitor = timed(open_page)
    turn = visitor.begins(visitor.button("my calf is cramping"))

    expect(visitor.deck).to_contain_text("Speaking")
    visitor.page.clock.run_for(9000)
    expect(turn.locator(".words.over").first).to_be_visible()
    expect(turn.locator(".reply.playing")).to_have_count(1)
    visitor.page.clock.run_for(23_000)
    expect(turn.locator(".reply.playing")).to_have_count(0)
    expect(visitor.deck).to_contain_text("Listening")


def test_nobody_speaks_and_the_session_times_out(open_page: OpenPage) -> None:
    """Eight seconds, the reprompt, eight seconds, the end; all of it is in the talk."""
    visitor = timed(open_page, device="echo")
    clock = visitor.page.clock
    visitor.begins(visitor.button("Open Cramp Coach"))

    clock.run_for(15_000)
    expect(visitor.deck).to_contain_text("then the reprompt")
    clock.run_for(8_000)
    expect(visitor.turns.nth(1)).to_contain_text("Reprompt")
    clock.run_for(8_000)
    expect(visitor.deck).to_contain_text("then the session ends")
    clock.run_for(8_500)
    expect(visitor.turns.nth(2)).to_contain_text("EXCEEDED_MAX_REPROMPTS")
    expect(visitor.deck).to_contain_text("Microphone closed")


def test_a_screen_keeps_the_session_for_half_a_minute(open_page: OpenPage) -> None:
    """Fast-forward goes through the reprompt and the closed microphone to what is left of it."""
    visitor = open_page(pace="once", device="show8")
    visitor.begins(visitor.button("Open Cramp Coach"))

    visitor.page.get_by_label("Fast-forward by").select_option("30 seconds")
    visitor.button("Fast-forward").click()

    expect(visitor.turns).to_have_count(3)
    expect(visitor.turns.nth(2)).to_contain_text("the screen keeps the session")
    expect(visitor.deck).to_contain_text("The screen stays")
    visitor.begins(visitor.button("Fast-forward"))
    expect(visitor.turns.nth(3)).to_contain_text("EXCEEDED_MAX_REPROMPTS")


def test_time_stands_still_for_whoever_types_or_pauses(open_page: OpenPage) -> None:
    """A minute later nothing has happened, and why is told."""
    visitor = timed(open_page, device="echo")
    clock = visitor.page.clock
    visitor.begins(visitor.button("Open Cramp Coach"))
    clock.run_for(15_000)

    visitor.words.fill("well")
    clock.run_for(60_000)
    expect(visitor.deck).to_contain_text("Time stands still while you type")
    visitor.words.fill("")
    visitor.button("Pause clock").click()
    clock.run_for(60_000)
    expect(visitor.deck).to_contain_text("The clock is paused")
    expect(visitor.turns).to_have_count(1)
    visitor.button("Pause clock").click()
    clock.run_for(9_000)
    expect(visitor.turns).to_have_count(2)


def test_time_waits_for_whoever_went_back(open_page: OpenPage) -> None:
    """Until something is said there; then it runs again."""
    visitor = timed(open_page, device="echo")
    clock = visitor.page.clock
    visitor.begins(visitor.button("Open Cramp Coach"))
    clock.run_for(15_000)
    visitor.begins(visitor.button("Stay silent"))

    visitor.turns.first.hover()
    visitor.turns.first.get_by_role("button", name="Go on from here").click()
    clock.run_for(60_000)

    expect(visitor.deck).to_contain_text("Time stands still until you say something")
    expect(visitor.turns).to_have_count(1)


def test_a_hold_is_skipped_to_its_end(open_page: OpenPage) -> None:
    """Escape goes on with the words after it; the device's clock has counted it all the same."""
    visitor = timed(open_page)
    turn = visitor.begins(visitor.button("my calf is cramping"))
    visitor.page.clock.run_for(10_000)

    visitor.page.keyboard.press("Escape")
    visitor.page.clock.run_for(4_000)

    expect(visitor.deck).to_contain_text("Listening")
    expect(turn.locator(".reply.playing")).to_have_count(0)
    expect(visitor.tab("Turn")).to_contain_text("Spoke")


def test_whoever_breaks_in_has_heard_that_much(open_page: OpenPage) -> None:
    """The device's clock goes back to that second, and the talk tells it."""
    visitor = timed(open_page)
    first = visitor.begins(visitor.button("my calf is cramping"))
    visitor.page.clock.run_for(12_000)

    visitor.say("I can't feel my legs")

    expect(first).to_contain_text("broken into after 0:1")
    expect(visitor.tab("Turn")).to_contain_text("Cut off after 1")


def test_replies_are_spoken_by_a_voice_of_this_machine(open_page: OpenPage) -> None:
    """Sentence by sentence, numbers digit by digit, slower where the skill speaks slower."""
    visitor = timed(open_page, scripts=(VOICE,))
    page = visitor.page
    visitor.begins(visitor.button("my calf is cramping"))
    page.clock.run_for(32_000)
    visitor.say("slower please")
    page.clock.run_for(60_000)

    spoken = page.evaluate("window.spoken")
    assert {said["by"] for said in spoken} == {"Here"}
    assert "Twenty." in [said["text"] for said in spoken]
    assert any("call 9 1 1." in said["text"] for said in spoken)
    assert {said["rate"] for said in spoken} == {1, 0.8}


def test_a_mute_page_goes_on_in_silence(open_page: OpenPage) -> None:
    """At once, at the same pace, and is mute still when it is opened again."""
    visitor = timed(open_page, scripts=(VOICE,))
    page = visitor.page
    visitor.begins(visitor.button("my calf is cramping"))

    visitor.button("Voice on").click()
    page.clock.run_for(3_000)
    said = page.evaluate("window.spoken.length")
    visitor.button("Skip the hold").click()
    page.clock.run_for(4_000)

    assert page.evaluate("window.cancelled")
    assert page.evaluate("window.spoken.length") == said
    expect(visitor.deck).to_contain_text("Listening")
    page.reload()
    expect(visitor.button("Voice off")).to_be_visible()


def test_without_a_voice_replies_are_shown_in_their_time(open_page: OpenPage) -> None:
    """The page says that there is none."""
    visitor = timed(open_page)

    expect(visitor.button("No voice here")).to_be_disabled()
    visitor.begins(visitor.button("Open Cramp Coach"))
    expect(visitor.deck).to_contain_text("Speaking")
