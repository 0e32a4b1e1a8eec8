"""The conversation in the terminal."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from stand_ins import ByTheBook, ToldSkill, reply, small_model

from simulator import voice
from simulator.device import device
from simulator.envelope import Ids
from simulator.hearing import Pause, Speech, Words
from simulator.session import Conversation
from simulator.talk import Talk, typed


def session(*lines: str, skill: ToldSkill | None = None, colour: bool = False) -> str:
    """What is shown when these lines are typed."""
    out = io.StringIO()
    conversation = Conversation(
        skill or ToldSkill(acts=("GiveStep", "Ask")),
        small_model(),
        ByTheBook(my_calf_cramps=("ReliefIntent", ())),
        device("echo"),
        Ids("a"),
        datetime(2026, 1, 5, 3, 0, tzinfo=UTC),
    )
    Talk(conversation, out, colour).run(iter(lines))
    return out.getvalue()


def test_a_turn_shows_what_was_heard_said_and_left_open() -> None:
    """Intent, reply with its pauses, microphone, session and acts."""
    skill = ToldSkill(
        reply('<speak>Hold. <break time="5s"/> Better?</speak>'), acts=("GiveStep", "Ask")
    )

    shown = session("my calf cramps", skill=skill)

    assert "heard ReliefIntent" in shown
    assert "Hold. [5 s] Better?" in shown
    assert "microphone open · session open · acts GiveStep Ask" in shown


def test_a_refused_response_is_loud() -> None:
    """The person reads what Alexa would say, and why."""
    shown = session("my calf cramps", skill=ToldSkill(reply("<speak>a & b</speak>")))

    assert "There was a problem with the requested skill's response." in shown
    assert "INVALID_RESPONSE: outputSpeech: the ssml is not well-formed" in shown
    assert "microphone closed · session over" in shown


def test_certification_doubts_are_shown() -> None:
    """The reply is played, and what certification would say stands below it."""
    shown = session("my calf cramps", skill=ToldSkill(reply("<speak>Hold it.</speak>")))

    assert "Hold it." in shown
    assert "certification: the microphone opens but nothing was asked" in shown


def test_json_shows_the_last_request_and_response() -> None:
    """Before anything was sent it says so."""
    shown = session("/json", "my calf cramps", "/json")

    assert shown.startswith("nothing was sent yet")
    assert '"type": "IntentRequest"' in shown
    assert '"shouldEndSession": false' in shown


def test_state_shows_session_microphone_clock_and_attributes() -> None:
    """Without a session there is none to show."""
    shown = session("/state", "my calf cramps", "/state")

    assert "session     none" in shown
    assert "microphone  open" in shown
    assert '"at": 1' in shown
    assert "2026-01-05 03:00" in shown


def test_waiting_plays_the_silence() -> None:
    """Nine seconds bring the reprompt; two only pass."""
    shown = session("my calf cramps", "/wait 2", "/wait 9")

    assert "(2 seconds pass)" in shown
    assert "Say it's better, or say it still hurts." in shown


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("/jsn", "did you mean '/json'?"),
        ("/zzz", "/help lists them"),
        ("/wait", "say how many seconds"),
        ("/wait soon", "say how many seconds"),
        ("/wait -1", "say how many seconds"),
        ("/wait nan", "say how many seconds"),
    ],
)
def test_a_bad_command_gets_a_helpful_line(line: str, hint: str) -> None:
    """And the conversation goes on."""
    shown = session(line, "my calf cramps")

    assert hint in shown
    assert "heard ReliefIntent" in shown


def test_help_lists_every_command() -> None:
    """With what each is for."""
    shown = session("/help")

    for name in ("/open", "/wait", "/json", "/state", "/help", "/quit"):
        assert name in shown


def test_quit_ends_and_empty_lines_are_nothing() -> None:
    """Nothing after it is taken."""
    assert session("", "/quit", "my calf cramps") == ""


def test_colour_is_only_where_it_is_wanted() -> None:
    """A pipe gets plain text."""
    assert "\x1b[" in session("my calf cramps", colour=True)
    assert "\x1b[" not in session("my calf cramps", colour=False)


def test_a_pipe_is_echoed_as_if_it_were_typed() -> None:
    """So that the output of a pipe reads like the conversation."""
    out = io.StringIO()

    lines = list(typed(io.StringIO("one\ntwo\n"), out))

    assert [line.strip() for line in lines] == ["one", "two"]
    assert out.getvalue() == "you> one\nyou> two\n"


def test_without_an_engine_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--speak`` finds none, and the message says what to install."""
    monkeypatch.setattr(voice.shutil, "which", lambda _: None)

    assert voice.find() is None
    assert "Install espeak-ng" in voice.none_found()


def test_an_engine_gets_the_words_and_keeps_the_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words go to its standard input; a pause is slept."""
    said: list[object] = []
    monkeypatch.setattr(voice.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(
        voice.subprocess, "run", lambda command, **more: said.append((command, more["input"]))
    )
    monkeypatch.setattr(voice.time, "sleep", said.append)

    engine = voice.find()
    assert engine is not None
    engine.say(Speech((Words("Hold."), Pause(5))))

    assert said == [(("/bin/say",), b"Hold."), 5]
