"""How long a reply takes here: no time, as long as it would be spoken, or as long as it is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from simulator.hearing import Pause, Words
from simulator.terminal.keyboard import Keyboard
from simulator.terminal.voice import Voice
from simulator.timeline import Beat


class Pace(Protocol):
    """The time that replies take."""

    @property
    def live(self) -> bool:
        """Whether time passes here as it does for the device."""

    def listen(self, beat: Beat) -> bool:
        """Let a piece of a reply take its time; True where somebody broke in."""


@dataclass(frozen=True)
class Instant:
    """Replies are there at once, whatever the clock counts for them."""

    live = False

    def listen(self, _beat: Beat) -> bool:
        """Nothing to wait for."""
        return False


@dataclass(frozen=True)
class Live:
    """Replies take as long as they would be spoken, unless a key is pressed."""

    keyboard: Keyboard
    live = True

    def listen(self, beat: Beat) -> bool:
        """Wait for a key, for as long as the piece lasts."""
        return self.keyboard.pressed(beat.seconds)


@dataclass(frozen=True)
class Aloud:
    """Replies are said aloud, with their pauses, unless a key is pressed."""

    keyboard: Keyboard
    voice: Voice
    live = True

    def listen(self, beat: Beat) -> bool:
        """Say the words and keep the pauses; SimulatorError where nothing can be heard."""
        for part in beat.parts:
            if isinstance(part, Words) and self.voice.say(part.text, self.keyboard.pressed):
                return True
            if isinstance(part, Pause) and self.keyboard.pressed(part.seconds):
                return True
        return False


def heard_before(beat: Beat, started: float) -> float:
    """Seconds of the reply that were heard, of which this piece began at ``started``."""
    return beat.at + min(time.monotonic() - started, beat.seconds * 0.99)
