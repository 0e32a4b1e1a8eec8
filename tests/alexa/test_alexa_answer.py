"""From request JSON to response JSON: nothing breaks it, nothing foreign is lost, nothing leaks."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from alexa_json import CORPUS, Json, envelope, intent, launch, request, slot
from any_json import QUICK, broken, json_values, put
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.conversation import Conversation, Trace
from skill.alexa.skill import Skill
from skill.dialogue.acts import GiveStep

KEY = "crampCoach"
OTHERS = {"theirs": {"deep": [1, None, "x"]}, "also": True}
SPEECH = ("outputSpeech", "reprompt", "card", "directives")


def talk(skill: Skill, *envelopes: Json) -> Json:
    """The response to the last of these, each with the attributes of the response before it."""
    attributes: Any = None
    response: Json = {}
    for one in envelopes:
        raw = put(one, ("session", "attributes"), attributes or {})
        response = json.loads(json.dumps(skill.answer(raw)))
        attributes = response["sessionAttributes"]
    return response


def said(response: Json) -> str:
    """The markup that is spoken."""
    return str(response["response"]["outputSpeech"]["ssml"])


def judged(response: Any) -> Json:
    """A response, after what must hold for every one."""
    assert isinstance(response, dict)
    assert set(response) == {"version", "sessionAttributes", "userAgent", "response"}
    assert response["version"] == "1.0"
    assert isinstance(response["sessionAttributes"], dict)
    assert isinstance(response["response"], dict)
    assert None not in response["response"].values()
    json.dumps(response, allow_nan=False)
    return response


# --- nothing breaks it --------------------------------------------------------------------------


@pytest.mark.parametrize("raw", CORPUS.values(), ids=CORPUS.keys())
def test_every_real_request_is_answered(skill: Skill, raw: Json) -> None:
    judged(skill.answer(raw))


@QUICK
@given(raw=broken())
def test_any_json_in_any_place_is_answered(skill: Skill, raw: Any) -> None:
    judged(skill.answer(raw))


@QUICK
@given(raw=json_values)
def test_any_json_at_all_is_answered(skill: Skill, raw: Any) -> None:
    judged(skill.answer(raw))


def test_a_request_is_left_as_it_came(skill: Skill) -> None:
    raw = intent("ReliefIntent", slot("muscle", "calf"), attributes={KEY: {"version": 1}, **OTHERS})
    before = copy.deepcopy(raw)
    skill.answer(raw)
    assert raw == before


STATES: list[Any] = [
    None,
    [],
    "x",
    {"version": 1, "phase": "relief"},
    {"version": 1, "phase": "relief", "muscle": "calf", "step": "no_such_step", "asked": "eased"},
    {"version": 1, "phase": "check", "ask_first": ["no_such_question"]},
    {"version": 1, "signs": ["third_arm"], "owed": ["emergency", "third_arm"]},
    {"version": 1, "answers": [["stroke", "yes", "really"]]},
    {"version": 99, "everything": "new"},
    {"version": 1, "said": ["x" * 100_000]},
    "\ud800",
    {"version": 1, "owed": "\ud800", "guards": ["\ud800"], "signs": ["\ud800"]},
    {"version": 1, "phase": "menu", "asked": "eased"},
    {
        "version": 1,
        "phase": "check",
        "return_to": "relief",
        "ask_first": ["one_leg_cold"],
        "said": ["checked"],
    },
    {"version": 1, "unread": 10**30, "started": -(10**30), "rounds": 10**30},
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: str(state)[:40])
@pytest.mark.parametrize(
    "name", ["AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.RepeatIntent", "AMAZON.FallbackIntent"]
)
def test_a_state_that_is_no_state_is_answered_with_a_question(
    skill: Skill, state: Any, name: str
) -> None:
    response = judged(skill.answer(intent(name, attributes={KEY: state, **OTHERS})))
    assert "?" in said(response)
    assert "went wrong" not in said(response)
    assert response["sessionAttributes"].items() >= OTHERS.items()


@QUICK
@given(attributes=json_values, name=st.sampled_from(["AMAZON.NoIntent", "EasedIntent"]))
def test_any_attributes_are_answered(skill: Skill, attributes: Any, name: str) -> None:
    judged(skill.answer(intent(name, attributes=attributes)))


@QUICK
@given(state=json_values, name=st.sampled_from(["AMAZON.NoIntent", "WorseIntent"]))
def test_any_state_of_ours_is_answered(skill: Skill, state: Any, name: str) -> None:
    response = judged(skill.answer(intent(name, attributes={KEY: state})))
    assert isinstance(response["sessionAttributes"][KEY], dict)


def test_a_request_without_a_session_is_answered_and_keeps_nothing(skill: Skill) -> None:
    raw = intent("ReliefIntent", slot("muscle", "calf"))
    del raw["session"]
    response = judged(skill.answer(raw))
    assert "straighten" in said(response).lower()
    assert response["sessionAttributes"] == {}


@pytest.mark.parametrize("meant", [None, {}, {"name": None}, {"name": 7}, {"name": "SomeIntent"}])
def test_an_intent_that_says_nothing_is_not_understood(skill: Skill, meant: object) -> None:
    raw = envelope(request("IntentRequest", intent=meant), {})
    response = talk(skill, intent("ReliefIntent", slot("muscle", "calf")), raw)
    assert "missed" in said(response) or "catch" in said(response)
    assert response["response"]["shouldEndSession"] is False


# --- attributes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["AMAZON.YesIntent", "AMAZON.StopIntent", "NobodysIntent"])
def test_what_others_put_beside_ours_survives(skill: Skill, name: str) -> None:
    response = skill.answer(intent(name, attributes=OTHERS))
    assert response["sessionAttributes"].items() >= OTHERS.items()
    assert response["sessionAttributes"][KEY]["version"] == 1


def test_attributes_of_another_version_start_over_and_keep_advice_owed(skill: Skill) -> None:
    told = talk(skill, intent("ReliefIntent", slot("muscle", "calf")), intent("SignFeverIntent"))
    foreign = {**told["sessionAttributes"][KEY], "version": 2, "phase": {"of": "the moon"}}
    response = skill.answer(intent("AMAZON.HelpIntent", attributes={KEY: foreign}))
    state = response["sessionAttributes"][KEY]
    assert state["owed"] == ["same_day", "fever"]
    assert "step" not in state
    assert "today" in response["response"]["reprompt"]["outputSpeech"]["ssml"]


QUIET = [
    "session ended by the user",
    "session ended by an error",
    "exception encountered",
    "screen failed",
]


@pytest.mark.parametrize("name", QUIET)
def test_a_quiet_request_gets_no_speech_and_its_attributes_back(skill: Skill, name: str) -> None:
    told = talk(skill, intent("ReliefIntent", slot("muscle", "calf")), intent("SignFeverIntent"))
    attributes = {**told["sessionAttributes"], **OTHERS}
    raw = put(CORPUS[name], ("session", "attributes"), attributes)
    response = judged(skill.answer(raw))
    assert response["response"] == {}
    assert response["sessionAttributes"] == attributes


@pytest.mark.parametrize("kind", ["Alexa.Foo.Bar", "AlexaSkillEvent.SkillAccountUnlinked", "x"])
@pytest.mark.parametrize("session", [True, False])
def test_an_unknown_type_is_quiet(skill: Skill, kind: str, session: bool) -> None:
    response = judged(skill.answer(envelope(request(kind), OTHERS, session=session)))
    assert response["response"] == {}
    assert response["sessionAttributes"] == (OTHERS if session else {})


@QUICK
@given(fields=st.dictionaries(st.sampled_from(["reason", "error", "locale", "x"]), json_values))
def test_the_end_of_a_session_never_gets_speech(skill: Skill, fields: Json) -> None:
    """No speech, card, directive or reprompt may go with it (platform 2.2)."""
    raw = envelope({**request("SessionEndedRequest"), **fields}, {KEY: {"version": 1}})
    response = judged(skill.answer(raw))
    assert not set(SPEECH) & set(response["response"])


# --- the microphone, and what is said -----------------------------------------------------------


def test_a_question_is_open_and_has_a_reprompt(skill: Skill) -> None:
    response = skill.answer(launch())["response"]
    assert response["shouldEndSession"] is False
    assert response["reprompt"]["outputSpeech"]["type"] == "SSML"


def test_no_question_is_closed_and_has_none(skill: Skill) -> None:
    response = skill.answer(intent("SignPoisonIntent"))["response"]
    assert response["shouldEndSession"] is True
    assert "reprompt" not in response


def test_wording_follows_from_the_request_and_varies(skill: Skill) -> None:
    def heard(id: str) -> str:
        return said(skill.answer(put(launch(), ("request", "requestId"), id)))

    assert heard("a") == heard("a")
    assert len({heard(f"request {n}") for n in range(8)}) > 1


def test_the_clock_is_the_requests_own(skill: Skill) -> None:
    """Ten minutes by the requests' timestamps bring the check, whatever our own clock says."""
    later = put(intent("AMAZON.NoIntent"), ("request", "timestamp"), "2026-11-22T02:10:00Z")
    response = talk(skill, intent("ReliefIntent", slot("muscle", "calf")), later)
    assert "long_cramp" in response["sessionAttributes"][KEY]["signs"]


def test_a_request_without_a_time_is_answered(skill: Skill) -> None:
    raw = put(intent("ReliefIntent", slot("muscle", "calf")), ("request", "timestamp"), None)
    assert skill.answer(raw)["sessionAttributes"][KEY]["started"] > 1_700_000_000


def test_a_trace_is_told_what_was_decided(skill: Skill) -> None:
    trace = Trace()
    skill.answer(intent("ReliefIntent", slot("muscle", "calf")), trace)
    assert isinstance(trace.acts[0], GiveStep)


def test_no_answer_is_kept_in_a_card(skill: Skill) -> None:
    """No card holds anything about a person's health (DESIGN section 2)."""
    response = talk(skill, intent("WarningSignsIntent"), intent("SignFeverIntent"))
    assert "fever" not in json.dumps(response["response"].get("card", {}))


# --- when something of ours fails ---------------------------------------------------------------


@pytest.fixture
def failing(skill: Skill, monkeypatch: pytest.MonkeyPatch) -> Skill:
    """The skill with a fault in the middle of it."""

    def fault(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Conversation, "reply", fault)
    return skill


def test_a_fault_gets_the_movement_and_the_danger_line(failing: Skill) -> None:
    response = judged(failing.answer(intent("AMAZON.YesIntent", attributes=OTHERS)))
    assert "straighten it and pull your toes up" in said(response)
    assert "chest pain" in said(response)
    assert response["response"]["shouldEndSession"] is False
    assert response["sessionAttributes"].items() >= OTHERS.items()


def test_a_fault_keeps_the_advice_owed_and_repeats_it(
    skill: Skill, request: pytest.FixtureRequest
) -> None:
    told = talk(skill, intent("SignBloodInStoolIntent"))
    failing: Skill = request.getfixturevalue("failing")
    attributes = told["sessionAttributes"]
    response = judged(failing.answer(intent("AMAZON.YesIntent", attributes=attributes)))
    assert response["sessionAttributes"][KEY]["owed"] == ["same_day", "blood_in_stool"]
    assert "today" in response["response"]["reprompt"]["outputSpeech"]["ssml"]


def test_a_fault_never_asks_to_stretch_a_leg_to_be_left_alone(
    skill: Skill, request: pytest.FixtureRequest
) -> None:
    told = talk(skill, intent("SignOneLegSwollenRedWarmIntent"))
    failing: Skill = request.getfixturevalue("failing")
    attributes = told["sessionAttributes"]
    response = judged(failing.answer(intent("AMAZON.YesIntent", attributes=attributes)))
    heard = said(response) + response["response"]["reprompt"]["outputSpeech"]["ssml"]
    assert "straighten" not in heard.lower()
    assert "stretch or rub" in heard


def test_a_fault_in_a_quiet_request_stays_quiet(
    skill: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("skill.alexa.handlers.session.QuietHandler.handle", fault)
    assert judged(skill.answer(CORPUS["session ended by the user"]))["response"] == {}
