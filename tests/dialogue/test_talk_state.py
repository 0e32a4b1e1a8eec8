"""The state: plain facts that survive JSON, and what is left of one that cannot be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import NIGHT, Talk

from skill.content.types import Content
from skill.dialogue import triage
from skill.dialogue.acts import GiveAdvice, GiveStep, asks
from skill.dialogue.conversation import decide
from skill.dialogue.events import AskRelief, AskTopic, Signal
from skill.dialogue.state import VERSION, State, dump, load

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
)
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


def saved_by(talk: Talk, **changed: object) -> dict[str, Any]:
    """What comes back with the next request, with some facts changed."""
    saved: dict[str, Any] = json.loads(json.dumps(dump(talk.state)))
    return {**saved, **changed}


def everything_set(talk: Talk) -> State:
    """A state with as much in it as a talk can put there."""
    talk.say(Signal.SLOWER, AskRelief("calf", "bed"), Signal.NO, Signal.WORSE, Signal.NO)
    talk.tell("pregnancy", "dizzy")
    talk.say(AskTopic("cause", "night"))
    talk.tell("muscle_weakness")
    return talk.state


def test_a_state_survives_json(talk: Talk, content: Content) -> None:
    state = everything_set(talk)
    assert state.signs
    assert state.guards
    assert state.answers
    assert state.hurt
    assert state.topic
    assert load(json.loads(json.dumps(dump(state))), content) == load(dump(state), content)
    assert dump(load(dump(state), content)) == dump(state)


def test_a_state_is_stamped_with_its_version(talk: Talk) -> None:
    assert dump(everything_set(talk))["version"] == VERSION


def test_a_new_state_says_next_to_nothing() -> None:
    """What is not set is not sent: attributes count in the size of every response."""
    assert dump(State()) == {"version": VERSION}


@pytest.mark.parametrize(
    "saved", [None, {}, [], "", 0, 1.5, True, {"version": 99}, {"version": "1"}, {"phase": "x"}]
)
def test_anything_else_starts_over(content: Content, saved: object) -> None:
    assert load(saved, content) == State()


UNKNOWN: list[dict[str, Any]] = [
    {"asked": "who_are_you"},
    {"muscle": "tail"},
    {"situation": "moon"},
    {"muscle": "calf", "step": "somersault"},
    {"step": "toes_up"},
    {"signs": ["third_arm"]},
    {"answers": [["favourite_colour", "yes"]]},
    {"answers": [["stroke", "perhaps"]]},
    {"ask_first": ["favourite_colour"]},
    {"owed": ["guard", "dizzy"]},
    {"owed": ["same_day", "nobody"]},
    {"topic": ["cause", "the_moon", 0]},
    {"topic": ["cause", "general", 99]},
    {"topic": ["cause", "general", -1]},
    {"phase": "relief"},
    {"phase": "learn", "asked": "more"},
    {"phase": "menu"},
    {"phase": "check"},
    {"pace": "breakneck"},
]


@pytest.mark.parametrize("facts", UNKNOWN, ids=str)
def test_an_id_that_this_content_does_not_have_starts_over(
    content: Content, facts: dict[str, Any]
) -> None:
    saved = {"version": VERSION, "situation": "bed", **facts}
    assert load(saved, content) == State()


@pytest.mark.parametrize("version", [0, 2, "1", None])
@pytest.mark.parametrize("sign", ["fever", "sleep_loss", "dark_urine"])
def test_another_version_starts_over_and_keeps_the_advice_owed(
    talk: Talk, content: Content, version: object, sign: str
) -> None:
    talk.cramp("calf")
    talk.tell(sign)
    state = load(saved_by(talk, version=version), content)
    assert state.step == ""
    assert triage.owed(state, content) == triage.owed(talk.state, content)


@pytest.mark.parametrize(("noes", "question"), [(4, "one_leg"), (5, "gut"), (7, "over_time")])
def test_advice_owed_from_an_answer_is_kept_as_well(
    talk: Talk, content: Content, noes: int, question: str
) -> None:
    talk.say(Signal.CHECK, *[Signal.NO] * noes, Signal.YES)
    owed = triage.owed(load(saved_by(talk, version=9), content), content)
    assert owed is not None
    assert owed.because == question


def test_a_broken_fact_beside_it_does_not_lose_the_advice(talk: Talk, content: Content) -> None:
    talk.say(Signal.CHECK, *[Signal.NO] * 4, Signal.YES)
    broken = saved_by(talk, phase=7, signs="none", owed={"tier": []})
    broken["answers"] = [None, ["stroke"], *broken["answers"]]
    owed = triage.owed(load(broken, content), content)
    assert owed is not None
    assert owed.because == "one_leg"


@pytest.mark.parametrize("told", ["one_leg_swollen_red_warm", "dizzy"])
def test_what_guards_a_person_outlives_a_change_of_version(
    talk: Talk, content: Content, told: str
) -> None:
    talk.cramp("calf")
    talk.tell(told)
    state = load(saved_by(talk, version=2), content)
    turn = decide(state, AskRelief("calf"), content, NIGHT)
    steps = [act for act in turn.acts if isinstance(act, GiveStep)]
    if told == "dizzy":
        assert "dizzy" in turn.state.guards
    else:
        assert not steps
        assert any(isinstance(act, GiveAdvice) for act in turn.acts)


facts = st.fixed_dictionaries(
    {"version": st.just(VERSION)},
    optional={
        "phase": st.sampled_from(["welcome", "menu", "relief", "check", "learn", "advice"]),
        "asked": st.sampled_from(["", "eased", "where", "parked", "more", "again", "offer_check"]),
        "paused": st.booleans(),
        "unread": st.integers(),
        "muscle": st.sampled_from(["", "calf", "leg", "thigh", "tail"]),
        "situation": st.sampled_from(["", "toilet", "driving", "water"]),
        "step": st.sampled_from(["", "toes_up", "stand", "pull_over", "rest"]),
        "started": st.integers(),
        "rounds": st.integers(),
        "hurt": st.lists(st.text(max_size=12), max_size=3),
        "signs": st.lists(st.sampled_from(["fever", "dizzy", "poison", "x"]), max_size=4),
        "guards": st.lists(st.text(max_size=8), max_size=3),
        "owed": st.none() | st.tuples(st.sampled_from(["soon", "emergency"]), st.just("fever")),
        "answers": st.lists(
            st.tuples(st.sampled_from(["stroke", "one_leg", "worse"]), st.sampled_from(["yes"])),
            max_size=3,
        ),
        "denied": st.lists(st.text(max_size=8), max_size=3),
        "ask_first": st.lists(st.sampled_from(["worse", "very_ill", "one_leg"]), max_size=3),
        "whole_check": st.booleans(),
        "return_to": st.sampled_from(["menu", "relief", "check"]),
        "topic": st.none() | st.tuples(st.just("cause"), st.just("night"), st.just(0)),
        "aside": st.booleans(),
        "said": st.lists(st.text(max_size=12), max_size=3),
        "offered": st.lists(st.text(max_size=12), max_size=3),
        "pace": st.sampled_from(["slow", "normal", "fast"]),
    },
)


@given(saved=facts | json_values, event=st.sampled_from(Signal))
def test_nothing_saved_can_break_a_turn(content: Content, saved: object, event: Signal) -> None:
    """Attributes come from outside: whatever they hold, there is a turn that can be saved."""
    turn = decide(load(saved, content), event, content, NIGHT)
    assert turn.acts
    json.dumps(dump(turn.state), allow_nan=False)
    if event in (Signal.STOP, Signal.CALL_FOR_HELP):
        assert not asks(turn.acts)
