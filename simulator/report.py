"""A played conversation on paper."""

from __future__ import annotations

from collections.abc import Iterator

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
    for step, turn in played.turns:
        yield f"  U: {step.text}"
        if turn is not None:
            yield from _heard(turn)


def _heard(turn: Turn) -> Iterator[str]:
    if turn.interpretation:
        ids = turn.interpretation.ids()
        slots = "".join(f" {name}={id or '?'}" for name, id in ids.items())
        yield f"     heard {turn.interpretation.intent}{slots}"
    speech = PROBLEM if turn.faults else turn.speech.shown()
    yield f"  A: {speech}" if speech else "  A: (nothing)"
    yield f"     {turn.microphone.upper()}"
