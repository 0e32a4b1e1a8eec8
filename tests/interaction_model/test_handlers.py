"""Every intent has a handler, and every handler an intent; content and model know the same ids."""

import json
import tomllib
from pathlib import Path

from skill.alexa.handlers import intent_handlers
from skill.alexa.handlers.warning_signs import sign_of

ROOT = Path(__file__).resolve().parents[2]
MODEL = json.loads(
    (ROOT / "interaction_model/package/interactionModels/custom/en-US.json").read_text()
)["interactionModel"]["languageModel"]
SIGNS = tomllib.loads((ROOT / "content/triage/signs.toml").read_text())


def intents() -> set[str]:
    return {intent["name"] for intent in MODEL["intents"]}


def handled() -> set[str]:
    handlers = intent_handlers(conversation=None)  # type: ignore[arg-type]
    return {name for handler in handlers for name in handler.intents}


def ids(slot: str) -> set[str]:
    slots = (slot for intent in MODEL["intents"] for slot in intent.get("slots", []))
    kind = next(found["type"] for found in slots if found["name"] == slot)
    values = next(each["values"] for each in MODEL["types"] if each["name"] == kind)
    return {value["id"] for value in values}


def files(folder: str) -> set[str]:
    return {file.stem for file in (ROOT / "content/en" / folder).glob("*.toml")}


def test_every_intent_has_a_handler_and_every_handler_an_intent() -> None:
    """The model's intents are the handlers', and every sign has an intent of its own."""
    own = {name for name in intents() if sign_of(name)}
    assert intents() - own == handled()
    assert {sign_of(name) for name in own} == SIGNS.keys()


OFFERED_ALONE = {"after"}
"""Told on a yes to an offer, and no slot's value."""


def test_slot_ids_are_what_the_content_answers() -> None:
    """Each value a slot can take has something to say, and the other way round."""
    assert ids("symptom") == ids("also") == SIGNS.keys()
    assert ids("muscle") == files("routines")
    assert ids("situation") == files("situations")
    assert ids("cause") == files("causes")
    assert ids("tip") == files("tips") - OFFERED_ALONE
    assert ids("question") == files("questions")
