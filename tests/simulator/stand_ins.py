"""A small model and a skill that says what it is told to, for tests of everything around them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from simulator.interpretation import FALLBACK, Candidate, Interpretation, Near, Reasons, Slot
from simulator.model import Model, parse
from simulator.transport import Answer

MUSCLES = [
    {"id": "calf", "name": {"value": "calf", "synonyms": ["lower leg", "calves"]}},
    {"id": "foot", "name": {"value": "foot", "synonyms": ["arch of my foot"]}},
]
SYMPTOMS = [
    {"id": "fever", "name": {"value": "fever", "synonyms": ["a high temperature", "chills"]}},
    {"id": "dizzy", "name": {"value": "dizzy", "synonyms": ["light headed"]}},
    {
        "id": "chest_pain",
        "name": {"value": "chest pain", "synonyms": ["pain in my chest", "can't breathe"]},
    },
]


def intent(name: str, samples: Iterable[str] = (), **slots: str) -> dict[str, Any]:
    listed = [{"name": slot, "type": type_name} for slot, type_name in slots.items()]
    return {"name": name, "samples": list(samples), "slots": listed}


LANGUAGE_MODEL = {
    "invocationName": "cramp coach",
    "intents": [
        intent(
            "ReliefIntent",
            [
                "my {muscle} is cramping",
                "i have a cramp in my {muscle}",
                "leg cramp",
                "help me with this cramp",
                "it cramps so badly",
            ],
            muscle="Muscle",
        ),
        intent(
            "SymptomIntent",
            [
                "i have {symptom}",
                "i have {symptom} and {also}",
                "{symptom}",
                "i feel {symptom}",
                "it has lasted {duration}",
            ],
            symptom="Symptom",
            also="Symptom",
            duration="AMAZON.DURATION",
        ),
        intent(
            "SymptomDeniedIntent", ["no {symptom}", "i don't have {symptom}"], symptom="Symptom"
        ),
        intent(
            "SignChestPainIntent",
            [
                "my chest hurts",
                "my chest feels tight and heavy",
                "there is pain in my chest",
                "i can't get my breath",
                "i can't breathe",
            ],
        ),
        intent("EasedIntent", ["it's gone", "it's better now", "the cramp has let go", "it eased"]),
        intent("SayAgainIntent", ["what did you say", "tell me that again", "pardon"]),
        *(
            intent(f"AMAZON.{name}Intent")
            for name in ("Yes", "No", "Help", "Stop", "Cancel", "Fallback", "Next", "Pause")
        ),
    ],
    "types": [{"name": "Muscle", "values": MUSCLES}, {"name": "Symptom", "values": SYMPTOMS}],
}


def small_model(locale: str = "en-US") -> Model:
    data = json.dumps(LANGUAGE_MODEL).encode()
    return parse(LANGUAGE_MODEL, locale, data)


def reply(
    ssml: str = "<speak>Hold it there. Is it better?</speak>",
    end: bool | None = False,
    reprompt: str | None = "<speak>Say it's better, or say it still hurts.</speak>",
    **more: Any,
) -> dict[str, Any]:
    """A response body; ``end`` None writes null, and "absent" leaves the key out."""
    response: dict[str, Any] = {"outputSpeech": {"type": "SSML", "ssml": ssml}, **more}
    if end != "absent":
        response["shouldEndSession"] = end
    if reprompt:
        response["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": reprompt}}
    return {"version": "1.0", "sessionAttributes": {"at": 1}, "response": response}


def goodbye(ssml: str = "<speak>Take care.</speak>") -> dict[str, Any]:
    return reply(ssml, end=True, reprompt=None)


STEP = "a step"


def on_screen(token: str = STEP, version: str = "1.9", **more: Any) -> dict[str, Any]:
    """A directive that shows a document with nothing in it."""
    document = {"type": "APL", "version": version, "mainTemplate": {"items": []}}
    render = "Alexa.Presentation.APL.RenderDocument"
    return {"type": render, "token": token, "document": document, **more}


QUIET = {"version": "1.0", "response": {}}
"""The only right answer to a SessionEndedRequest."""


class ToldSkill:
    """Answers with what it was told, in order and then the last over and over."""

    def __init__(
        self, *bodies: Any, acts: tuple[str, ...] | None = None, status: int = 200
    ) -> None:
        self.bodies = list(bodies) or [reply()]
        self.acts = acts
        self.status = status
        self.sent: list[dict[str, Any]] = []

    def send(self, envelope: dict[str, Any]) -> Answer:
        self.sent.append(json.loads(json.dumps(envelope)))
        if envelope["request"]["type"] == "SessionEndedRequest":
            return Answer(200, QUIET)
        body = self.bodies[0] if len(self.bodies) == 1 else self.bodies.pop(0)
        return Answer(self.status, body, self.acts)

    @property
    def kinds(self) -> list[str]:
        return [envelope["request"]["type"] for envelope in self.sent]


class ByTheBook:
    """Understands exactly the lines it is given."""

    def __init__(self, **lines: tuple[str, tuple[Slot, ...]]) -> None:
        self.lines = {words.replace("_", " "): meaning for words, meaning in lines.items()}

    def interpret(self, utterance: str) -> Interpretation:
        name, slots = self.lines.get(utterance, (FALLBACK, ()))
        return Interpretation(utterance, name, slots)

    def explain(self, utterance: str) -> Reasons:
        return Reasons((Candidate("EasedIntent", 0.2),), (Near(utterance, "EasedIntent", 0.5),))


class ByIntent(ToldSkill):
    """Answers each intent with its own body, all others with the first, however often it is asked.

    It decides what the intent is called.
    """

    def __init__(self, *bodies: Any, **intents: Any) -> None:
        super().__init__(*bodies)
        self.intents = intents

    def send(self, envelope: dict[str, Any]) -> Answer:
        name = envelope["request"].get("intent", {}).get("name", "Launch").rpartition(".")[2]
        answer = super().send(envelope)
        if envelope["request"]["type"] == "SessionEndedRequest":
            return answer
        return Answer(200, self.intents.get(name, answer.body), (name, "Ask"))
