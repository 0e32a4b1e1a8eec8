"""The session, its microphone and its clock (platform 2.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from stand_ins import ByTheBook, ToldSkill, goodbye, on_screen, reply, small_model

from simulator.device import device
from simulator.envelope import Ids
from simulator.errors import SimulatorError
from simulator.interpretation import LAUNCH, SESSION_ENDED
from simulator.session import Conversation
from simulator.transport import Answer
from simulator.turn import Microphone, Next

NIGHT = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
ON_SCREEN: dict[str, Any] = {"directives": [on_screen()]}


def talk(skill: ToldSkill, device_name: str = "echo") -> Conversation:
    lines: dict[str, Any] = {"open_it": (LAUNCH, ()), "exit": (SESSION_ENDED, ())}
    return Conversation(
        skill, small_model(), ByTheBook(**lines), device(device_name), Ids("a"), NIGHT
    )


def passed(conversation: Conversation) -> float:
    return (conversation.place.now - NIGHT).total_seconds()


@pytest.mark.parametrize(
    ("end", "device_name", "shown", "microphone", "open_after"),
    [
        (False, "echo", {}, "open", True),
        (None, "echo", {}, "open", True),
        (True, "echo", {}, "closed", False),
        ("absent", "echo", {}, "closed", False),
        (False, "show", ON_SCREEN, "open", True),
        (True, "show", ON_SCREEN, "closed", False),
        ("absent", "show", ON_SCREEN, "closed", True),
        ("absent", "show", {"card": {"type": "Simple", "title": "Hold"}}, "closed", True),
        ("absent", "show", {}, "closed", False),
    ],
)
def test_should_end_session_rules_the_microphone(
    end: Any, device_name: str, shown: dict[str, Any], microphone: str, open_after: bool
) -> None:
    """False and null listen; true ends; left out ends, unless a screen has something to show."""
    turn = talk(ToldSkill(reply(end=end, **shown)), device_name).open()

    assert turn.faults == ()
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
    skill = ToldSkill(reply(**ON_SCREEN))
    conversation = talk(skill, "show")
    conversation.open()

    turns = conversation.wait(8 + 8 + 29)
    assert [(turn.microphone, turn.open) for turn in turns] == [("open", True), ("closed", True)]
    conversation.say("blah")
    assert skill.sent[-1]["session"]["new"] is False

    (*_, last) = conversation.wait(8 + 8 + 30)
    assert not last.open
    assert last.ended == "EXCEEDED_MAX_REPROMPTS"


def test_a_screen_with_nothing_to_show_keeps_no_session() -> None:
    """Without visual content it gives up as an Echo without a screen does (platform 2.6)."""
    conversation = talk(ToldSkill(reply()), "show")
    conversation.open()

    assert [turn.open for turn in conversation.wait(16)] == [True, False]


def test_what_comes_next_is_known_at_every_moment() -> None:
    """The reprompt, then quiet on a screen, then the end."""
    conversation = talk(ToldSkill(reply(**ON_SCREEN)), "show")

    turns = [conversation.open(), conversation.silence(), conversation.silence()]

    assert [turn.session.next for turn in turns if turn.session] == [
        Next.REPROMPT,
        Next.QUIET,
        Next.END,
    ]


def test_a_reply_takes_as_long_as_it_is_spoken() -> None:
    """Two and a half words a second, and every break."""
    conversation = talk(
        ToldSkill(reply('<speak>One two three four five?<break time="3s"/></speak>'))
    )

    conversation.open()

    assert passed(conversation) == pytest.approx(2 + 3, abs=1e-3)


HOLD = '<speak>Hold. <break time="9s"/><break time="10s"/> Has it eased?</speak>'


def test_a_hold_takes_its_time_on_the_clock() -> None:
    """The next request is dated after the whole of it."""
    skill = ToldSkill(reply(HOLD))
    conversation = talk(skill)
    conversation.open()

    conversation.say("blah")

    assert skill.sent[1]["request"]["timestamp"] == "2026-01-05T03:00:20Z"


@pytest.mark.parametrize(("after", "dated"), [(0.0, "03:00:00Z"), (5.0, "03:00:05Z")])
def test_a_hold_is_skipped_on_request(after: float, dated: str) -> None:
    """Cut off after some seconds, the rest of it has not passed; the session is as it was."""
    skill = ToldSkill(reply(HOLD))
    conversation = talk(skill)
    kept = conversation.open().session

    conversation.skip(after)

    assert conversation.place.session == kept
    conversation.say("blah")
    assert skill.sent[1]["request"]["timestamp"] == f"2026-01-05T{dated}"


def test_only_what_was_just_said_can_be_skipped() -> None:
    """Not before anything is said, not past its end, not once time has passed over it."""
    conversation = talk(ToldSkill(reply(HOLD)))
    with pytest.raises(SimulatorError, match="nothing was just said"):
        conversation.skip()
    conversation.open()
    with pytest.raises(SimulatorError, match=r"lasts 20\.6 s"):
        conversation.skip(21)
    conversation.wait(1)
    with pytest.raises(SimulatorError, match="nothing was just said"):
        conversation.skip()


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
    assert turn.ended == "USER_INITIATED"
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
    assert turn.speech.text == "There was a problem with the requested skill's response."
    assert turn.ended == "ERROR INVALID_RESPONSE"
    assert not turn.open
    ended = skill.sent[1]["request"]
    assert ended["reason"] == "ERROR"
    assert ended["error"]["type"] == "INVALID_RESPONSE"
    assert skill.sent[1]["session"]["sessionId"] == skill.sent[0]["session"]["sessionId"]


def test_an_answer_after_eight_seconds_is_lost() -> None:
    """The skill is told ERROR, ENDPOINT_TIMEOUT, and nothing of its answer is played."""

    class Slow(ToldSkill):
        def send(self, envelope: dict[str, Any]) -> Answer:
            return replace(super().send(envelope), seconds=8.1)

    skill = Slow()

    turn = talk(skill).open()

    assert "8.1 s" in turn.faults[0]
    assert "Hold" not in turn.speech.text
    assert skill.sent[1]["request"]["error"]["type"] == "ENDPOINT_TIMEOUT"
    assert turn.ended == "ERROR ENDPOINT_TIMEOUT"
    assert not turn.open


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
    assert "Hold" not in turn.speech.text


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
