"""It cramps, it has eased, it still hurts, it gets worse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ask_sdk_model import Intent

from skill.alexa.handlers.intents import IntentHandler, Meaning
from skill.alexa.slots import id_of
from skill.dialogue.events import AskRelief, Event, Signal


def ask_relief(intent: Intent) -> Event:
    """It cramps, in the muscle and the place that were said."""
    return AskRelief(id_of(intent, "muscle"), id_of(intent, "situation"))


class ReliefHandler(IntentHandler):
    """Everything about the cramp that is there now."""

    intents: ClassVar[Mapping[str, Meaning]] = {
        "ReliefIntent": ask_relief,
        "EasedIntent": Signal.EASED,
        "StillHurtsIntent": Signal.STILL_HURTS,
        "WorseIntent": Signal.WORSE,
    }
