"""A small skill in which there is nothing to find, and ways to plant a fault in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from linter import language
from linter.lines import Line
from linter.project import Project
from simulator.model import Intent, Model, Value
from simulator.transport import Answer
from simulator.understanding import rehearse

RELIEF = """
my {muscle} is cramping|there's a cramp in my {muscle}|a charley horse in my {muscle}
spasm in my {muscle}|{muscle} seized up|{muscle} has knotted|help with this leg cramp
my {muscle} tightened|{muscle} locked solid|relief for my {muscle}|stretch my {muscle}
my {muscle} twitches|something grips my {muscle}|{muscle} balled up|sudden pain in my {muscle}
my {muscle} won't loosen|cramping badly tonight|woke up cramping|my {muscle} contracts hard
muscle spasm|release my {muscle} muscle|unlock this {muscle}
"""
EASED = """
it's gone|that feels better|all better now|much improved|it eased off|the pain left
comfortable again|what a relief|i'm fine now|back to normal|it let go|it relaxed
nothing hurts anymore|it finished|pain disappeared|it softened|settled down nicely|cured
that did the trick|it worked|good as new|problem solved|over already
"""
FEVER = """
i have a fever|my temperature is high|burning up with fever|i've got chills
shivering and sweating|the thermometer says hundred and three|hot forehead and shivers
feverish since yesterday|running a temperature|my skin is burning|sweats all night long
i think it's the flu|shaking with cold chills|clammy and feverish|bad chills this evening
high temperature and aches|my forehead feels boiling|a raging fever|teeth are chattering
glands swollen with fever|delirious with temperature|temperature keeps climbing
"""
MUSCLES = (Value("calf", "calf"), Value("foot", "foot", ("arch",)))
BUILT_INS = ("Yes", "No", "Help", "Stop", "Cancel", "Fallback")


def samples(text: str) -> tuple[str, ...]:
    return tuple(text.strip().replace("\n", "|").split("|"))


def model(**changed: tuple[str, ...]) -> Model:
    """The small model; an intent given here has these samples instead of its own."""
    said = {
        "ReliefIntent": samples(RELIEF),
        "EasedIntent": samples(EASED),
        "SignFeverIntent": samples(FEVER),
        **{f"AMAZON.{name}Intent": () for name in BUILT_INS},
        **changed,
    }
    slots = {"ReliefIntent": {"muscle": "Muscle"}}
    intents = {name: Intent(name, texts, slots.get(name, {})) for name, texts in said.items()}
    digest = str(hash(tuple(said.items())))
    return Model("en-US", "cramp coach", intents, {"Muscle": MUSCLES}, digest)


def response(
    says: str, reprompt: str | None = "Say it eased, or stop.", end: bool = False
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "outputSpeech": {"type": "SSML", "ssml": f"<speak>{says}</speak>"},
        "shouldEndSession": end,
    }
    if reprompt:
        body["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{reprompt}</speak>"}}
    return {"version": "1.0", "sessionAttributes": {}, "response": body}


STEP = "Straighten that leg and pull your toes up. Is it easing?"
ASKS_FEVER = "Do you feel very hot or very cold?"
GOODBYE = response("Take care.", reprompt=None, end=True)
REPLIES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "LaunchRequest": (response("Cramp Coach. Straighten that leg. Is it cramping?"), ("Say",)),
    "AMAZON.HelpIntent": (response("Pull your toes up. Is it cramping now?"), ("Help",)),
    "ReliefIntent": (response(STEP), ("GiveStep", "Ask")),
    "AMAZON.NoIntent": (response(f"One more time. {STEP}"), ("Say", "GiveStep", "Ask")),
    "SignFeverIntent": (response(f"Rest now. {ASKS_FEVER}"), ("AskDanger",)),
    "EasedIntent": (GOODBYE, ("Say",)),
    "AMAZON.StopIntent": (GOODBYE, ("Say",)),
}
OTHERWISE = (response("Sorry, I missed that. Has it eased?"), ("Say", "Ask"))


class SmallSkill:
    """Answers each request as the table says, whatever was said before."""

    def __init__(self, replies: Mapping[str, tuple[dict[str, Any], tuple[str, ...]]]) -> None:
        self.replies = replies

    def send(self, envelope: dict[str, Any]) -> Answer:
        request = envelope["request"]
        if request["type"] == "SessionEndedRequest":
            return Answer(200, {"version": "1.0", "response": {}})
        name = request["intent"]["name"] if "intent" in request else request["type"]
        body, acts = self.replies.get(name, OTHERWISE)
        return Answer(200, json.loads(json.dumps(body)), acts)


class SecondTurn:
    """Answers as the one skill at first, and as the other from the second turn on."""

    def __init__(self, first: SmallSkill, then: SmallSkill) -> None:
        self.first, self.then = first, then

    def send(self, envelope: dict[str, Any]) -> Answer:
        new = envelope["session"]["new"]
        return (self.first if new else self.then).send(envelope)


LINES = (
    Line("content/en/asks.toml eased.reprompt", 'Say "it eased off", or "stop".'),
    Line("content/en/check.toml fever.ask", ASKS_FEVER),
)

Plant = Callable[[Project], Project]


def project(cache: Path, heard: Model | None = None) -> Project:
    """The small project, or the same with another model."""
    heard = heard or model()
    return Project(
        heard,
        rehearse(heard, cache),
        SmallSkill(REPLIES),
        LINES,
        language.of_locale("en-US"),
        {("EasedIntent", "it's gone"): "en/intents/EasedIntent.txt:1"},
    )


def answering(name: str, body: dict[str, Any], *acts: str) -> Plant:
    """A skill that answers one request another way."""
    return lambda one: replace(one, skill=SmallSkill({**REPLIES, name: (body, acts)}))
