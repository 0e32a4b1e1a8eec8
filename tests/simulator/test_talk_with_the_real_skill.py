"""The whole way: words, the built model, request JSON, the skill, response JSON, what is heard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator import door
from simulator.session import Conversation
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.turn import Microphone
from simulator.understanding import understand

NIGHT = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(WsgiSkill(door.unsigned()), understand, door.skill_id())


def begun(stage: Stage, device: str = "echo") -> Conversation:
    return stage.conversation("en-US", device, seed="a talk", now=NIGHT)


@pytest.mark.parametrize("device", ["echo", "show"])
def test_a_calf_cramp_from_first_words_to_advice(stage: Stage, device: str) -> None:
    """Relief, a why, and then a danger sign, which ends in 911 and a closed microphone."""
    conversation = begun(stage, device)

    turns = [
        conversation.say("my calf is killing me"),
        conversation.say("why does this happen"),
        conversation.say("it still hurts"),
        conversation.say("i can't feel my legs"),
    ]

    assert [turn.faults for turn in turns] == [()] * 4
    assert [turn.doubts for turn in turns] == [()] * 4
    assert [turn.interpretation.intent for turn in turns if turn.interpretation] == [
        "ReliefIntent",
        "WhyIntent",
        "StillHurtsIntent",
        "SignBothLegsWeakOrNumbIntent",
    ]
    assert [turn.microphone for turn in turns[:3]] == [Microphone.OPEN] * 3
    assert turns[0].acts is not None
    assert "GiveStep" in turns[0].acts
    assert "911" in turns[3].speech.text
    assert turns[3].microphone is Microphone.CLOSED


def test_a_person_who_falls_silent_is_asked_once_more(stage: Stage) -> None:
    """The reprompt is heard, then the session ends and the skill takes it quietly."""
    conversation = begun(stage)
    conversation.open()

    reprompt, end = conversation.silence(), conversation.silence()

    assert reprompt.speech
    assert end.sent is not None
    assert end.faults == ()
    assert not end.speech


def test_words_from_elsewhere_are_taken_calmly(stage: Stage) -> None:
    """Fallback gets a reply that goes on."""
    conversation = begun(stage)
    conversation.open()

    turn = conversation.say("play some jazz on the radio")

    assert turn.interpretation is not None
    assert turn.interpretation.intent == "AMAZON.FallbackIntent"
    assert turn.faults == ()
    assert turn.speech
