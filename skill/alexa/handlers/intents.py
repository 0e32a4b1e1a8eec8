"""What every intent handler has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Intent, IntentRequest, Response

from skill.alexa.conversation import Conversation
from skill.dialogue.events import Event

Meaning = Event | Callable[[Intent], Event]


class IntentHandler(AbstractRequestHandler):
    """Takes the intents of its table and answers the event that each means."""

    intents: ClassVar[Mapping[str, Meaning]] = {}

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the request is one of our intents."""
        request = handler_input.request_envelope.request
        named = isinstance(request, IntentRequest) and request.intent
        return bool(named) and request.intent.name in self.intents

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer the event that the intent means."""
        intent = handler_input.request_envelope.request.intent
        meaning = self.intents[intent.name]
        event = meaning(intent) if callable(meaning) else meaning
        return self.conversation.reply(handler_input, event)
