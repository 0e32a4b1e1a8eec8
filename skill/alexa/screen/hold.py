"""The ring of a hold: it runs down with the counts as they are spoken."""

from __future__ import annotations

from typing import Any

from skill.alexa.speech import BEAT, Beat, Voice
from skill.dialogue.acts import Act, GiveStep

Command = dict[str, Any]

TICKS = BEAT
"""Steps of the ring between two counts: one a second, unless what is said there takes longer."""


def commands(voice: Voice, acts: tuple[Act, ...], step: GiveStep) -> list[Command]:
    """Set the ring and the number at every tick, from the moment the first count is spoken.

    Each command has its own delay, in milliseconds from when the screen appears, so that no
    delay adds to another.
    """
    beats = voice.beats(step)
    if not beats:
        return []
    start, whole = voice.seconds_before_hold(acts), beats[0].left
    made: list[Command] = []
    for beat in beats:
        made += ticks(beat, whole, start)
        start += beat.seconds
    end = round(start * 1000)
    return [*made, value("ring", "remaining", 0, end), value("count", "text", "0", end)]


def ticks(beat: Beat, whole: int, start: float) -> list[Command]:
    """The ring and the number between one count and the next."""
    made: list[Command] = []
    for tick in range(TICKS):
        at, left = round((start + beat.seconds * tick / TICKS) * 1000), beat.left - tick
        made.append(value("ring", "remaining", round(left / whole, 3), at))
        made.append(value("count", "text", str(left), at))
    return made


def value(component: str, property_: str, new: object, delay: int) -> Command:
    """Set one property of one component after a while."""
    return {
        "type": "SetValue",
        "componentId": component,
        "property": property_,
        "value": new,
        "delay": delay,
    }
