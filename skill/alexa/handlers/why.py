"""Why it happens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ask_sdk_model import Intent

from skill.alexa.handlers.intents import IntentHandler, Meaning
from skill.alexa.slots import id_of
from skill.dialogue.events import AskTopic, Event


def ask_cause(intent: Intent) -> Event:
    """The cause that was asked for; without one, the conversation chooses."""
    return AskTopic("cause", id_of(intent, "cause"))


class WhyHandler(IntentHandler):
    """Why it happens."""

    intents: ClassVar[Mapping[str, Meaning]] = {"WhyIntent": ask_cause}
