"""A played conversation on paper."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.interpretation import Interpretation
from simulator.play import Played
from simulator.replay import is_replay
from simulator.session import PROBLEM, Turn


def of(played: Played, show: bool = False) -> str:
    """One line for a conversation that went as written; else everything that differed.

    ``show`` adds the conversation, which a replay file, having nothing to compare, shows anyway.
    """
    script = played.script
    verdict = "went another way" if played.differences else "ok"
    lines = [f"{verdict}: {script.path} ({len(script.steps)} turns)"]
    if show or is_replay(script.path):
        lines += _conversation(played)
    lines += [difference.shown(script.path) for difference in played.differences]
    return "\n".join(lines)


def _conversation(played: Played) -> Iterator[str]:
    """The conversation in the form of a transcript, so that it can be copied into one."""
    for step, turn in played.turns:
        heard = turn.interpretation if turn else None
        yield f"U: {step.text}" + (f" | {_meaning(heard)}" if heard else "")
        if turn is not None:
            yield from _reply(turn)


def _meaning(heard: Interpretation) -> str:
    slots = (f"{name}={id}" for name, id in heard.ids().items() if id)
    return " ".join((heard.intent, *slots))


def _reply(turn: Turn) -> Iterator[str]:
    said = PROBLEM if turn.faults else turn.speech.text
    if said or turn.acts:
        yield f"A: {' '.join(turn.acts or ())} | {said}"
    yield turn.microphone.upper()
