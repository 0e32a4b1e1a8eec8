"""Common questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ask_sdk_model import Intent

from skill.alexa.handlers.intents import IntentHandler, Meaning
from skill.alexa.slots import id_of
from skill.dialogue.events import AskTopic, Event


def ask_question(intent: Intent) -> Event:
    """The question that was asked for; without one, the conversation chooses."""
    return AskTopic("question", id_of(intent, "question"))


class QuestionHandler(IntentHandler):
    """Common questions."""

    intents: ClassVar[Mapping[str, Meaning]] = {"QuestionIntent": ask_question}
