"""Whole talks, said to the real skill: the files of ``talks/``, in request and response JSON.

A file is a conversation as ``simulator.transcript`` reads it, each line with what it is taken for.
Its first line is the title; the comments below it say what to look for. The ids of requests follow
from the file's name and the clock from its start, so a talk is the same every time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from docs.book import reading
from simulator import transcript, turn
from simulator.action import Say, perform
from simulator.hearing import Pause, Speech, Words
from simulator.interpretation import Interpretation, Reasons
from simulator.model import Model
from simulator.stage import Stage
from simulator.transcript import Step, Transcript
from simulator.transport import Answer
from skill.alexa.conversation import KEY
from skill.alexa.skill import Skill, build_skill
from skill.content import read
from skill.content.types import Content, Tier
from skill.dialogue import position, triage
from skill.dialogue import state as states
from skill.dialogue.state import State

FOLDER = Path(__file__).with_name("talks")


class Turn(msgspec.Struct, frozen=True):
    """What one person says, and what comes of it."""

    words: str
    """What is said; empty for silence."""
    meaning: str
    """The intent it is taken for, with its slots: "ReliefIntent muscle=calf"; empty for silence."""
    request: str
    """The id of the request, which picks the wording; empty where the device speaks by itself."""
    at: str
    """When the request was sent."""
    heard: tuple[str | float, ...]
    """Words, and silences in seconds, in order."""
    card: tuple[str, str] | None
    """Title and text of what is written in the Alexa app."""
    open: bool
    """Whether the microphone is open afterwards."""
    owed: Tier | None
    """The most urgent advice that is owed afterwards."""
    in_force: tuple[str, ...]
    """What is offered no more."""

    @property
    def seconds(self) -> float:
        """How long the reply takes to say, silences included."""
        silence = sum(part for part in self.heard if not isinstance(part, str))
        words = " ".join(part for part in self.heard if isinstance(part, str))
        return reading.seconds(words) + silence


class Talk(msgspec.Struct, frozen=True):
    """One talk from its first words to its end."""

    id: str
    title: str
    shows: str
    """What to look for."""
    turns: tuple[Turn, ...]

    @property
    def seconds(self) -> float:
        """How long all replies take together."""
        return sum(turn.seconds for turn in self.turns)


class InProcess:
    """The skill in this process: what goes in and comes out is JSON all the same."""

    def __init__(self, skill: Skill) -> None:
        self._skill = skill

    def send(self, envelope: dict[str, Any]) -> Answer:
        """Answer one request."""
        answered = self._skill.answer(json.loads(json.dumps(envelope)))
        return Answer(200, json.loads(json.dumps(answered)))


class NotListening:
    """The talks say what each line is taken for, so nothing is left to understand."""

    def __init__(self, _: Model) -> None:
        pass

    def interpret(self, utterance: str) -> Interpretation:
        """Raises ValueError: a line without its intent is a slip in a file of talks."""
        raise ValueError(f"{utterance!r} has no intent; add it after a |")

    def explain(self, utterance: str) -> Reasons:
        """Raises ValueError too: nothing was weighed."""
        raise ValueError(f"{utterance!r} was not weighed; ask for no reasons here")


def talks(content: Content, root: Path = read.ROOT, folder: Path = FOLDER) -> tuple[Talk, ...]:
    """Every talk, in the order of the files.

    Raises SimulatorError for a file that is no conversation, ValueError for a line without an
    intent and for a response that Alexa would refuse.
    """
    stage = Stage(InProcess(build_skill(root)), NotListening)
    return tuple(talk(file, stage, content) for file in sorted(folder.glob("*.txt")))


def talk(file: Path, stage: Stage, content: Content) -> Talk:
    """One file, said to the skill."""
    script = transcript.read(file)
    return Talk(
        id=file.stem.partition("_")[2],
        title=script.shows,
        shows=" ".join(comments(file)),
        turns=tuple(said(script, stage, content)),
    )


def comments(file: Path) -> Iterator[str]:
    """What a file tells its reader below its title."""
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("#"):
            yield line.lstrip("# ")


def said(script: Transcript, stage: Stage, content: Content) -> Iterator[Turn]:
    """Each line of a script said in turn, on one device."""
    seed = script.seed or script.path.stem
    talking = stage.conversation(script.locale, script.device, seed, script.start)
    state = State()
    for step in script.steps:
        for happened in perform(step.expected.heard_as or step.action, talking):
            if happened.faults:
                raise ValueError(f"{script.path}:{step.line}: {'; '.join(happened.faults)}")
            if body := happened.answer and happened.answer.body:
                state = states.load(body["sessionAttributes"].get(KEY), content)
            yield told(step, happened, state, content)


def told(step: Step, happened: turn.Turn, state: State, content: Content) -> Turn:
    """One turn as the book tells it."""
    owed = triage.owed(state, content)
    sent = happened.sent["request"] if happened.sent else {}
    response = happened.answer.body["response"] if happened.answer and happened.answer.body else {}
    return Turn(
        words=step.text if isinstance(step.action, Say) else "",
        meaning=meaning(step),
        request=sent.get("requestId", ""),
        at=sent.get("timestamp", ""),
        heard=tuple(heard(happened.speech)),
        card=card(response),
        open=happened.microphone is turn.Microphone.OPEN,
        owed=owed.tier if owed else None,
        in_force=tuple(in_force(state, content)),
    )


def meaning(step: Step) -> str:
    """The intent of a step and its slots, as its file has them."""
    named = step.expected.heard_as
    if named is None:
        return ""
    return " ".join((named.intent, *(f"{slot}={id}" for slot, id in named.slots.items())))


def heard(speech: Speech) -> Iterator[str | float]:
    """What is heard of a reply."""
    for part in speech.parts:
        if isinstance(part, Words):
            yield part.text
        elif isinstance(part, Pause):
            yield part.seconds


def card(response: dict[str, Any]) -> tuple[str, str] | None:
    """What a response writes in the app."""
    written = response.get("card")
    return (written["title"], written["content"]) if written else None


def in_force(state: State, content: Content) -> Iterable[str]:
    """What is offered no more in this talk."""
    if triage.hands_off(state, content):
        yield "hands off the leg"
    if not position.NO_STANDING.isdisjoint(state.guards):
        yield "no standing"
    if "pregnant" in state.guards:
        yield "no rubbing"
