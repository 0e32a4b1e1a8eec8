"""How to prevent the next one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ask_sdk_model import Intent

from skill.alexa.handlers.intents import IntentHandler, Meaning
from skill.alexa.slots import id_of
from skill.dialogue.events import AskTopic, Event


def ask_tip(intent: Intent) -> Event:
    """The tip that was asked for; without one, the conversation chooses."""
    return AskTopic("tip", id_of(intent, "tip"))


class PreventionHandler(IntentHandler):
    """How to prevent the next one."""

    intents: ClassVar[Mapping[str, Meaning]] = {"PreventionIntent": ask_tip}
