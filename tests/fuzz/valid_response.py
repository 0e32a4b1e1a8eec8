"""What must hold of every answer with 200, whatever the question was (platform 2.4 to 2.6).

Read from the platform's reference; nothing here comes from the skill.
"""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from listening import TAGS

TOUCH = "Alexa.Presentation.APL.UserEvent"
LARGEST = 120 * 1024
LONGEST = 8000
SPOKEN_TO = {"LaunchRequest", "IntentRequest"}
PARTS = {"outputSpeech", "reprompt", "card", "shouldEndSession", "directives"}


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    assert len(found) == len(pairs), "a key stands twice"
    return found


def no_constant(name: str) -> None:
    raise AssertionError(name)


def valid(body: bytes, kind: object, canary: str) -> dict[str, Any]:
    """The response in a body, after everything about it was judged."""
    made = json.loads(body, object_pairs_hook=once, parse_constant=no_constant)
    assert made["version"] == "1.0"
    assert isinstance(made.get("sessionAttributes", {}), dict)
    response = made["response"]
    # Attributes of others go back as they came; Alexa never hands on more than it takes itself.
    assert len(json.dumps(response)) <= LARGEST // 4
    assert set(response) <= PARTS
    assert canary not in json.dumps(response)
    assert_no_null(response)
    if kind in SPOKEN_TO or (kind == TOUCH and "outputSpeech" in response):
        assert_speech(response)
    else:
        assert not {"outputSpeech", "reprompt", "card"} & set(response)
    return dict(made)


def assert_no_null(value: Any) -> None:
    assert value is not None
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        assert_no_null(item)


def assert_speech(response: dict[str, Any]) -> None:
    """Something is said, and the microphone is open exactly where something is asked."""
    said = words(response["outputSpeech"])
    assert said.strip()
    assert isinstance(response["shouldEndSession"], bool)
    if response["shouldEndSession"]:
        assert "reprompt" not in response
        assert not said.rstrip().endswith("?")
    else:
        assert "?" in said or "say" in said.lower()
        assert words(response["reprompt"]["outputSpeech"]).strip()
    if "card" in response:
        assert response["card"]["type"] == "Simple"
        assert len(response["card"]["title"] + response["card"]["content"]) <= LONGEST


def words(speech: dict[str, Any]) -> str:
    """What is said, of markup that Alexa takes."""
    assert speech["type"] == "SSML", "the last resort speaks plain text"
    assert len(speech["ssml"]) <= LONGEST
    root = ElementTree.fromstring(speech["ssml"])  # noqa: S314 - our own output
    assert root.tag == "speak"
    for node in root.iter():
        assert set(node.attrib) == TAGS[node.tag]
        if node.tag == "break":
            assert 0 < int(node.get("time", "").removesuffix("ms")) <= 10_000
    return "".join(root.itertext())
