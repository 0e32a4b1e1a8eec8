"""After advice was given in full: say it again, or say goodbye with it.

After a cramp the disclaimer waits for that goodbye, since advice and the way to get up are long.
"""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import offers
from skill.dialogue.events import Event, Signal
from skill.dialogue.returning import say_again, with_disclaimer
from skill.dialogue.state import State, Turn

AGAIN = (Signal.YES, Signal.UNSURE, Signal.BACK)
"""What takes up the offer to say it again."""


def respond(state: State, event: Event, content: Content) -> Turn:
    """A yes or a step back says it again; anything else ends with it."""
    if event in AGAIN:
        return say_again(state, content)
    return farewell(state, content)


def farewell(state: State, content: Content) -> Turn:
    """Say goodbye; after advice on a cramp that eased, with the disclaimer that waited for it."""
    turn = offers.farewell(state, content)
    waits = state.phase == "advice" and state.started
    return with_disclaimer(turn) if waits else turn
