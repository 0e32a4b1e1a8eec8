"""The devices a person talks to, and what each tells the skill about itself (platform 2.1, 7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from simulator.errors import SimulatorError, no_such

APL = "Alexa.Presentation.APL"
MAX_VERSION = "2024.2"
"""The newest APL that the devices take; documents are written for older ones."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Device:
    """A kind of Echo."""

    name: str
    label: str = ""
    """Its name for people."""
    width: int = 0
    """Of the screen, in dp; 0 where there is none."""
    height: int = 0
    shape: Literal["RECTANGLE", "ROUND"] = "RECTANGLE"
    mode: Literal["HUB", "TV"] = "HUB"
    dpi: int = 160
    """At 160 a dp is one pixel."""

    @property
    def screen(self) -> bool:
        """Whether it shows anything."""
        return self.width > 0

    @property
    def touch(self) -> bool:
        """Whether its screen can be touched; a television is steered by its remote control."""
        return self.screen and self.mode == "HUB"

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the screen in pixels, as a request tells them."""
        return self.width * self.dpi // 160, self.height * self.dpi // 160

    @property
    def interfaces(self) -> Json:
        """What the skill may send besides speech, as ``supportedInterfaces`` says it."""
        return {APL: {"runtime": {"maxVersion": MAX_VERSION}}} if self.screen else {}

    def context(self) -> Json:
        """The parts of ``context`` that only a device with a screen sends."""
        if not self.screen:
            return {}
        return {
            "Viewport": self._viewport(),
            "Viewports": [self._viewports()],
            APL: {"version": "APL_WEB_RENDERER"},
        }

    def _viewport(self) -> Json:
        width, height = self.pixels
        can: Json = {"touch": ["SINGLE"]} if self.touch else {"keyboard": ["DIRECTION"]}
        return {
            "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216}],
            "mode": self.mode,
            "shape": self.shape,
            "dpi": self.dpi,
            "pixelWidth": width,
            "pixelHeight": height,
            "currentPixelWidth": width,
            "currentPixelHeight": height,
            **can,
        }

    def _viewports(self) -> Json:
        width, height = self.pixels
        size = {"type": "DISCRETE", "pixelWidth": width, "pixelHeight": height}
        return {
            "type": "APL",
            "id": "main",
            "shape": self.shape,
            "dpi": self.dpi,
            "presentationType": "STANDARD",
            "canRotate": False,
            "configuration": {"current": {"mode": self.mode, "size": size}},
        }


DEVICES = {
    device.name: device
    for device in (
        Device("echo", "Echo"),
        Device("spot", "Echo Spot", 480, 480, shape="ROUND"),
        Device("show5", "Echo Show 5", 960, 480),
        Device("show8", "Echo Show 8", 1024, 600),
        Device("show10", "Echo Show 10", 1280, 800),
        Device("show15", "Echo Show 15", 1920, 1080),
        Device("show15-portrait", "Echo Show 15, upright", 1080, 1920),
        Device("tv", "Fire TV", 960, 540, mode="TV", dpi=320),
    )
}
"""Kinds of Echo by name; ``echo`` alone has no screen."""

ALIASES = {"show": "show10"}
"""Other names, and the device that is meant."""


def device(name: str) -> Device:
    """The device of that name; SimulatorError where there is none."""
    known = ALIASES.get(name, name)
    if known not in DEVICES:
        raise SimulatorError(no_such("device", name, {**DEVICES, **ALIASES}))
    return DEVICES[known]
