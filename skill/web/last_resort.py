"""The reply when the skill itself has failed on a genuine request."""

from __future__ import annotations

from typing import Any

from skill.web.envelope import Envelope

# The one thing said that is not in content/: it must be sayable when content is what failed.
APOLOGY = (
    "Sorry, something went wrong on my side. Please open Cramp Coach again. "
    "If you feel very unwell, call your local emergency number."
)
_MAY_BE_ANSWERED = {"LaunchRequest", "IntentRequest", "Alexa.Presentation.APL.UserEvent"}
"""The other request types take no speech (platform 2.2)."""


def last_resort(envelope: Envelope) -> dict[str, Any]:
    """A response that ends the session, spoken where speech is allowed and English is heard."""
    request = envelope.get("request")
    response: dict[str, Any] = {}
    if isinstance(request, dict) and request.get("type") in _MAY_BE_ANSWERED:
        response["shouldEndSession"] = True
        if str(request.get("locale", "en")).startswith("en"):
            response["outputSpeech"] = {"type": "PlainText", "text": APOLOGY}
    return {"version": "1.0", "response": response}
