"""Commands happen when APL has them happen: one after the other, side by side, over and over."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bench import Bench
from documents import box, component, document, text
from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("stopped_clock")


def say(words: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "SetValue",
        "componentId": "words",
        "property": "text",
        "value": words,
        **more,
    }


def shown(bench: Bench, *commands: dict[str, Any], **data: Any) -> Page:
    """The page, with a text "words" and those commands begun."""
    bench.model("show8")
    column = component("Container", "all", text("begin", id="words"), box("bar", 100, 10))
    bench.render(document(column, onMount=list(commands)), data)
    return bench.page


def after(page: Page, milliseconds: int) -> str:
    page.clock.run_for(milliseconds)
    return page.locator("[data-id=words]").inner_text()


def test_commands_follow_each_other_after_their_delays(bench: Bench) -> None:
    """A delay counts from the end of the command before it."""
    page = shown(bench, say("one", delay=1000), {"type": "Idle", "delay": 500}, say("two"))

    assert after(page, 990) == "begin"
    assert after(page, 20) == "one"
    assert after(page, 470) == "one"
    assert after(page, 40) == "two"
    assert bench.problems == []


def test_parallel_commands_each_keep_their_own_time(bench: Bench) -> None:
    """What follows waits for the longest of them."""
    page = shown(
        bench,
        {"type": "Parallel", "commands": [say("late", delay=2000), say("soon", delay=1000)]},
        say("then"),
    )

    assert after(page, 1010) == "soon"
    assert after(page, 970) == "soon"
    assert after(page, 40) == "then"


def test_a_sequence_is_repeated(bench: Bench) -> None:
    """`repeatCount` 2 is three times in all."""
    page = shown(
        bench,
        {
            "type": "Sequential",
            "repeatCount": 2,
            "commands": [say("up", delay=100), say("down", delay=100)],
        },
        say("end", delay=100),
    )

    seen = [after(page, 100) for _ in range(8)]

    assert seen == ["up", "down", "up", "down", "up", "down", "end", "end"]


def test_a_count_does_not_drift(bench: Bench) -> None:
    """After twenty seconds of counting by tenths it says what the clock says."""
    tenth = [say(str(count), delay=100) for count in range(1, 201)]
    page = shown(bench, *tenth)

    assert after(page, 19_950) == "199"
    assert after(page, 60) == "200"


def test_values_are_bound_when_the_command_begins(bench: Bench) -> None:
    """The payload is there, and a command whose condition fails is left out."""
    page = shown(
        bench, say("${payload.count} left"), say("never", when="${!payload.count}"), count=5
    )

    assert after(page, 10) == "5 left"
    assert bench.problems == []


def opacity(bench: Bench) -> float:
    return float(bench.style("[data-id=bar]", "opacity"))


def turned(page: Page) -> str:
    return page.locator("[data-id=bar]").evaluate("one => one.style.transform")


def animation(*value: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "AnimateItem",
        "componentId": "bar",
        "duration": 1000,
        "value": list(value),
        **more,
    }


def test_an_animation_is_where_it_should_be(bench: Bench) -> None:
    """Halfway in half the time, and at its end in the end; transformations by their parts."""
    page = shown(
        bench,
        animation(
            {"property": "opacity", "from": 1, "to": 0},
            {
                "property": "transform",
                "from": [{"scaleX": 0}, {"translateX": "0dp"}],
                "to": [{"scaleX": 1}, {"translateX": "10vw"}],
            },
        ),
        say("done"),
    )

    after(page, 500)
    assert opacity(bench) == pytest.approx(0.5, abs=0.03)
    scale, moved = map(float, re.findall(r"\((-?[\d.]+)", turned(page)))
    assert scale == pytest.approx(0.5, abs=0.03)
    assert moved == pytest.approx(51.2, abs=3)
    assert after(page, 510) == "done"
    assert opacity(bench) == 0
    assert turned(page) == "scaleX(1) translateX(102.4px)"
    assert bench.problems == []


def test_an_animation_goes_back_and_forth(bench: Bench) -> None:
    """Reversed every other time; eased it is slow at both ends."""
    page = shown(
        bench,
        animation(
            {"property": "opacity", "from": 1, "to": 0.2},
            repeatCount=1,
            repeatMode="reverse",
            easing="ease-in-out",
        ),
    )

    after(page, 100)
    assert opacity(bench) > 0.97
    after(page, 900)
    assert opacity(bench) == pytest.approx(0.2, abs=0.03)
    after(page, 1010)
    assert opacity(bench) == 1


def test_finishing_brings_everything_to_its_end_at_once(bench: Bench) -> None:
    """As when a hold is skipped: what was to come has come, and nothing is sent."""
    page = shown(
        bench,
        animation({"property": "opacity", "from": 1, "to": 0.4}),
        say("counting", delay=20_000),
        {"type": "SendEvent", "arguments": ["touch", "next"]},
        {"type": "Sequential", "repeatCount": -1, "commands": [say("tick", delay=500)]},
        say("over"),
    )

    after(page, 100)
    page.evaluate("() => device.finish()")

    assert after(page, 0) == "over"
    assert opacity(bench) == pytest.approx(0.4)
    assert bench.touched == []
    assert bench.problems == []


def test_a_touch_ends_what_was_going_on(bench: Bench) -> None:
    """It begins commands of its own; the animation it cut short is left at its end."""
    bench.model("show8")
    column = component(
        "Container",
        "all",
        component("TouchWrapper", "key", text("begin", id="words"), onPress=[say("pressed")]),
        box("bar", 100, 10),
    )
    start = [animation({"property": "opacity", "from": 1, "to": 0.4}), say("late", delay=3000)]
    bench.render(document(column, onMount=start))
    after(bench.page, 200)

    bench.page.locator("[data-id=key]").click()

    assert after(bench.page, 10_000) == "pressed"
    assert opacity(bench) == pytest.approx(0.4)


def test_the_next_document_ends_the_commands_of_the_last(bench: Bench) -> None:
    """Nothing of a screen that is gone comes up again."""
    page = shown(bench, say("old", delay=1000))
    bench.render(document(text("new", id="words")))

    assert after(page, 2000) == "new"


def test_commands_of_their_own_need_the_token_of_the_document(bench: Bench) -> None:
    """ExecuteCommands for another document are dropped, as on a device, and that is told."""
    page = shown(bench)
    order = {"type": "Alexa.Presentation.APL.ExecuteCommands", "commands": [say("ordered")]}

    bench.show({**order, "token": "another"})
    assert after(page, 10) == "begin"
    assert "dropped" in bench.problems[0]
    bench.show({**order, "token": "t"})
    assert after(page, 10) == "ordered"


def test_less_motion_where_it_was_asked_for(bench: Bench) -> None:
    """The animation still takes its time, in steps of a second."""
    bench.page.emulate_media(reduced_motion="reduce")
    page = shown(bench, animation({"property": "opacity", "from": 1, "to": 0}, duration=4000))

    after(page, 900)
    assert opacity(bench) == 1
    after(page, 200)
    assert opacity(bench) == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ({"type": "SpeakItem", "componentId": "words"}, 'there is no command "SpeakItem"'),
        (say("x", componentId="nowhere"), 'there is no component "nowhere"'),
        (say("x", property="foo"), 'unknown property "foo" of Text'),
        (say("x", property="maxLines"), '"maxLines" cannot be set by a command'),
        (say("x", property="color"), '"x" is no colour'),
        (say("x", repeatCount=1), 'unknown property "repeatCount" of SetValue'),
        (say("x", delay=-1), "-1 is no number of zero or more"),
        ({"type": "SetValue", "componentId": "words"}, 'SetValue has no "property"'),
        (animation({"property": "width", "from": 1, "to": 2}), '"width" cannot be animated'),
        (animation({"property": "opacity", "to": 0}, easing="soft"), 'no easing "soft"'),
        (
            animation({"property": "transform", "from": [{"scale": 1}], "to": [{"rotate": 1}]}),
            "do not match",
        ),
        (
            {"type": "Sequential", "repeatCount": -1, "commands": [say("x")]},
            "repeats for ever without taking time",
        ),
    ],
    ids=lambda each: str(each)[:40],
)
def test_a_faulty_command_is_told_and_the_next_one_runs(
    bench: Bench, command: Any, fault: str
) -> None:
    """Each would do nothing on a device, without a word."""
    page = shown(bench, command, say("went on"))

    assert after(page, 1100) == "went on"
    assert len(bench.problems) == 1
    assert fault in bench.problems[0]
    assert "at onMount[0]" in bench.problems[0]
