"""A played conversation on paper."""

from __future__ import annotations

from simulator import recording
from simulator.play import Played
from simulator.replay import is_replay


def of(played: Played, show: bool = False) -> str:
    """One line for a conversation that went as written; else everything that differed.

    ``show`` adds the conversation in the form of a transcript, so that it can be copied into one;
    a replay file, having nothing to compare, shows it anyway.
    """
    script = played.script
    verdict = "went another way" if played.differences else "ok"
    lines = [f"{verdict}: {script.path} ({len(script.steps)} turns)"]
    if show or is_replay(script.path):
        lines += recording.lines((step.text, turn) for step, turn in played.turns)
    lines += [difference.shown(script.path) for difference in played.differences]
    return "\n".join(lines)
