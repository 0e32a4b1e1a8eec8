"""What Alexa refuses in a response, and what certification would (platform 2.4, 2.5, V1)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from stand_ins import ByTheBook, ToldSkill, goodbye, on_screen, reply, small_model

from simulator.device import device
from simulator.envelope import Ids
from simulator.session import Conversation, Turn

APL = on_screen()
EXECUTE = {"type": "Alexa.Presentation.APL.ExecuteCommands", "token": "a", "commands": [{}]}


def answered(body: dict[str, Any], device_name: str = "echo") -> Turn:
    conversation = Conversation(
        ToldSkill(body),
        small_model(),
        ByTheBook(),
        device(device_name),
        Ids("a"),
        datetime(2026, 1, 5, tzinfo=UTC),
    )
    return conversation.open()


def test_a_good_response_has_no_faults_and_no_doubts() -> None:
    """A question with an open microphone and a reprompt; a statement that closes."""
    for body in (reply(), goodbye()):
        turn = answered(body)
        assert (turn.faults, turn.doubts) == ((), ())


def speak(length: int) -> str:
    return f"<speak>{'a' * (length - 15)}</speak>"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (reply(speak(8001)), "outputSpeech has 8001 characters"),
        (reply(reprompt=speak(8001)), "reprompt has 8001 characters"),
        (reply(reprompt="<speak>a & b</speak>"), "reprompt: the ssml is not well-formed"),
        ({**reply(), "sessionAttributes": {"a": "b" * 123_000}}, "bytes; Alexa takes 122880"),
        ({**reply(), "sessionAttributes": [1]}, "sessionAttributes"),
        (reply(end="yes"), "shouldEndSession is 'yes'"),
        (reply(card={"type": "Fancy"}), "card type is 'Fancy'"),
        (reply(card={"type": "Simple", "title": "a", "content": "b" * 8000}), "8001 characters"),
        (
            reply(card={"type": "Standard", "image": {"smallImageUrl": "http://example.org/a"}}),
            "https",
        ),
        (reply(directives={}), "not a list"),
        (reply(directives=[{}]), "no type"),
        (reply(directives=[APL]), "does not support it"),
        (
            reply("<speak>x?" + '<audio src="https://example.org/a.mp3"/>' * 6 + "</speak>"),
            "plays 6 sounds",
        ),
    ],
)
def test_a_broken_limit_refuses_the_response(body: dict[str, Any], fault: str) -> None:
    """The fault is named, nothing is heard of the session's going on, and it is over."""
    turn = answered(body)

    assert any(fault in one for one in turn.faults), turn.faults
    assert not turn.open


def test_the_limits_themselves_are_taken() -> None:
    """Eight thousand characters are not too many."""
    assert answered(reply(speak(7999)[:-8] + "?</speak>")).faults == ()


def test_a_screen_takes_what_it_supports() -> None:
    """APL is refused without a screen and taken with one, but never beside Dialog.Delegate."""
    assert answered(reply(directives=[APL]), "show").faults == ()
    both = reply(directives=[APL, {"type": "Dialog.Delegate"}])
    assert "cannot stand in one response" in answered(both, "show").faults[0]


@pytest.mark.parametrize(
    ("directive", "fault"),
    [
        (on_screen(token=""), "has no token"),
        (on_screen(document=None), "no document of the type APL or Link"),
        (on_screen(document={"type": "APLA"}), "no document of the type APL or Link"),
        (on_screen(document={"type": "APL", "version": "1.9"}), "no mainTemplate"),
        (on_screen(document={"type": "Link", "src": "https://a.example"}), "begins with doc://"),
        (on_screen(version="2024.3"), "the device plays 2024.2 at most"),
        (on_screen(version="newest"), "version is 'newest'"),
        (on_screen(datasources=[]), "datasources is not an object"),
        ({**EXECUTE, "token": None}, "has no token"),
        ({**EXECUTE, "commands": []}, "has no commands"),
    ],
)
def test_a_document_that_cannot_be_shown_refuses_the_response(
    directive: dict[str, Any], fault: str
) -> None:
    """Platform 7.2, on a device with a screen."""
    turn = answered(reply(directives=[directive]), "show")

    assert any(fault in one for one in turn.faults), turn.faults
    assert not turn.open


@pytest.mark.parametrize(
    "directive",
    [
        on_screen(version="1.9"),
        on_screen(version="1.10"),
        on_screen(version="2024.2"),
        on_screen(document={"type": "Link", "src": "doc://alexa/apl/documents/a"}),
        on_screen(datasources={"payload": {}}),
        EXECUTE,
    ],
)
def test_a_document_that_can_be_shown_is_taken(directive: dict[str, Any]) -> None:
    """Any version up to the device's own, linked ones, and commands for what is shown."""
    assert answered(reply(directives=[directive]), "show").faults == ()


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (reply("<speak>Hold it there.</speak>"), "nothing was asked"),
        (reply(reprompt=None), "no reprompt"),
        (goodbye("<speak>Is it better?</speak>"), "asked but the session closed"),
        (reply(end=None), "null"),
        (reply(end="absent"), "absent"),
    ],
)
def test_what_certification_refuses_is_a_doubt(body: dict[str, Any], doubt: str) -> None:
    """Alexa plays it all the same, and the person at the simulator is told."""
    turn = answered(body)

    assert turn.faults == ()
    assert any(doubt in one for one in turn.doubts), turn.doubts
