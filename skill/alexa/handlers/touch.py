"""A touch on a screen means what its words mean, and what a screen could not draw is logged."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import ClassVar

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from skill.alexa.conversation import Conversation
from skill.dialogue.events import AskRelief, Event, Signal

log = logging.getLogger(__name__)

TOUCH = "Alexa.Presentation.APL.UserEvent"
ERROR = "Alexa.Presentation.APL.RuntimeError"


class TouchHandler(AbstractRequestHandler):
    """Takes ``["touch", what it means, mark of the question it was shown with]``."""

    meanings: ClassVar[Mapping[str, Event]] = {
        "yes": Signal.YES,
        "no": Signal.NO,
        "unsure": Signal.UNSURE,
        "eased": Signal.EASED,
        "still_hurts": Signal.STILL_HURTS,
        "worse": Signal.WORSE,
        "continue": Signal.CONTINUE,
        "repeat": Signal.REPEAT,
        "stop": Signal.STOP,
        "help": Signal.HELP,
        "foot": AskRelief("foot"),
        "calf": AskRelief("calf"),
        "thigh": AskRelief("thigh"),
        "front_thigh": AskRelief("front_thigh"),
        "hamstring": AskRelief("hamstring"),
    }

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether a screen was touched."""
        return _is(handler_input, TOUCH)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer the event that the touch means; one that means nothing has the last thing said."""
        arguments = handler_input.request_envelope.request.arguments
        match arguments:
            case ["touch", str(name), str(marked)] if name in self.meanings:
                return self.conversation.touch(handler_input, self.meanings[name], marked)
            case _:
                return self.conversation.reply(handler_input, Signal.REPEAT)


class ScreenErrorHandler(AbstractRequestHandler):
    """Logs that a screen could not draw something; there is nothing to answer (platform 2.2)."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether a screen reports errors."""
        return _is(handler_input, ERROR)

    def handle(self, handler_input: HandlerInput) -> Response:
        """An empty response."""
        errors = handler_input.request_envelope.request.errors
        log.warning("screen error: %s", ", ".join(map(_names, errors or ())) or "unknown")
        return Response()


def _is(handler_input: HandlerInput, kind: str) -> bool:
    return getattr(handler_input.request_envelope.request, "object_type", None) == kind


def _names(error: object) -> str:
    """The kind and the reason of an error, never its message; each is one the SDK knows."""
    reason = getattr(error, "reason", None)
    return f"{getattr(error, 'object_type', '')} {getattr(reason, 'value', '')}".strip()
