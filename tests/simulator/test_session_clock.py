"""The session, its microphone and its clock (platform 2.6)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from stand_ins import ByTheBook, ToldSkill, goodbye, reply, small_model

from simulator.device import device
from simulator.envelope import Ids
from simulator.interpretation import LAUNCH, SESSION_ENDED
from simulator.session import Conversation, Microphone

NIGHT = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


def talk(skill: ToldSkill, device_name: str = "echo") -> Conversation:
    lines: dict[str, Any] = {"open_it": (LAUNCH, ()), "exit": (SESSION_ENDED, ())}
    return Conversation(
        skill, small_model(), ByTheBook(**lines), device(device_name), Ids("a"), NIGHT
    )


def passed(conversation: Conversation) -> float:
    return (conversation.place.now - NIGHT).total_seconds()


@pytest.mark.parametrize(
    ("end", "device_name", "microphone", "open_after"),
    [
        (False, "echo", "open", True),
        (None, "echo", "open", True),
        (True, "echo", "closed", False),
        ("absent", "echo", "closed", False),
        (False, "show", "open", True),
        (True, "show", "closed", False),
        ("absent", "show", "closed", True),
    ],
)
def test_should_end_session_rules_the_microphone(
    end: Any, device_name: str, microphone: str, open_after: bool
) -> None:
    """False and null listen; true ends; left out ends, except where there is a screen."""
    turn = talk(ToldSkill(reply(end=end)), device_name).open()

    assert turn.microphone == microphone
    assert turn.open is open_after


def test_silence_brings_the_reprompt_once_and_then_the_end() -> None:
    """Eight seconds, the reprompt, eight seconds, EXCEEDED_MAX_REPROMPTS."""
    skill = ToldSkill()
    conversation = talk(skill)
    conversation.open()
    spoken = passed(conversation)

    first, second = conversation.silence(), conversation.silence()

    assert first.speech.text == "Say it's better, or say it still hurts."
    assert first.microphone is Microphone.OPEN
    assert second.sent is not None
    assert second.sent["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert second.microphone is Microphone.CLOSED
    assert not second.open
    assert passed(conversation) == pytest.approx(spoken + 16 + first.speech.seconds, abs=1e-3)


def test_silence_without_a_reprompt_ends_at_once() -> None:
    """There is nothing to say again, so the session closes after eight seconds."""
    skill = ToldSkill(reply(reprompt=None))
    conversation = talk(skill)
    conversation.open()

    conversation.silence()

    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest"]


def test_silence_with_nobody_listening_is_nothing() -> None:
    """With no session open, no request is sent."""
    skill = ToldSkill(goodbye())
    conversation = talk(skill)
    conversation.open()

    turn = conversation.silence()

    assert turn.sent is None
    assert skill.kinds == ["LaunchRequest"]


def test_a_wait_passes_as_many_moments_as_fit_in_it() -> None:
    """Nine seconds hold one reprompt; the second left over counts toward the end."""
    conversation = talk(ToldSkill())
    conversation.open()

    assert [turn.did for turn in conversation.wait(9)] == ["(silence)"]
    assert conversation.wait(6.5) == ()
    (last,) = conversation.wait(0.5)

    assert last.sent is not None
    assert last.sent["request"]["type"] == "SessionEndedRequest"


def test_a_screen_keeps_a_quiet_session_for_half_a_minute() -> None:
    """After the reprompt it stops listening, and gives up thirty seconds later."""
    skill = ToldSkill()
    conversation = talk(skill, "show")
    conversation.open()

    turns = conversation.wait(8 + 8 + 29)
    assert [(turn.microphone, turn.open) for turn in turns] == [("open", True), ("closed", True)]
    conversation.say("blah")
    assert skill.sent[-1]["session"]["new"] is False

    (*_, last) = conversation.wait(8 + 8 + 30)
    assert not last.open


def test_a_reply_takes_as_long_as_it_is_spoken() -> None:
    """Two and a half words a second, and every break."""
    conversation = talk(
        ToldSkill(reply('<speak>One two three four five?<break time="3s"/></speak>'))
    )

    conversation.open()

    assert passed(conversation) == pytest.approx(2 + 3, abs=1e-3)


def test_moving_the_clock_changes_the_next_request_and_nothing_else() -> None:
    """Eleven minutes later the session is as it was."""
    skill = ToldSkill()
    conversation = talk(skill)
    conversation.open()
    before = conversation.place

    conversation.move_clock(11 * 60)
    conversation.say("blah")

    assert (conversation.place.now - before.now).total_seconds() >= 11 * 60
    assert skill.sent[1]["session"]["attributes"] == {"at": 1}


def test_exit_tells_the_skill_and_nobody_answers() -> None:
    """The device ends the session; the skill hears USER_INITIATED."""
    skill = ToldSkill()
    conversation = talk(skill)
    conversation.open()

    turn = conversation.say("exit")

    assert skill.sent[1]["request"]["reason"] == "USER_INITIATED"
    assert not turn.speech
    assert not turn.open


def test_opening_again_starts_another_session() -> None:
    """The skill's name in an open session is a launch with fresh attributes."""
    skill = ToldSkill()
    conversation = talk(skill)
    conversation.open()

    conversation.say("open it")

    assert skill.sent[1]["request"]["type"] == "LaunchRequest"
    assert skill.sent[1]["session"]["new"] is True


def test_a_refused_response_ends_the_session_with_an_error() -> None:
    """Alexa speaks its own regret and sends the skill ERROR, INVALID_RESPONSE."""
    skill = ToldSkill(reply("<speak>a & b?</speak>"))
    conversation = talk(skill)

    turn = conversation.open()

    assert "well-formed" in turn.faults[0]
    assert not turn.open
    ended = skill.sent[1]["request"]
    assert ended["reason"] == "ERROR"
    assert ended["error"]["type"] == "INVALID_RESPONSE"
    assert skill.sent[1]["session"]["sessionId"] == skill.sent[0]["session"]["sessionId"]


@pytest.mark.parametrize(
    ("skill", "fault"),
    [
        (ToldSkill(reply(), status=500), "status 500"),
        (ToldSkill(None), "JSON object"),
        (ToldSkill({"version": "1.0"}), "no response object"),
        (ToldSkill({"version": "2", "response": {}}), "version"),
    ],
)
def test_no_answer_at_all_is_a_fault(skill: ToldSkill, fault: str) -> None:
    """An error status, no JSON, no response: nothing of it is played."""
    turn = talk(skill).open()

    assert fault in turn.faults[0]
    assert not turn.speech


def test_speech_after_the_end_is_a_fault() -> None:
    """SessionEndedRequest takes no speech, card or directive (platform 2.2)."""

    class Chatty(ToldSkill):
        def send(self, envelope: dict[str, Any]) -> Any:
            answer = super().send(envelope)
            return type(answer)(200, reply())

    conversation = talk(Chatty())
    conversation.open()

    assert conversation.leave().faults == (
        "SessionEndedRequest was answered with outputSpeech, reprompt",
    )


def test_a_place_can_be_kept_and_gone_back_to() -> None:
    """A conversation's place is a value: going on from an earlier one forgets the later."""
    skill = ToldSkill(reply(), reply(), goodbye())
    conversation = talk(skill)
    conversation.open()
    kept = conversation.place
    conversation.say("one")
    conversation.say("two")
    assert conversation.place.session is None

    conversation.place = kept
    conversation.say("three")

    assert skill.sent[-1]["session"]["sessionId"] == skill.sent[0]["session"]["sessionId"]
