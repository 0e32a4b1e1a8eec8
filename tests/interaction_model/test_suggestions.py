"""What the skill tells people to say is understood, word for word (platform V5)."""

import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODEL = json.loads(
    (ROOT / "interaction_model/package/interactionModels/custom/en-US.json").read_text()
)["interactionModel"]["languageModel"]

BUILT_IN = {
    "AMAZON.YesIntent": {"yes"},
    "AMAZON.NoIntent": {"no"},
    "AMAZON.HelpIntent": {"help"},
    "AMAZON.StopIntent": {"stop"},
    "AMAZON.NextIntent": {"next"},
    "AMAZON.PreviousIntent": {"go back", "previous"},
    "AMAZON.RepeatIntent": {"repeat"},
    "AMAZON.PauseIntent": {"pause"},
    "AMAZON.ResumeIntent": {"continue", "resume"},
    "AMAZON.StartOverIntent": {"start over"},
}
"""Fixed phrases that devices take, of those documented (platform 4.4)."""

OPENING = re.compile(r"alexa, open cramp coach")
ASKING = re.compile(r"alexa, ask cramp coach to (.+)")
"""A new session that begins with a request."""


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from itertools.chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, list):
        yield from itertools.chain.from_iterable(map(strings, value))


def suggested() -> set[str]:
    """Every phrase in double quotes in a line that is spoken."""
    files = [file for place in ("en", "en-US") for file in (ROOT / "content" / place).rglob("*")]
    lines = (tomllib.loads(file.read_text()) for file in files if file.suffix == ".toml")
    return {phrase for line in lines for text in strings(line) for phrase in quoted(text)}


def quoted(text: str) -> list[str]:
    return re.findall(r'"([^"]+)"', text)


def slot_words(slot_type: str) -> list[str]:
    values = next(kind["values"] for kind in MODEL["types"] if kind["name"] == slot_type)
    names = [value["name"] for value in values]
    return [words for name in names for words in (name["value"], *name.get("synonyms", []))]


FIXED = set().union(*BUILT_IN.values())
WORDS = {kind["name"]: set(slot_words(kind["name"])) for kind in MODEL["types"]}
SAMPLES = [
    (re.split(r"\{(\w+)\}", sample), {slot["name"]: slot["type"] for slot in intent["slots"]})
    for intent in ({"slots": [], **intent} for intent in MODEL["intents"])
    for sample in intent["samples"]
]
PLAIN = {parts[0] for parts, _ in SAMPLES if len(parts) == 1}
WITH_SLOTS = [
    (re.compile("(.+)".join(map(re.escape, parts[::2]))), [slots[slot] for slot in parts[1::2]])
    for parts, slots in SAMPLES
    if len(parts) > 1
]
"""A pattern of each sample with slots, and the slots' types; made once, as there are thousands."""


def fills(phrase: str, pattern: re.Pattern[str], types: list[str]) -> bool:
    """Whether a phrase is a sample with a slot's words in each slot's place."""
    found = pattern.fullmatch(phrase)
    filled = zip(types, found.groups(), strict=True) if found else ()
    return bool(found) and all(words in WORDS.get(kind, ()) for kind, words in filled)


def understood(phrase: str) -> bool:
    said = ASKING.sub(r"\1", phrase.lower())
    literal = said in PLAIN or any(fills(said, *sample) for sample in WITH_SLOTS)
    return literal or said in FIXED or OPENING.fullmatch(said) is not None


@pytest.mark.parametrize("phrase", sorted(suggested()))
def test_every_suggested_phrase_is_a_literal_sample(phrase: str) -> None:
    """A person who says exactly what they were told to say is understood."""
    assert understood(phrase)


def test_there_are_suggestions_and_nonsense_is_not_understood() -> None:
    """The check above sees phrases, and can fail."""
    assert len(suggested()) >= 15
    assert not understood("purple monkey dishwasher")


def test_the_built_ins_that_phrases_rely_on_are_in_the_model() -> None:
    """A fixed phrase is understood only where its intent is in the model."""
    assert {intent["name"] for intent in MODEL["intents"]} >= BUILT_IN.keys()
