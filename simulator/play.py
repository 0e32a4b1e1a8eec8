"""Plays conversations in files and tells where they went another way; never waits for anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator import replay, transcript
from simulator.errors import SimulatorError
from simulator.interpretation import Interpretation, Named
from simulator.session import Conversation, Turn
from simulator.stage import Stage
from simulator.transcript import Do, Expected, Say, Step, Transcript, Wait


@dataclass(frozen=True)
class Difference:
    """One thing that came out other than it was written."""

    line: int
    said: str
    what: str
    expected: str
    heard: str
    hint: str = ""

    def shown(self, path: Path) -> str:
        """For a person: place, fault, and both sides one under the other."""
        lines = [
            f"{path}:{self.line}: {self.what}",
            f"    U: {self.said}",
            f"  - expected: {self.expected}",
            f"  + came out: {self.heard}",
        ]
        return "\n".join([*lines, f"    {self.hint}"] if self.hint else lines)


@dataclass(frozen=True)
class Played:
    """A conversation as it went."""

    script: Transcript
    turns: tuple[tuple[Step, Turn | None], ...]
    differences: tuple[Difference, ...]


def read(path: Path) -> Transcript:
    """Read a transcript or a replay file; SimulatorError where it is neither."""
    return replay.read(path) if replay.is_replay(path) else transcript.read(path)


def play(script: Transcript, stage: Stage) -> Played:
    """Play a conversation to its end, whatever comes out on the way."""
    conversation = stage.conversation(
        script.locale, script.device, seed=script.path.name, now=script.start
    )
    turns = tuple((step, _act(step, conversation, script.path)) for step in script.steps)
    found = [item for step, turn in turns if turn for item in _differences(step, turn)]
    return Played(script, turns, tuple(found))


def _act(step: Step, conversation: Conversation, path: Path) -> Turn | None:
    """Do what a step does; None where nothing can come of it."""
    try:
        return _done(step, conversation)
    except SimulatorError as fault:
        raise SimulatorError(f"{path}:{step.line}: {fault}") from fault


def _done(step: Step, conversation: Conversation) -> Turn | None:
    match step.action:
        case Say(words):
            return conversation.say(words)
        case Named():
            return conversation.name(step.action)
        case Wait(seconds):
            conversation.move_clock(seconds)
        case Do("open"):
            return conversation.open()
        case Do("silence"):
            return conversation.silence()
        case Do("exit"):
            return conversation.leave()
        case Do():
            conversation.new_session()
    return None


def _differences(step: Step, turn: Turn) -> Iterator[Difference]:
    expected = step.expected
    for fault in turn.faults:
        yield Difference(step.last_line, step.text, "Alexa refuses this", "a valid response", fault)
    for doubt in turn.doubts:
        yield Difference(step.last_line, step.text, "certification refuses this", "no doubt", doubt)
    if expected.heard_as and turn.interpretation:
        yield from _heard_as(step, expected.heard_as, turn.interpretation)
    yield from _acts(step, expected, turn)
    yield from _words(step, expected, turn)
    if expected.microphone and expected.microphone is not turn.microphone:
        yield Difference(
            step.last_line,
            step.text,
            "the microphone differs",
            expected.microphone.upper(),
            turn.microphone.upper(),
        )


def _heard_as(step: Step, named: Named, heard: Interpretation) -> Iterator[Difference]:
    """The intent must be the one written, and so must each slot that is written."""
    ids = heard.ids()
    slots = {slot: ids.get(slot) for slot in named.slots}
    if named.intent != heard.intent or slots != named.slots:
        yield Difference(
            step.line,
            step.text,
            "it was taken for something else",
            _named(named.intent, dict(named.slots)),
            _named(heard.intent, dict(ids)),
            f"why: {heard.why}" if heard.why else "",
        )


def _named(intent: str, slots: dict[str, str | None]) -> str:
    return " ".join((intent, *(f"{slot}={value}" for slot, value in slots.items() if value)))


def _acts(step: Step, expected: Expected, turn: Turn) -> Iterator[Difference]:
    """Acts count only where the skill tells them."""
    if expected.acts is not None and turn.acts is not None and expected.acts != turn.acts:
        yield Difference(
            step.last_line,
            step.text,
            "the skill decided otherwise",
            " ".join(expected.acts),
            " ".join(turn.acts) or "nothing",
        )


def _words(step: Step, expected: Expected, turn: Turn) -> Iterator[Difference]:
    said = turn.speech.text
    if expected.words is None or transcript.words_match(expected.words, said):
        return
    missing = transcript.first_missing(expected.words, said)
    yield Difference(
        step.last_line,
        step.text,
        "the reply differs",
        expected.words,
        said or "(nothing)",
        f"not heard there: {missing}" if missing else "more was said; add ... where it may be",
    )
