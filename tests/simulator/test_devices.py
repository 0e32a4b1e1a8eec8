"""Each device tells the skill what it is, in requests that Amazon's own model reads."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.utils.viewport import ViewportProfile, get_viewport_profile
from ask_sdk_model import RequestEnvelope
from ask_sdk_model.interfaces.viewport import Mode, Shape
from stand_ins import ByTheBook, ToldSkill, small_model

from simulator.device import DEVICES, device
from simulator.envelope import Ids
from simulator.errors import SimulatorError
from simulator.session import Conversation

PROFILES = {
    "spot": ViewportProfile.HUB_ROUND_SMALL,
    "show5": ViewportProfile.HUB_LANDSCAPE_SMALL,
    "show8": ViewportProfile.HUB_LANDSCAPE_MEDIUM,
    "show10": ViewportProfile.HUB_LANDSCAPE_LARGE,
    "show15": ViewportProfile.HUB_LANDSCAPE_LARGE,
    "tv": ViewportProfile.TV_LANDSCAPE_XLARGE,
}
"""What the SDK makes of each viewport; it knows no upright Show 15."""


def opened_on(name: str) -> dict[str, Any]:
    skill = ToldSkill()
    Conversation(skill, small_model(), ByTheBook(), device(name), Ids("a")).open()
    return skill.sent[0]


def read(sent: dict[str, Any]) -> Any:
    return DefaultSerializer().deserialize(json.dumps(sent), RequestEnvelope)


@pytest.mark.parametrize("name", PROFILES)
def test_the_sdk_knows_the_viewport(name: str) -> None:
    """A skill that asks for the viewport's profile gets the one of that device."""
    assert get_viewport_profile(read(opened_on(name))) is PROFILES[name]


def test_an_echo_sends_nothing_of_a_screen() -> None:
    """Without a screen there is no APL and no viewport."""
    context = opened_on("echo")["context"]

    assert set(context) == {"System"}
    assert context["System"]["device"]["supportedInterfaces"] == {}


@pytest.mark.parametrize(
    ("name", "shape", "mode", "dpi", "pixels"),
    [
        ("spot", Shape.ROUND, Mode.HUB, 160, (480, 480)),
        ("show15-portrait", Shape.RECTANGLE, Mode.HUB, 160, (1080, 1920)),
        ("tv", Shape.RECTANGLE, Mode.TV, 320, (1920, 1080)),
    ],
)
def test_a_viewport_tells_shape_mode_and_pixels(
    name: str, shape: Shape, mode: Mode, dpi: int, pixels: tuple[int, int]
) -> None:
    """Both ways a request tells the viewport agree; a television has four pixels to the dp."""
    context = read(opened_on(name)).context

    one, other = context.viewport, context.viewports[0]
    assert (one.shape, one.mode, one.dpi) == (shape, mode, dpi)
    assert (one.pixel_width, one.pixel_height) == pixels
    assert (one.current_pixel_width, one.current_pixel_height) == pixels
    assert (other.shape.value, other.dpi) == (shape.value, dpi)
    current = other.configuration.current
    assert (current.size.pixel_width, current.size.pixel_height) == pixels
    assert current.mode.value == mode.value


def test_a_television_is_not_touched() -> None:
    """It has a remote control instead."""
    viewport = read(opened_on("tv")).context.viewport

    assert viewport.touch is None
    assert [each.value for each in viewport.keyboard] == ["DIRECTION"]


def test_show_is_the_large_one() -> None:
    """Transcripts that say no more than ``show`` mean the Show 10."""
    assert device("show") is DEVICES["show10"]


def test_an_unknown_device_is_told_with_the_nearest_one() -> None:
    """A slip in a device's name is told."""
    with pytest.raises(SimulatorError, match="did you mean 'show8'"):
        device("shwo8")
