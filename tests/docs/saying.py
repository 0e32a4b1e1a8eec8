"""Says things to the skill in request JSON and listens to response JSON, both by hand."""

from __future__ import annotations

import html
import re
from typing import Any

from skill.alexa.skill import build_skill

Json = dict[str, Any]
Heard = list[str | float]
"""Words and silences in seconds, in turn; no words stand beside words."""

SKILL = build_skill()
WHO = "amzn1.ask.skill.any"
PART = re.compile(r'<break time="(\d+)ms"/>|<[^>]*>|([^<]+)')


class Talking:
    """One device, and the session that it keeps."""

    def __init__(self) -> None:
        self.attributes: Json | None = None
        self.reply: Json = {}

    def say(self, meaning: str, request: str = "r.1", at: str = "2026-01-05T03:00:00Z") -> Json:
        """The response to an intent with its slots, written "ReliefIntent muscle=calf"."""
        name, *slots = meaning.split()
        intent = {
            "name": name,
            "confirmationStatus": "NONE",
            "slots": {pair.split("=")[0]: slot(*pair.split("=")) for pair in slots},
        }
        asked = {"type": "IntentRequest", "intent": intent, "locale": "en-US"}
        system = {"application": {"applicationId": WHO}, "user": {"userId": "u"}}
        envelope = {
            "version": "1.0",
            "session": {
                **system,
                "new": self.attributes is None,
                "sessionId": "s.1",
                "attributes": self.attributes or {},
            },
            "context": {"System": {**system, "device": {"deviceId": "d"}}},
            "request": {**asked, "requestId": request, "timestamp": at},
        }
        answered = SKILL.answer(envelope)
        self.reply = answered["response"]
        self.attributes = None if self.reply["shouldEndSession"] else answered["sessionAttributes"]
        return self.reply


def slot(name: str, id: str) -> Json:
    """A slot that resolved to one value."""
    value = {"value": {"name": id, "id": id}}
    found = {"authority": "a", "status": {"code": "ER_SUCCESS_MATCH"}, "values": [value]}
    resolved = {"resolutionsPerAuthority": [found]}
    return {"name": name, "value": id, "confirmationStatus": "NONE", "resolutions": resolved}


def speech(response: Json) -> Heard:
    """What is heard of a response."""
    return listen(response["outputSpeech"]["ssml"])


def reprompt(response: Json) -> Heard:
    """What is heard of its reprompt; nothing where it has none."""
    return listen(response["reprompt"]["outputSpeech"]["ssml"]) if "reprompt" in response else []


def listen(ssml: str) -> Heard:
    """Speech markup as it is heard."""
    heard: Heard = [""]
    for silence, words in PART.findall(ssml):
        if silence:
            heard += [int(silence) / 1000, ""]
        else:
            heard[-1] = f"{heard[-1]}{html.unescape(words)}"
    tidy = [" ".join(part.split()) if isinstance(part, str) else part for part in heard]
    return [part for part in tidy if part]


def words(heard: Heard) -> str:
    """The words alone."""
    return " ".join(part for part in heard if isinstance(part, str))


def seconds(heard: Heard) -> float:
    """Two and a half words a second, a number digit by digit, and the silences."""
    silence = sum(part for part in heard if isinstance(part, float))
    spoken = re.sub(r"\d", "one ", words(heard)).split()
    return len([word for word in spoken if re.search(r"\w", word)]) / 2.5 + silence
