"""Genuine requests to start from: every type, every intent with its slots, real conversations.

Intents, slots and ids are read from the interaction model that Alexa gets.
"""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from alexa_json import CORPUS, Json, envelope, intent, launch, several, slot

from skill.alexa.skill import Skill

MODEL = Path(__file__).resolve().parents[2] / "interaction_model/package/interactionModels/custom"
OURS = "crampCoach"
DURATIONS = ("PT5M", "PT2H", "P3D", "P1W", "PT10S", "P999999999W")
TURNS = 400
"""Of the conversations that states are collected from."""


@cache
def model() -> Any:
    text = (MODEL / "en-US.json").read_text(encoding="utf-8")
    return json.loads(text)["interactionModel"]["languageModel"]


@cache
def ids() -> dict[str, list[str]]:
    """The ids of each slot type."""
    return {one["name"]: [value["id"] for value in one["values"]] for one in model()["types"]}


def slots_of(kind: Json, choose: random.Random) -> list[Json]:
    """An intent's slots, each empty, not matched, matched, or with several values."""
    made = []
    for one in kind.get("slots", []):
        known = ids().get(one["type"], [])
        ways = [slot(one["name"]), slot(one["name"], words="something else")]
        ways.append(slot(one["name"], words=choose.choice(DURATIONS)))
        if known:
            ways += [slot(one["name"], choose.choice(known))] * 4
            ways.append(several(one["name"], *choose.sample(known, min(3, len(known)))))
        made.append(choose.choice(ways))
    return made


def any_intent(choose: random.Random, attributes: Any) -> Json:
    """One of the model's intents, said in a session."""
    kind = choose.choice(model()["intents"])
    return intent(kind["name"], *slots_of(kind, choose), attributes=attributes)


def conversations(skill: Skill) -> list[Json]:
    """The session attributes after each turn of conversations that go anywhere."""
    choose, states = random.Random(7), []  # noqa: S311 - the same ones at each run
    attributes: Any = None
    for _ in range(TURNS):
        request = launch() if attributes is None else any_intent(choose, attributes)
        response = skill.answer(request)
        attributes = response["sessionAttributes"]
        states.append(attributes)
        if response["response"].get("shouldEndSession") is not False:
            attributes = None
    return states


def requests(states: list[Json]) -> list[Json]:
    """Every request type, and every intent some times over, in real states."""
    choose, made = random.Random(8), list(CORPUS.values())  # noqa: S311 - likewise
    for kind in model()["intents"]:
        for _ in range(4):
            attributes = choose.choice(states)
            made.append(intent(kind["name"], *slots_of(kind, choose), attributes=attributes))
    made += [put_attributes(one, choose.choice(states)) for one in CORPUS.values()]
    return made


def put_attributes(request: Json, attributes: Json) -> Json:
    """The same request in another state, where it has a session."""
    if "session" not in request:
        return request
    return envelope(request["request"], attributes) | {"context": request["context"]}
