"""Plays conversations in files and tells where they went another way; never waits for anybody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simulator import replay, transcript
from simulator.action import perform
from simulator.comparing import Difference, differences
from simulator.errors import SimulatorError
from simulator.session import Conversation
from simulator.stage import Stage
from simulator.transcript import Step, Transcript
from simulator.turn import Turn, together


@dataclass(frozen=True)
class Played:
    """A conversation as it went."""

    script: Transcript
    turns: tuple[tuple[Step, Turn | None], ...]
    """None where nothing could come of a step."""
    differences: tuple[Difference, ...]


def read(path: Path) -> Transcript:
    """Read a transcript or a replay file; SimulatorError where it is neither."""
    return replay.read(path) if replay.is_replay(path) else transcript.read(path)


def play(script: Transcript, stage: Stage) -> Played:
    """Play a conversation to its end, whatever comes out on the way."""
    name = script.path.name
    conversation = stage.conversation(
        script.locale, script.device, script.seed or name, script.start, stage.newcomer(name)
    )
    turns = tuple((step, _act(step, conversation, script.path)) for step in script.steps)
    found = [item for step, turn in turns if turn for item in differences(step, turn)]
    return Played(script, turns, tuple(found))


def _act(step: Step, conversation: Conversation, path: Path) -> Turn | None:
    try:
        return together(perform(step.action, conversation))
    except SimulatorError as fault:
        raise SimulatorError(f"{path}:{step.line}: {fault}") from fault
