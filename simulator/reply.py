"""A response as the device takes it, or refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator import rules
from simulator.envelope import Sender
from simulator.hearing import Speech, hear
from simulator.transport import Answer, Json


@dataclass(frozen=True)
class Reply:
    """What a response says and does."""

    speech: Speech = field(default_factory=Speech)
    reprompt: Speech = field(default_factory=Speech)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    end: bool | None = True
    """True ends the session; False listens; None keeps a screen's session without listening."""
    shows: bool = False
    """Whether the device has a screen and the response something to show on it."""
    document: Json | None = None
    """The directive that shows a document; None where none does."""
    error: str = "INVALID_RESPONSE"
    """What Alexa calls the fault when it refuses it."""
    faults: tuple[str, ...] = ()
    """Why Alexa refuses it; empty when it does not."""
    doubts: tuple[str, ...] = ()
    """Why certification would."""


def take(answer: Answer, sender: Sender) -> Reply:
    """Read an answer as the device that asked does."""
    if late := rules.late(answer):
        return Reply(error="ENDPOINT_TIMEOUT", faults=tuple(late))
    faults = rules.envelope_faults(answer)
    if faults or answer.body is None:
        return Reply(faults=tuple(faults))
    response = answer.body["response"]
    speech, wrong = _heard(response, "outputSpeech", sender.locale)
    reprompt, wrong_too = _heard(response.get("reprompt") or {}, "reprompt", sender.locale)
    faults = [*wrong, *wrong_too, *rules.response_faults(response, sender.device)]
    return Reply(
        speech,
        reprompt,
        answer.body.get("sessionAttributes") or {},
        bool(response["shouldEndSession"]) if "shouldEndSession" in response else None,
        rules.shows(response, sender.device),
        rules.document(response),
        faults=tuple(faults),
        doubts=tuple(rules.doubts(response, speech, reprompt)),
    )


def _heard(holder: Json, where: str, locale: str) -> tuple[Speech, list[str]]:
    """The speech of one part of the response, and why it would be refused."""
    output = holder.get("outputSpeech")
    if output is None:
        return Speech(), []
    if not isinstance(output, dict):
        return Speech(), [f"{where} is not an object"]
    speech, faults = hear(output, locale)
    return speech, [
        *(f"{where}: {fault}" for fault in faults),
        *rules.speech_faults(output, speech, where),
    ]
