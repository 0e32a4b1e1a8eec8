"""The screens that the skill really sends, drawn in every viewport."""

from __future__ import annotations

import json

import pytest
from bench import Bench
from screens_sent import sent_screens

from simulator.device import DEVICES

SHOW_EACH = """(sent) => JSON.parse(sent).map((directive) => {
  device.show([directive]);
  const words = document.querySelector(".apl-screen").innerText.trim();
  return [words, [...device.problems, ...device.overflows()]];
})"""
PRESS_EACH = """async (sent) => {
  const names = [];
  for (const directive of JSON.parse(sent)) {
    device.show([directive]);
    for (const button of document.querySelectorAll(".apl-screen [role=button]")) {
      names.push(button.ariaLabel || button.innerText.trim());
      button.click();
      await new Promise((done) => setTimeout(done));
    }
  }
  return names;
}"""
SCREENS = [device.name for device in DEVICES.values() if device.screen]


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_drawn_whole(bench: Bench, name: str) -> None:
    """Nothing is unknown, no value is missing, and nothing is cut off or stands out."""
    bench.model(name)

    told = bench.page.evaluate(SHOW_EACH, json.dumps(sent_screens()))

    assert all(words for words, _ in told)
    assert {fault for _, faults in told for fault in faults} == set()


def test_every_button_can_be_pressed(bench: Bench) -> None:
    """Each has a name for a screen reader and sends its touch, once, in plain words."""
    bench.model("show8")

    names = bench.page.evaluate(PRESS_EACH, json.dumps(sent_screens()))
    told = [each["arguments"] for each in bench.touched]

    assert all(names)
    assert len(names) == len(told) > 50
    assert {each[0] for each in told} == {"touch"}
    assert all(isinstance(word, str) for each in told for word in each)
