"""The screens that the skill really sends, drawn in every viewport."""

from __future__ import annotations

import pytest
from bench import Bench
from screens_sent import sent_screens

from simulator.device import DEVICES

SCREENS = [device.name for device in DEVICES.values() if device.screen]


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_drawn_whole(bench: Bench, name: str) -> None:
    """Nothing is unknown, no value is missing, and nothing is cut off or stands out."""
    bench.model(name)
    faults: dict[str, str] = {}

    for sent in sent_screens():
        bench.show(sent)
        assert bench.words
        for fault in [*bench.problems, *bench.overflows]:
            faults.setdefault(fault, str(sent["datasources"]))

    assert not faults


def test_every_button_can_be_pressed(bench: Bench) -> None:
    """Each has a name for a screen reader and sends its touch, once, in plain words."""
    bench.model("show8")
    asked = 0

    for sent in sent_screens():
        bench.show(sent)
        for button in bench.page.get_by_role("button").all():
            asked += 1
            button.click()
            assert button.get_attribute("aria-label") or button.inner_text()
    told = [each["arguments"] for each in bench.touched]

    assert asked == len(told) > 50
    assert {each[0] for each in told} == {"touch"}
    assert all(isinstance(word, str) and " " not in word for each in told for word in each)
