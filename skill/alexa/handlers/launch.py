"""Opened by name."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import LaunchRequest, Response

from skill.alexa.conversation import Conversation
from skill.dialogue.events import Signal


class LaunchHandler(AbstractRequestHandler):
    """Welcomes, with the movement first."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the skill was opened by name."""
        return isinstance(handler_input.request_envelope.request, LaunchRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer the opening."""
        return self.conversation.reply(handler_input, Signal.LAUNCH)
