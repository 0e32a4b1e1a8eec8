"""A touch on the screen: what the skill is sent, what stays shown, and how it is written down."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_ins import ByTheBook, ToldSkill, goodbye, on_screen, reply, small_model

from simulator import action, screen, transcript
from simulator.action import Touch
from simulator.device import device
from simulator.envelope import Ids
from simulator.errors import SimulatorError
from simulator.play import play
from simulator.session import Conversation
from simulator.stage import Stage
from simulator.terminal.screen import Screen
from simulator.terminal.talk import Talk

NIGHT = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
SCREEN = "Alexa.Presentation.APL"
YES = ["touch", "yes"]
STEP = "a step"
MARK = "${payload.screen.mark}"


def shown(token: str = STEP, **more: Any) -> dict[str, Any]:
    return reply(directives=[on_screen(token)], **more)


def talk(*bodies: Any, device_name: str = "show") -> tuple[Conversation, ToldSkill]:
    skill = ToldSkill(*bodies)
    hearing = ByTheBook()
    return (
        Conversation(skill, small_model(), hearing, device(device_name), Ids("a"), NIGHT),
        skill,
    )


def test_a_touch_sends_what_the_document_says_with_its_token() -> None:
    """A UserEvent in the same session, with its attributes (platform 2.2)."""
    conversation, skill = talk(shown())

    conversation.open()
    turn = conversation.touch(YES)

    sent = skill.sent[1]
    assert sent["request"]["type"] == f"{SCREEN}.UserEvent"
    assert sent["request"]["token"] == STEP
    assert sent["request"]["arguments"] == YES
    assert sent["session"]["sessionId"] == skill.sent[0]["session"]["sessionId"]
    assert (sent["session"]["new"], sent["session"]["attributes"]) == (False, {"at": 1})
    assert (turn.did, turn.microphone) == ("(touch yes)", "open")


def test_the_sdk_can_read_a_touch() -> None:
    """And finds the arguments in it."""
    conversation, skill = talk(shown())
    conversation.open()
    conversation.touch(YES)

    read = DefaultSerializer().deserialize(json.dumps(skill.sent[1]), RequestEnvelope)

    assert read.request.arguments == YES
    assert read.context.alexa_presentation_apl.token == STEP


def test_a_document_stays_until_another_comes_or_the_session_ends() -> None:
    """Replies without one leave it; each request tells which one is shown."""
    plain = reply()
    conversation, skill = talk(shown("one"), plain, shown("two"), goodbye(), shown("three"))

    conversation.open()
    for _ in range(3):
        conversation.touch(YES)

    tokens = [sent["context"][SCREEN].get("token") for sent in skill.sent]
    assert tokens == [None, "one", "one", "two"]
    with pytest.raises(SimulatorError, match="nothing that can be touched"):
        conversation.touch(YES)


def test_what_is_shown_keeps_the_session_though_nothing_new_came() -> None:
    """Half a minute after nobody spoke, as after the reply that brought it."""
    conversation, _ = talk(shown(), reply(reprompt=None))
    conversation.open()
    conversation.touch(YES)

    turn = conversation.silence()

    assert turn.open
    assert turn.microphone == "closed"


def test_without_a_screen_there_is_nothing_to_touch() -> None:
    """Nor before anything was shown."""
    for name in ("echo", "show"):
        conversation, _ = talk(reply(), device_name=name)
        conversation.open()
        with pytest.raises(SimulatorError, match="nothing that can be touched"):
            conversation.touch(YES)


BINDS = {
    "type": "APL",
    "version": "1.9",
    "layouts": {"Key": {"onPress": {"type": "SendEvent", "arguments": ["touch", "${name}", MARK]}}},
    "mainTemplate": {"items": []},
}
DATA = {"screen": {"mark": "eased/1", "name": "never"}}


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (["touch", "yes"], ["touch", "yes", "eased/1"]),
        (["touch", "yes", "old/0"], ["touch", "yes", "old/0"]),
        (["touch"], ["touch"]),
        (["other", "yes"], ["other", "yes"]),
    ],
)
def test_a_touch_is_completed_by_the_document(given: list[str], sent: list[str]) -> None:
    """With what it binds to its data; what is bound to a component cannot be told."""
    conversation, skill = talk(reply(directives=[on_screen(document=BINDS, datasources=DATA)]))
    conversation.open()

    conversation.touch(given)

    assert skill.sent[1]["request"]["arguments"] == sent


def test_a_touch_is_written_as_short_as_it_can_be() -> None:
    """Without what the document completes; a touch of something older is written whole."""
    shown = on_screen(document=BINDS, datasources=DATA)

    assert screen.shortened(["touch", "yes", "eased/1"], shown) == ("touch", "yes")
    assert screen.shortened(["touch", "yes", "old/0"], shown) == ("touch", "yes", "old/0")


@pytest.mark.parametrize(
    "arguments",
    [
        "touch",
        ["touch"],
        [],
        ["press", "yes"],
        ["touch", "not sure"],
        ["touch", 1],
        ["touch", "a)"],
    ],
)
def test_what_could_not_be_written_down_is_no_touch(arguments: object) -> None:
    """A touch is words without spaces, and begins with ``touch``."""
    with pytest.raises(SimulatorError, match="is no touch"):
        action.touch(arguments)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Z", "C"), exclude_characters="()|"),
    min_size=1,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_touch_is_read_back_as_it_was_written(words: list[str]) -> None:
    """Whatever its words are."""
    touch = action.touch(["touch", *words])
    assert action.read(action.written(touch)) == touch == Touch(("touch", *words))


def test_a_talk_with_touches_is_saved_and_passes(tmp_path: Path) -> None:
    """``/touch`` in the terminal, ``(touch yes)`` in the file."""
    out = io.StringIO()
    now = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
    talked = Talk(
        Stage(ToldSkill(shown()), lambda _: ByTheBook(), load=small_model),
        Screen(out), "en-US", "show", now, tmp_path,
    )  # fmt: skip

    talked.run(iter(["/open", "/touch yes", "/save a touch"]))

    text = (tmp_path / "a_touch.txt").read_text(encoding="utf-8")
    assert "U: (touch yes)\nA: | Hold it there. Is it better?\nOPEN\n" in text
    again = Stage(ToldSkill(shown()), lambda _: ByTheBook(), load=small_model)
    assert play(transcript.parse(text, tmp_path / "a_touch.txt"), again).differences == ()
