"""Reading requests: what a handler gets is what the SDK's own serializer gives it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import pytest
from alexa_json import CORPUS, Json, envelope, intent, request, several, slot
from any_json import QUICK, broken, json_values, paths, put
from ask_sdk_core.attributes_manager import AttributesManager
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.utils import get_intent_name, get_slot, is_intent_name, is_request_type
from ask_sdk_model import RequestEnvelope, Response
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech
from hypothesis import given

from skill.alexa.sdk_json import Envelope, write

corpus = pytest.mark.parametrize("raw", CORPUS.values(), ids=CORPUS.keys())


def by_the_sdk(raw: Json) -> RequestEnvelope:
    """The oracle: the same request, read by the SDK itself."""
    return DefaultSerializer().deserialize(json.dumps(raw), RequestEnvelope)


def types_in(value: Any) -> Any:
    """The class of every object in an object, by field."""
    if isinstance(value, Enum):
        return value
    if hasattr(value, "deserialized_types"):
        fields = {name: types_in(getattr(value, name)) for name in value.deserialized_types}
        name = "RequestEnvelope" if isinstance(value, RequestEnvelope) else type(value).__name__
        return name, fields
    if isinstance(value, dict):
        return {key: types_in(item) for key, item in value.items()}
    if isinstance(value, list):
        return [types_in(item) for item in value]
    return datetime if isinstance(value, datetime) else None


@corpus
def test_it_reads_what_the_sdk_reads(raw: Json) -> None:
    assert Envelope(raw).to_dict() == by_the_sdk(raw).to_dict()


@corpus
def test_it_makes_the_sdks_own_types(raw: Json) -> None:
    assert types_in(Envelope(raw)) == types_in(by_the_sdk(raw))
    assert isinstance(Envelope(raw), RequestEnvelope)


def test_the_corpus_reads_as_something() -> None:
    """Equal is not enough: both could have read nothing."""
    whole = [Envelope(raw).to_dict() for raw in CORPUS.values()]
    told = json.dumps(whole, default=str)
    for word in (
        "chest_pain_or_breathless",
        "ER_SUCCESS_MATCH",
        "ER_SUCCESS_NO_MATCH",
        "amzn1.ask.person.P",
        "amzn1.ask.unit.U",
        "AriaRuntimeLibrary-2.3",
        "DISCRETE",
        "USER_INITIATED",
        "INVALID_RESPONSE",
        "alexa::x",
        "LIST_INDEX_OUT_OF_RANGE",
        "2024.3",
        "STOPPED",
    ):
        assert word in told


def test_the_sdks_helpers_work_on_it() -> None:
    class Input:
        request_envelope = Envelope(intent("ReliefIntent", slot("muscle", "calf")))

    assert get_intent_name(Input) == "ReliefIntent"
    assert get_slot(Input, "muscle").value == "calf"
    assert is_intent_name("ReliefIntent")(Input)
    assert is_request_type("IntentRequest")(Input)


def test_the_time_is_a_moment_with_its_zone() -> None:
    assert Envelope(CORPUS["launch"]).request.timestamp == datetime(2026, 11, 22, 2, tzinfo=UTC)


def test_several_values_are_a_list_of_simple_ones() -> None:
    found = Envelope(intent("SymptomIntent", several("symptom", "fever", "dizzy"))).request
    values = found.intent.slots["symptom"].slot_value.values
    assert [value.value for value in values] == ["fever", "dizzy"]


# --- what the SDK refuses a whole request for (platform D10) ------------------------------------

UNKNOWN_ENUMS = [
    ("session ended by an error", ("request", "reason")),
    ("session ended by an error", ("request", "error", "type")),
    ("exception encountered", ("request", "error", "type")),
    ("intent with a match", ("request", "dialogState")),
    ("intent with a match", ("request", "intent", "confirmationStatus")),
    ("launch on a screen", ("context", "Viewport", "shape")),
    ("launch on a screen", ("context", "Viewport", "mode")),
    ("launch on a screen", ("context", "Viewports", 0, "type")),
    ("launch on a screen", ("context", "AudioPlayer", "playerActivity")),
]


@pytest.mark.parametrize(("name", "path"), UNKNOWN_ENUMS, ids=str)
def test_an_unknown_word_is_dropped_and_the_rest_is_read(
    name: str, path: tuple[str | int, ...]
) -> None:
    raw = put(CORPUS[name], path, "SOMETHING_NEW")
    with pytest.raises(Exception, match=r"SOMETHING_NEW|resolve"):
        by_the_sdk(raw)
    read = Envelope(raw)
    assert type(read.request) is type(by_the_sdk(CORPUS[name]).request)
    assert read.context.system.device.device_id == "amzn1.ask.device.D"
    assert "SOMETHING_NEW" not in json.dumps(read.to_dict(), default=str)


CODE = ("status", "code")


def test_an_unknown_status_of_a_match_keeps_the_words() -> None:
    raw = put(
        CORPUS["intent with a match"],
        (*"request intent slots muscle resolutions resolutionsPerAuthority".split(), 0, *CODE),
        "ER_NEW",
    )
    assert Envelope(raw).request.intent.slots["muscle"].value == "calf"


@pytest.mark.parametrize("kind", ["Alexa.Foo.Bar", "AlexaSkillEvent.SkillAccountUnlinked", "", 7])
def test_an_unknown_type_of_request_is_no_request(kind: object) -> None:
    read = Envelope(envelope({"type": kind, "requestId": "r"}))
    assert read.request is None
    assert read.session is not None


FREE = frozenset("slots scopes available attributes components arguments input source".split())
"""Where JSON is keyed by ids, or is anybody's: a new key there is no unknown property."""


@corpus
def test_properties_nobody_knows_change_nothing(raw: Json) -> None:
    """Certification injects one (platform 1.2)."""
    grown = raw
    for path in list(paths(raw)):
        inner = raw
        for key in path:
            inner = inner[key]
        if isinstance(inner, dict) and FREE.isdisjoint(path):
            grown = put(grown, (*path, "certificationParam"), {"deep": [None]})
    assert grown != raw
    assert Envelope(grown).to_dict() == Envelope(raw).to_dict()


@QUICK
@given(raw=broken())
def test_wrong_json_in_any_place_never_raises(raw: Any) -> None:
    read = Envelope(raw)
    read.to_dict()
    repr(read.context)


@QUICK
@given(raw=json_values)
def test_any_json_at_all_never_raises(raw: Any) -> None:
    Envelope(raw).to_dict()


@pytest.mark.parametrize("moment", ["yesterday", "", 1795312800000, None, [], "2026-13-01T00:00Z"])
def test_a_time_that_is_none_is_no_time(moment: object) -> None:
    raw = put(CORPUS["launch"], ("request", "timestamp"), moment)
    assert Envelope(raw).request.timestamp is None


def test_the_context_is_read_when_it_is_looked_at() -> None:
    """What most turns never need costs them nothing."""
    read = Envelope(CORPUS["launch on a screen"])
    assert "context" not in vars(read)
    assert read.context is read.context
    assert "context" in vars(read)


def test_a_handler_that_changes_attributes_does_not_change_the_request() -> None:
    raw = CORPUS["intent without slots"]
    read = Envelope(raw)
    attributes = AttributesManager(request_envelope=read).session_attributes
    attributes["theirs"] = True
    assert "theirs" not in read.session.attributes
    assert read.to_dict() == by_the_sdk(raw).to_dict()


# --- writing ------------------------------------------------------------------------------------


def test_it_writes_what_the_sdk_writes() -> None:
    response = Response(
        output_speech=SsmlOutputSpeech(ssml="<speak>a &amp; b</speak>"),
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml="<speak>c</speak>")),
        card=SimpleCard(title="t", content="c"),
        should_end_session=False,
    )
    assert write(response) == DefaultSerializer().serialize(response)


def test_what_is_not_set_is_not_written_not_even_as_null() -> None:
    """A null would open the microphone (platform 2.6)."""
    assert write(Response()) == {}
    assert write({"a": None, "b": [None, {"c": None}]}) == {"b": [{}]}


def test_requests_written_again_are_the_same_request() -> None:
    raw = request("LaunchRequest")
    again = write(Envelope(envelope(raw)).request)
    assert {**again, "timestamp": raw["timestamp"]} == raw
