"""What must be answered and never with speech, and what must never happen."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import IntentRequest, LaunchRequest, Response
from ask_sdk_model.events.skillevents import SkillDisabledRequest

from skill.alexa.conversation import Conversation, Trace
from skill.alexa.handlers.touch import TOUCH
from skill.dialogue.events import Signal
from skill.watch import told
from skill.watch.faults import where


class UnknownIntentHandler(AbstractRequestHandler):
    """An intent that the model has and no handler knows is taken as not understood."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is an intent at all."""
        return isinstance(handler_input.request_envelope.request, IntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer as to speech that was not understood."""
        return self.conversation.reply(handler_input, Signal.NOT_UNDERSTOOD)


class SkillDisabledHandler(AbstractRequestHandler):
    """Whoever disables the skill leaves nothing behind, however often and late that is told."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether somebody disabled the skill."""
        return isinstance(handler_input.request_envelope.request, SkillDisabledRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Delete what is kept for them, and answer with an empty response."""
        self.conversation.places.forget(handler_input)
        return Response()


class QuietHandler(AbstractRequestHandler):
    """The end of a session, exceptions, screen errors, skill events and unknown types.

    They take no speech (platform 2.2). The session attributes go back as they came, so that a
    conversation that goes on is where it was.
    """

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002
        """Whatever nobody else took; the SDK names the argument when it asks."""
        return True

    def handle(self, _: HandlerInput) -> Response:
        """An empty response."""
        return Response()


class TroubleHandler(AbstractExceptionHandler):
    """Whatever fails, the person gets the movement and the danger line, never an error."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002
        """Any exception; the SDK names both arguments when it asks."""
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Apologise where speech is allowed; be quiet elsewhere."""
        request = handler_input.request_envelope.request
        told.apologised(getattr(request, "request_id", None), where(exception))
        if isinstance(handler_input.context, Trace):
            handler_input.context.failed = True
        touched = getattr(request, "object_type", None) == TOUCH
        if touched or isinstance(request, IntentRequest | LaunchRequest):
            return self.conversation.apologise(handler_input)
        return Response()
