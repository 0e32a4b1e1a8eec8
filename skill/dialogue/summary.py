"""What to tell the doctor: this talk's signs and answers, said once and kept nowhere."""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import triage
from skill.dialogue.acts import Summarize
from skill.dialogue.returning import ask_again
from skill.dialogue.state import State, Turn

MOST = 7
"""Things in a summary, the most urgent first: what can be said, and asked after, in a breath."""


def tell(state: State, content: Content) -> Turn:
    """Sum up, then ask what was open."""
    doubts = {answer.question for answer in state.answers if answer.said == "unsure"}
    told = [*triage.reasons(state, content), *guarded(state, content)][:MOST]
    heard = tuple(id for id in told if id not in doubts)
    return ask_again(state, content, Summarize(heard, tuple(id for id in told if id in doubts)))


def guarded(state: State, content: Content) -> list[str]:
    """The signs that send nobody anywhere, and that a doctor wants to know all the same."""
    return [sign for sign in state.signs if content.signs[sign].tier == "guard"]
