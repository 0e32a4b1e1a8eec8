"""The device a person talks to, and what it tells the skill about itself (platform 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.errors import SimulatorError, no_such

APL = "Alexa.Presentation.APL"


@dataclass(frozen=True)
class Device:
    """A kind of Echo."""

    name: str
    width: int = 0
    """Of the screen, in dp; 0 where there is none."""
    height: int = 0

    @property
    def screen(self) -> bool:
        """Whether it shows anything."""
        return self.width > 0

    @property
    def interfaces(self) -> dict[str, Any]:
        """What the skill may send besides speech, as ``supportedInterfaces`` says it."""
        return {APL: {"runtime": {"maxVersion": "2024.2"}}} if self.screen else {}

    def context(self) -> dict[str, Any]:
        """The parts of ``context`` that only a device with a screen sends."""
        if not self.screen:
            return {}
        size = {"pixelWidth": self.width, "pixelHeight": self.height}
        viewport = {
            "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216}],
            "mode": "HUB",
            "shape": "RECTANGLE",
            "dpi": 160,
            "currentPixelWidth": self.width,
            "currentPixelHeight": self.height,
            "touch": ["SINGLE"],
            **size,
        }
        viewports = {
            "type": "APL",
            "id": "main",
            "shape": "RECTANGLE",
            "dpi": 160,
            "presentationType": "STANDARD",
            "canRotate": False,
            "configuration": {"current": {"mode": "HUB", "size": {"type": "DISCRETE", **size}}},
        }
        apl = {"version": "APL_WEB_RENDERER"}
        return {"Viewport": viewport, "Viewports": [viewports], APL: apl}


DEVICES = {device.name: device for device in (Device("echo"), Device("show", 1280, 800))}
"""Kinds of Echo by name: ``echo`` has no screen, ``show`` has one."""


def device(name: str) -> Device:
    """The device of that name; SimulatorError where there is none."""
    if name not in DEVICES:
        raise SimulatorError(no_such("device", name, DEVICES))
    return DEVICES[name]
