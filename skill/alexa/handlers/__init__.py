"""Which event an intent means, a file per capability.

Each handler is an ``ask-sdk-core`` request handler that holds one table: the intents it takes,
and for each the event it means, or how to read that event from the slots.
"""

from __future__ import annotations

from skill.alexa.conversation import Conversation
from skill.alexa.handlers import (
    navigation,
    prevention,
    questions,
    relief,
    warning_signs,
    why,
)
from skill.alexa.handlers.intents import IntentHandler


def intent_handlers(conversation: Conversation) -> list[IntentHandler]:
    """Every handler of intents."""
    return [
        relief.ReliefHandler(conversation),
        why.WhyHandler(conversation),
        prevention.PreventionHandler(conversation),
        questions.QuestionHandler(conversation),
        warning_signs.WarningSignsHandler(conversation),
        navigation.NavigationHandler(conversation),
    ]
