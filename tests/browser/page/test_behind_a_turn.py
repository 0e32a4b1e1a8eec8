"""What lies behind a turn: why, the JSON both ways, what is remembered, branches, tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from visitor import OpenPage, Visitor

from simulator.play import play, read
from simulator.stage import Stage


@pytest.fixture
def talked(open_page: OpenPage) -> Visitor:
    """A talk of two turns."""
    visitor = open_page(expects=("400",))
    visitor.begins(visitor.button("my calf is cramping"))
    visitor.say("it still hurts so bad")
    return visitor


def test_a_turn_tells_what_it_was_taken_for_and_why(talked: Visitor) -> None:
    """The intent, the guesses, the samples that are like it; and for any other words too."""
    panel = talked.tab("Turn")

    expect(panel).to_contain_text("StillHurtsIntent")
    expect(panel).to_contain_text("Samples most like it")
    expect(panel).to_contain_text("GiveStep")
    talked.turns.first.get_by_role("button", name="my calf is cramping").click()
    expect(panel).to_contain_text("sample: my {muscle} is cramping")
    panel.get_by_label("What would other words be taken for?").fill("i have a fever")
    panel.get_by_role("button", name="Ask").click()
    expect(panel.locator(".why-told")).to_contain_text("fever")


def test_the_json_is_there_both_ways(talked: Visitor) -> None:
    """Folded, unfolded on request, with a button to copy it."""
    panel = talked.tab("JSON")

    expect(panel).to_contain_text("Request")
    expect(panel.get_by_text("apiEndpoint")).not_to_be_visible()
    panel.get_by_role("button", name="Unfold all").first.click()
    expect(panel.get_by_text("apiEndpoint")).to_be_visible()
    expect(panel.get_by_role("button", name="Copy")).to_have_count(2)


def test_what_the_session_remembers_is_told_with_what_changed(talked: Visitor) -> None:
    """Added, changed and gone, by path."""
    panel = talked.tab("Memory")

    changed = panel.get_by_role("listitem")
    expect(changed.filter(has_text="crampCoach.rounds")).to_have_text(re.compile(r"1$"))
    expect(panel).to_contain_text("Session attributes")


def test_a_talk_branches_and_both_ways_are_kept(talked: Visitor) -> None:
    """Go back, say something else, and switch between the two."""
    page = talked.page
    talked.turns.first.hover()
    talked.turns.first.get_by_role("button", name="Go on from here").click()
    expect(talked.turns).to_have_count(1)

    other = talked.say("I can't feel my legs")
    expect(other).to_contain_text("2/2")
    panel = talked.tab("Branches")
    expect(panel.locator(".on-path > .row .step")).to_have_text(
        ["my calf is cramping", "I can't feel my legs"]
    )
    expect(panel.locator(".off-path > .row .step")).to_have_text(["it still hurts so bad"])

    page.get_by_role("button", name="The branch before").click()
    expect(talked.turns.nth(1)).to_contain_text("it still hurts so bad")
    expect(talked.deck).to_contain_text("Listening")
    expect(page.locator("#stage")).to_contain_text("Step")


def test_a_request_is_edited_and_sent_again(talked: Visitor) -> None:
    """As a branch from the turn before; what is wrong with it is told."""
    panel = talked.tab("JSON")
    panel.get_by_role("button", name="Edit and send again").click()
    text = panel.get_by_role("textbox")
    request = text.input_value()

    text.fill(request.replace("StillHurtsIntent", "EasedIntent") + "}")
    panel.get_by_role("button", name="Send", exact=True).click()
    expect(panel.get_by_role("alert")).to_contain_text("JSON")
    text.fill("{}")
    panel.get_by_role("button", name="Send", exact=True).click()
    expect(panel.get_by_role("alert")).to_contain_text("context: missing")
    text.fill(request.replace("StillHurtsIntent", "EasedIntent"))
    panel.get_by_role("button", name="Send", exact=True).click()

    expect(talked.turns.nth(1)).to_contain_text("A request that was edited")
    expect(talked.turns.nth(1)).to_contain_text("2/2")
    expect(talked.map.get_by_role("img")).to_have_attribute("aria-label", re.compile("at menu"))


def test_a_talk_is_saved_as_a_test(talked: Visitor, saves: Path, stage: Stage) -> None:
    """Under a name that says what it shows; it passes, and is never written over."""
    panel = talked.tab("Branches")
    name = panel.get_by_label("Keep the talk up to here as a test")

    name.fill("A calf, twice")
    panel.get_by_role("button", name="Save").click()
    expect(panel.get_by_role("status")).to_contain_text("a_calf_twice.txt")
    panel.get_by_role("button", name="Save").click()
    expect(panel.get_by_role("status")).to_contain_text("is there already")

    assert play(read(saves / "a_calf_twice.txt"), stage).differences == ()
