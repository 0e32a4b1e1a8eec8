"""Which question is open, in a few characters: a touch carries them back with its answer.

A screen may be touched after the talk has moved on, or twice. Two states have one mark only where
an answer to the one is an answer to the other.
"""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import triage
from skill.dialogue.state import State


def mark(state: State, content: Content) -> str:
    """The mark of what is open, without spaces; empty where nothing was asked."""
    if state.paused:
        return "ready"
    danger = triage.open_question(state, content) if state.phase == "check" else None
    if danger:
        return "/".join(("danger", danger, *state.denied)).replace(" ", "_")
    return "/".join(part for part in (state.asked, *_where(state)) if part)


def _where(state: State) -> tuple[str, ...]:
    """What tells two askings of an everyday question apart: the movement, or the topic."""
    if state.phase == "relief":
        return (state.muscle, state.situation, state.step, str(state.rounds))
    if state.phase == "learn" and state.topic:
        return (state.topic.kind, state.topic.id, str(state.topic.breath))
    return ()
