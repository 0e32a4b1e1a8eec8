"""Danger signs: the check, signs named and denied, what is meant, help, and a summary of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Intent, IntentRequest, Response

from skill.alexa.handlers.intents import IntentHandler, Meaning
from skill.alexa.slots import id_of, ids_of, minutes_of, words_of
from skill.dialogue.events import AskMeaning, DenySign, Event, Signal, TellSigns

OWN_INTENT = re.compile(r"Sign([A-Z]\w*)Intent")
"""A sign's own intent: its id in camel case between "Sign" and "Intent"."""


def tell_signs(intent: Intent) -> Event:
    """The signs that were named, and how long it has lasted.

    How long means nothing beside words that were not recognised.
    """
    signs = [*ids_of(intent, "symptom"), *ids_of(intent, "also")]
    unknown = not signs and (words_of(intent, "symptom") or words_of(intent, "also"))
    return TellSigns(tuple(signs), None if unknown else minutes_of(intent, "duration"))


def deny_sign(intent: Intent) -> Event:
    """The sign that was denied, with the words for it."""
    return DenySign(id_of(intent, "symptom"), words_of(intent, "symptom"))


def ask_meaning(intent: Intent) -> Event:
    """The sign that was asked about, if any was."""
    return AskMeaning(id_of(intent, "symptom"))


def sign_of(intent_name: str) -> str:
    """The sign whose own intent this is: SignDarkUrineIntent is dark_urine; else empty."""
    own = OWN_INTENT.fullmatch(intent_name)
    return re.sub(r"(?<!^)(?=[A-Z])", "_", own[1]).lower() if own else ""


class WarningSignsHandler(IntentHandler):
    """Everything about danger; a new sign's own intent needs no line here."""

    intents: ClassVar[Mapping[str, Meaning]] = {
        "WarningSignsIntent": Signal.CHECK,
        "SymptomIntent": tell_signs,
        "SymptomDeniedIntent": deny_sign,
        "MeaningIntent": ask_meaning,
        "WhyAskIntent": Signal.WHY_ASK,
        "CallForHelpIntent": Signal.CALL_FOR_HELP,
        "DoctorSummaryIntent": Signal.SUMMARY,
    }

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the request is one of our intents, or a sign's own."""
        request = handler_input.request_envelope.request
        if not isinstance(request, IntentRequest) or not request.intent:
            return False
        name = request.intent.name
        return name in self.intents or bool(name and sign_of(name))

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer the event; both ways of naming a sign mean the same."""
        sign = sign_of(handler_input.request_envelope.request.intent.name)
        if sign:
            return self.conversation.reply(handler_input, TellSigns((sign,)))
        return super().handle(handler_input)
